"""The classes of a set, one in a row: mean image, name, and a bar for how many images there are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from mnist_desktop.data.statistics import Statistics
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_layout import SIDE
from mnist_desktop.ui.widgets.digit_painting import tones

_LEAST_ROW, _MOST_ROW = 36, 64
_GAP = 8
_NAME_SHARE = 0.3
_MOST_NAME, _LEAST_NAME = 120, 16
_BAR = 12
_CORNER = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ClassRows(QWidget):
    """A histogram of the classes, lying on its side, that can be clicked.

    Signals:
        chosen: The class that was clicked or confirmed with Enter.
        moved: The class that a key moved to.
    """

    chosen = Signal(int)
    moved = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("data-class-rows")
        self.setAccessibleName(self.tr("How many images each class has"))
        self.setToolTip(self.tr("Click a class to see its images; the arrow keys move, Enter shows"))
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._statistics: Statistics | None = None
        self._hovered: int | None = None
        self.current: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_statistics(self, names: tuple[str, ...], statistics: Statistics) -> None:
        """Show the classes of another part of a set."""
        self._names, self._statistics = names, statistics
        self._hovered = self.current = None
        self.setMinimumHeight(_LEAST_ROW * len(names))
        self.update()

    def row(self, label: int) -> QRect:
        """Where a class is."""
        height = min(_MOST_ROW, max(_LEAST_ROW, self.height() // max(1, len(self._names))))
        return QRect(0, label * height, self.width(), height)

    def bar(self, label: int) -> QRectF:
        """Where the bar of a class is."""
        if self._statistics is None:
            return QRectF()
        place, left = self.row(label), self._bars_left()
        most = max(1, int(self._statistics.class_counts.max(initial=1)))
        room = place.width() - left - self._number_width() - _GAP
        width = max(0.0, room * int(self._statistics.class_counts[label]) / most)
        return QRectF(left, place.center().y() - _BAR / 2 + 0.5, width, _BAR)

    def sizeHint(self) -> QSize:
        """Room for the rows."""
        return QSize(400, _LEAST_ROW * max(1, len(self._names)))

    def describe(self, label: int) -> str:
        """Words for a class."""
        if self._statistics is None:
            return ""
        counts = self._statistics.class_counts
        count, total = int(counts[label]), max(1, int(counts.sum()))
        return self.tr("{name}: {count} images, {share} % of this part").format(
            name=self._names[label], count=f"{count:,}", share=f"{count / total * 100:.1f}"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen."""
        if self._statistics is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = tones(self._theme.colours)
        for label in range(len(self._names)):
            if self.row(label).intersects(event.rect()):
                self._paint_mark(painter, label)
                means = np.rint(self._statistics.class_means[label] * 255).astype(np.uint8)
                self._paint_mean(painter, label, palette[means])
                self._paint_words(painter, label)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the class under the pointer."""
        self._hover(self._at(event.position().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the class under the pointer."""
        label = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and label is not None:
            self._make_current(label)
            self.chosen.emit(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move, Enter chooses."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and self._names:
            at = 0 if self.current is None else self.current + steps[key]
            self._make_current(min(max(at, 0), len(self._names) - 1))
            self.moved.emit(self.current)
        elif key in _ENTER and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a cursor be seen."""
        if self.current is None and self._names and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._make_current(0)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let no cursor be seen."""
        self.update()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell in words what is under the pointer, and forget it when the pointer goes."""
        if isinstance(event, QHelpEvent) and (label := self._at(event.pos())) is not None:
            QToolTip.showText(event.globalPos(), self.describe(label), self)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().event(event)

    def _make_current(self, label: int) -> None:
        self.current = label
        self.setAccessibleDescription(self.describe(label))
        self.update()

    def _hover(self, label: int | None) -> None:
        if label != self._hovered:
            self._hovered = label
            shape = Qt.CursorShape.ArrowCursor if label is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            self.update()

    def _at(self, point: QPoint) -> int | None:
        label = point.y() // max(1, self.row(0).height())
        return label if 0 <= label < len(self._names) else None

    def _side(self) -> int:
        """Side of a mean image: a whole multiple of its pixels."""
        return 2 * SIDE if self.row(0).height() >= 2 * SIDE + 4 else SIDE

    def _bars_left(self) -> int:
        return 4 + self._side() + _GAP + self._name_width() + _GAP

    def _name_width(self) -> int:
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in self._names), default=0)
        return max(_LEAST_NAME, min(widest + 2, _MOST_NAME, int(self.width() * _NAME_SHARE)))

    def _number_width(self) -> int:
        most = int(self._statistics.class_counts.max(initial=0)) if self._statistics else 0
        return self.fontMetrics().horizontalAdvance(f"{most:,}") + 2 * _GAP

    def _paint_mark(self, painter: QPainter, label: int) -> None:
        colours, place = self._theme.colours, QRectF(self.row(label)).adjusted(1, 1, -1, -1)
        if label == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(place, 6, 6)
        if label == self.current and self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 6, 6)

    def _paint_mean(self, painter: QPainter, label: int, colours: NDArray[np.uint32]) -> None:
        place, side = self.row(label), self._side()
        target = QRect(4, place.top() + (place.height() - side) // 2, side, side)
        pixels = np.ascontiguousarray(colours)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(target, QImage(pixels.data, SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGB32))

    def _paint_words(self, painter: QPainter, label: int) -> None:
        assert self._statistics is not None
        colours, place = self._theme.colours, self.row(label)
        font = QFont(self.font())
        font.setPixelSize(13)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        left = 4 + self._side() + _GAP
        name = painter.fontMetrics().elidedText(
            self._names[label], Qt.TextElideMode.ElideRight, self._name_width()
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRect(left, place.top(), self._name_width(), place.height()),
            middle | Qt.AlignmentFlag.AlignLeft,
            name,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if label == self._hovered else colours.bar))
        bar = self.bar(label)
        painter.drawRoundedRect(bar, _CORNER, _CORNER)
        painter.setPen(QColor(colours.muted))
        number = QRect(int(bar.right()) + _GAP, place.top(), self._number_width(), place.height())
        painter.drawText(
            number, middle | Qt.AlignmentFlag.AlignLeft, f"{int(self._statistics.class_counts[label]):,}"
        )
