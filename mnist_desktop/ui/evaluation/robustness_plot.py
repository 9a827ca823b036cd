"""One small plot: the accuracy at each amount of one kind of change."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mnist_desktop.evaluation.robustness import RobustnessCurve
from mnist_desktop.ui.evaluation.robustness_words import meaning_of, title_of
from mnist_desktop.ui.theme.theme import Theme

_LEFT, _RIGHT, _ABOVE, _BENEATH = 44.0, 14.0, 26.0, 22.0
_TEXT, _TITLE = 11, 13
_LINE = 18.0
_DOT = 4.0
_BAND = 0.25
_SHARES = (0.0, 0.5, 1.0)


class RobustnessPlot(QWidget):
    """A curve with a dot for each amount, and a band in which it lies with a confidence of 95 %.

    Signals:
        pointed: The number of the point that is looked at, or -1.
        chosen: The number of the point that was clicked or confirmed with Enter.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.curve: RobustnessCurve | None = None
        self.current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def show_curve(self, curve: RobustnessCurve) -> None:
        """Show another curve."""
        self.curve, self.current = curve, -1
        self.setAccessibleName(title_of(curve.distortion))
        self.setToolTip(meaning_of(curve.distortion))
        self.update()

    def place(self, number: int) -> QPointF:
        """Where a point is, in the widget's pixels."""
        if self.curve is None:
            return QPointF()
        return self._at(number, self.curve.points[number].accuracy)

    def sizeHint(self) -> QSize:
        """A third of a section."""
        return QSize(300, 190)

    def minimumSizeHint(self) -> QSize:
        """A curve that can still be read."""
        return QSize(130, 110)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, axes, band, curve and dots."""
        if self.curve is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter, self.curve)
        colours, numbers = self._theme.colours, range(len(self.curve.points))
        intervals = [point.interval for point in self.curve.points]
        band = QPolygonF([self._at(number, intervals[number].high) for number in numbers])
        for number in reversed(numbers):
            band.append(self._at(number, intervals[number].low))
        painter.setPen(Qt.PenStyle.NoPen)
        tint = QColor(colours.accent)
        tint.setAlphaF(_BAND)
        painter.setBrush(tint)
        painter.drawPolygon(band)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(QColor(colours.paper))
        painter.drawPolyline(QPolygonF([self.place(number) for number in numbers]))
        for number in numbers:
            is_current = number == self.current
            painter.setPen(QPen(QColor(colours.ink if is_current else colours.accent), 2))
            painter.drawEllipse(self.place(number), _DOT + is_current, _DOT + is_current)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the nearest point."""
        self._look_at(self._nearest(event.position().x()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Tell that none is looked at."""
        self._look_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the nearest point."""
        if event.button() == Qt.MouseButton.LeftButton and self.curve is not None:
            self._look_at(self._nearest(event.position().x()))
            self.chosen.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move from point to point, Enter chooses."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps and self.curve is not None:
            self._look_at(min(max(self.current + steps[key], 0), len(self.curve.points) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current >= 0:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _look_at(self, number: int) -> None:
        if number != self.current:
            self.current = number
            self.update()
            self.pointed.emit(number)

    def _nearest(self, x: float) -> int:
        if self.curve is None:
            return -1
        return min(range(len(self.curve.points)), key=lambda number: abs(self.place(number).x() - x))

    def _area(self) -> QRectF:
        width, height = self.width() - _LEFT - _RIGHT, self.height() - _ABOVE - _BENEATH
        return QRectF(_LEFT, _ABOVE, max(1.0, width), max(1.0, height))

    def _at(self, number: int, share: float) -> QPointF:
        area = self._area()
        points = self.curve.points if self.curve is not None else ()
        first, last = points[0].amount, points[-1].amount
        across = (points[number].amount - first) / (last - first)
        return QPointF(area.left() + across * area.width(), area.bottom() - share * area.height())

    def _paint_axes(self, painter: QPainter, curve: RobustnessCurve) -> None:
        colours, area = self._theme.colours, self._area()
        font = QFont(self.font())
        font.setPixelSize(_TITLE)
        font.setBold(self.hasFocus())
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        painter.drawText(QRectF(0, 0, self.width(), _LINE), title_of(curve.distortion))
        font.setPixelSize(_TEXT)
        font.setBold(False)
        painter.setFont(font)
        for share in _SHARES:
            y = round(area.bottom() - share * area.height()) + 0.5
            painter.setPen(QPen(QColor(colours.line), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(colours.muted))
            room = QRectF(0, y - _LINE / 2, _LEFT - 6, _LINE)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, f"{share * 100:.0f} %")
        taken = -1e9
        for number, point in enumerate(curve.points):
            words = f"{point.amount:g}".replace("-", "\N{MINUS SIGN}")
            half = painter.fontMetrics().horizontalAdvance(words) / 2
            middle = self._at(number, 0).x()
            if middle - half > taken + 4:
                room = QRectF(middle - half - 1, area.bottom() + 4, 2 * half + 2, _LINE)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
                taken = middle + half
