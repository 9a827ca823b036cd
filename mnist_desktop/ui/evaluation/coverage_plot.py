"""How much is answered against how much of that is right, with the program's cautions marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from mnist_desktop.evaluation.coverage import CoverageCurve, CoveragePoint
from mnist_desktop.ui.evaluation.plot_frame import PlotFrame, round_below
from mnist_desktop.ui.theme.theme import Theme

_NEAR = 10.0
_STEPS = 40
_SHOWN = 0.9
_LEAST_LEFT_OUT = 0.01
_MARGIN = 1.5
_LABEL_STEP, _LABEL_HEIGHT = 24.0, 18.0
_DOT = 5.0


@dataclass(frozen=True)
class MarkedPoint:
    """A point of the curve with a name, and whether it is the one in use."""

    name: str
    point: CoveragePoint
    is_in_use: bool


class CoveragePlot(QWidget):
    """The curve of accuracy over coverage; on the right everything is answered.

    Signals:
        pointed: The `CoveragePoint` under the pointer or the cursor, or None.
        chosen: The `CoveragePoint` that was clicked or confirmed with Enter.
    """

    pointed = Signal(object)
    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self._curve: CoverageCurve | None = None
        self.marks: tuple[MarkedPoint, ...] = ()
        self._hovered: CoveragePoint | None = None
        self.current: CoveragePoint | None = None
        self._ranges = ((0.0, 1.0), (0.0, 1.0))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_curve(self, curve: CoverageCurve, marks: Sequence[MarkedPoint]) -> None:
        """Show another curve with some points marked."""
        self._curve, self.marks = curve, tuple(marks)
        self._hovered = self.current = None
        self._ranges = _ranges(curve, self.marks)
        self.update()

    def place(self, point: CoveragePoint) -> QPointF:
        """Where a point of the curve is, in the widget's pixels."""
        return self._frame().point(point.coverage, point.accuracy)

    def sizeHint(self) -> QSize:
        """About square."""
        return QSize(480, 460)

    def minimumSizeHint(self) -> QSize:
        """A curve that can still be read."""
        return QSize(300, 220)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axes, curve, marks and the point that is looked at."""
        if self._curve is None or not len(self._curve.coverage):
            return
        colours, frame = self._theme.colours, self._frame()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame.paint(painter, colours, self.font(), (self.tr("answered"), self.tr("right of the answered")))
        painter.setClipRect(frame.area.adjusted(-_DOT - 2, -_DOT - 2, _DOT + 2, 0))
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawPolyline(self._line(frame, self._curve))
        looked_at = self._hovered or self.current
        if looked_at is not None:
            self._paint_looked_at(painter, frame, looked_at)
        painter.setClipping(False)
        for number, mark in enumerate(self.marks):
            self._paint_mark(painter, frame, mark, self._foot(frame, number))
        for number, mark in enumerate(self.marks):
            self._paint_name(painter, frame, mark, self._foot(frame, number))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the point of the curve under the pointer."""
        self._hover(self._point_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Tell the cursor's point again."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the point under the pointer."""
        point = self._point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and point is not None:
            self._make_current(point)
            self.chosen.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move along the curve, Enter chooses."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and self._curve is not None:
            low, high = self._ranges[0]
            here = high if self.current is None else self.current.coverage
            wanted = min(max(here + steps[key] * (high - low) / _STEPS, low), high)
            self._make_current(self._curve.nearest(wanted))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a cursor be seen."""
        if self.current is None and self._curve and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._make_current(self._curve.nearest(1.0))
        super().focusInEvent(event)

    def _line(self, frame: PlotFrame, curve: CoverageCurve) -> QPolygonF:
        """The curve with no more points than there are pixels, but for the extremes that it reaches."""
        columns = np.round(curve.coverage * 2 * frame.area.width() / (frame.across[1] - frame.across[0]))
        kept = np.append(columns[1:] != columns[:-1], True)
        seen = kept & (curve.coverage >= frame.across[0] - 0.05)
        return QPolygonF(
            [
                frame.point(float(x), float(y))
                for x, y in zip(curve.coverage[seen], curve.accuracy[seen], strict=True)
            ]
        )

    def _paint_looked_at(self, painter: QPainter, frame: PlotFrame, point: CoveragePoint) -> None:
        colours, place = self._theme.colours, frame.point(point.coverage, point.accuracy)
        painter.setPen(QPen(QColor(colours.field_line), 1))
        painter.drawLine(QPointF(place.x(), frame.area.top()), QPointF(place.x(), frame.area.bottom()))
        painter.setPen(QPen(QColor(colours.ink if self.hasFocus() else colours.accent), 2))
        painter.setBrush(QColor(colours.paper))
        painter.drawEllipse(place, _DOT, _DOT)

    def _foot(self, frame: PlotFrame, number: int) -> float:
        """Where the name of a mark begins, each in a line of its own, so that none hides another."""
        return frame.area.bottom() - _LABEL_STEP * (len(self.marks) - number - 1) - _LABEL_HEIGHT

    def _paint_mark(self, painter: QPainter, frame: PlotFrame, mark: MarkedPoint, foot: float) -> None:
        """A dot on the curve, and a line down to its name."""
        colours, place = self._theme.colours, frame.point(mark.point.coverage, mark.point.accuracy)
        colour = QColor(colours.ink)
        painter.setPen(QPen(QColor(colours.field_line), 1, Qt.PenStyle.DotLine))
        painter.drawLine(place, QPointF(place.x(), foot))
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if mark.is_in_use else QColor(colours.paper))
        painter.drawEllipse(place, _DOT, _DOT)

    def _paint_name(self, painter: QPainter, frame: PlotFrame, mark: MarkedPoint, foot: float) -> None:
        colours, across = self._theme.colours, frame.x(mark.point.coverage)
        font = QFont(self.font())
        font.setPixelSize(11)
        font.setBold(mark.is_in_use)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink if mark.is_in_use else colours.muted))
        width = painter.fontMetrics().horizontalAdvance(mark.name)
        left = min(max(across - width / 2, frame.area.left() + 4), frame.area.right() - width)
        room = QRectF(left, foot, width + 1, _LABEL_HEIGHT)
        painter.fillRect(room, QColor(colours.surface))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, mark.name)

    def _frame(self) -> PlotFrame:
        return PlotFrame.within(self.width(), self.height(), *self._ranges)

    def _point_at(self, place: QPointF) -> CoveragePoint | None:
        frame = self._frame()
        if self._curve is None or not frame.area.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(place):
            return None
        for mark in self.marks:
            if (self.place(mark.point) - place).manhattanLength() <= _NEAR:
                return mark.point
        return self._curve.nearest(min(max(frame.share_at(place.x()), frame.across[0]), 1.0))

    def _hover(self, point: CoveragePoint | None) -> None:
        if point == self._hovered:
            return
        self._hovered = point
        shape = Qt.CursorShape.ArrowCursor if point is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.update()
        self.pointed.emit(point or self.current)

    def _make_current(self, point: CoveragePoint | None) -> None:
        self.current = point
        self.update()
        self.pointed.emit(point)


def _ranges(
    curve: CoverageCurve, marks: Sequence[MarkedPoint]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """What the axes show: all marks and the curve's end, and beneath it room for the marks' names."""
    least = min((mark.point.coverage for mark in marks), default=_SHOWN)
    low = round_below(1 - _MARGIN * max(1 - least, _LEAST_LEFT_OUT))
    seen = curve.accuracy[curve.coverage >= low]
    lowest = float(seen.min()) if len(seen) else 0.0
    return (low, 1.0), (round_below(1 - _MARGIN * (1 - lowest)), 1.0)
