"""The reliability diagram: how often the model is right, by how sure it says it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mnist_desktop.evaluation.calibration import CalibrationBin
from mnist_desktop.ui.evaluation.plot_frame import PlotFrame
from mnist_desktop.ui.theme.theme import Theme

FEW = 10
_COUNTS, _COUNTS_GAP = 36.0, 12.0
_GAP = 1.5


class ReliabilityDiagram(QWidget):
    """A bar for each bin of sureness, as high as the share that is right; above it how many answers it has.

    Signals:
        pointed: The number of the bin under the pointer or the cursor, or None.
        chosen: The number of the bin that was clicked or confirmed with Enter.
    """

    pointed = Signal(object)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.bins: tuple[CalibrationBin, ...] = ()
        self._hovered: int | None = None
        self.current: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_bins(self, bins: tuple[CalibrationBin, ...]) -> None:
        """Show other bins, none of them current."""
        self.bins, self.current, self._hovered = bins, None, None
        self.update()

    def column(self, number: int) -> QRectF:
        """Where a bin is, from the top to the axis, in the widget's pixels."""
        frame, part = self._frame(), self.bins[number]
        left, right = frame.x(part.low), frame.x(part.high)
        return QRectF(
            left,
            frame.area.top() - _COUNTS - _COUNTS_GAP,
            right - left,
            frame.area.height() + _COUNTS + _COUNTS_GAP,
        )

    def sizeHint(self) -> QSize:
        """About square."""
        return QSize(480, 460)

    def minimumSizeHint(self) -> QSize:
        """Bars that can still be pointed at."""
        return QSize(300, 220)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint axes, bars, counts and the line on which a model is as sure as it should be."""
        if not self.bins:
            return
        colours, frame = self._theme.colours, self._frame()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.current if self._hovered is None else self._hovered
        if marked is not None:
            painter.fillRect(self.column(marked), QColor(colours.hover))
        frame.paint(painter, colours, self.font(), (self.tr("how sure it is"), self.tr("share read right")))
        self._paint_counts_title(painter, frame)
        most = max(part.count for part in self.bins)
        for number, part in enumerate(self.bins):
            if part.count:
                self._paint_bin(painter, frame, part, self.column(number), most)
        painter.setPen(QPen(QColor(colours.ink), 1, Qt.PenStyle.DashLine))
        painter.drawLine(frame.point(0, 0), frame.point(1, 1))
        if self.current is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.ink if self.hasFocus() else colours.field_line), 2))
            painter.drawRoundedRect(self.column(self.current), 3, 3)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the bin under the pointer."""
        self._hover(self._bin_at(event.position()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Tell the cursor's bin again."""
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bin under the pointer."""
        number = self._bin_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self._make_current(number)
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, Enter chooses."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and self.bins:
            last = len(self.bins) - 1
            here = last + 1 if self.current is None else self.current
            self._make_current(min(max(here + steps[key], 0), last))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let a cursor be seen."""
        if self.current is None and self.bins and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._make_current(len(self.bins) - 1)
        super().focusInEvent(event)

    def _paint_bin(
        self, painter: QPainter, frame: PlotFrame, part: CalibrationBin, column: QRectF, most: int
    ) -> None:
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if part.count >= FEW else colours.bar))
        left, width = column.left() + _GAP, column.width() - 2 * _GAP
        top = frame.y(part.accuracy)
        painter.drawRect(QRectF(left, top, width, frame.area.bottom() - top))
        painter.setBrush(QColor(colours.bar))
        # The root, since most answers are in the last bin.
        high = max(2.0, _COUNTS * (part.count / most) ** 0.5)
        painter.drawRect(QRectF(left, column.top() + _COUNTS - high, width, high))
        painter.setPen(QPen(QColor(colours.ink), 2))
        y = frame.y(part.confidence)
        painter.drawLine(QPointF(left, y), QPointF(left + width, y))

    def _paint_counts_title(self, painter: QPainter, frame: PlotFrame) -> None:
        room = QRectF(0, frame.area.top() - _COUNTS_GAP - _COUNTS, frame.area.left() - 6, _COUNTS)
        painter.setPen(QColor(self._theme.colours.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self.tr("images"))

    def _frame(self) -> PlotFrame:
        return PlotFrame.within(self.width(), self.height(), above=_COUNTS + _COUNTS_GAP)

    def _bin_at(self, place: QPointF) -> int | None:
        return next((number for number in range(len(self.bins)) if self.column(number).contains(place)), None)

    def _hover(self, number: int | None) -> None:
        if number == self._hovered:
            return
        self._hovered = number
        shape = Qt.CursorShape.ArrowCursor if number is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.update()
        self.pointed.emit(self.current if number is None else number)

    def _make_current(self, number: int) -> None:
        self.current = number
        self.update()
        self.pointed.emit(number)
