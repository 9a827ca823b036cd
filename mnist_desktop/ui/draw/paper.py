"""The paper under the ink: baselines, hint, and the layer that keeps finished strokes as pixels."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ui.draw.strokes import paint_drawing
from mnist_desktop.ui.theme.colours import Colours

UNITS = 1000.0
_LINES = (-400.0, -200.0, 0.0, 200.0, 400.0)


def paint_paper(painter: QPainter, area: QRect, colours: Colours, has_grid: bool) -> None:
    """Fill the paper and rule its baselines."""
    painter.fillRect(area, QColor(colours.paper))
    if not has_grid:
        return
    painter.setPen(QColor(colours.line))
    scale = min(area.width(), area.height()) / UNITS
    for line in _LINES:
        y = round(area.height() / 2 + line * scale)
        painter.drawLine(area.left(), y, area.right(), y)


def paint_hint(painter: QPainter, area: QRect, colours: Colours, text: str) -> None:
    """A friendly word in the middle of empty paper."""
    font = QFont(painter.font())
    font.setPixelSize(22)
    painter.setFont(font)
    painter.setPen(QColor(colours.muted))
    box = painter.fontMetrics().boundingRect(text).adjusted(-16, -8, 16, 8)
    box.moveCenter(area.center())
    painter.fillRect(box, QColor(colours.paper))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class InkLayer:
    """Finished strokes as pixels at the screen's resolution, painted anew only when something changed."""

    def __init__(self) -> None:
        """Start without pixels."""
        self._pixmap = QPixmap()
        self._drawing: Drawing | None = None
        self._look: tuple[int, int, float, str] | None = None

    def pixmap(self, widget: QWidget, drawing: Drawing, colour: str) -> QPixmap:
        """The strokes on transparency, as large as the widget."""
        look = (widget.width(), widget.height(), widget.devicePixelRatioF(), colour)
        if drawing is not self._drawing or look != self._look:
            self._paint(widget, drawing, colour)
            self._drawing, self._look = drawing, look
        return self._pixmap

    def to_units(self, painter: QPainter, widget: QWidget) -> None:
        """Let the painter work in board units: zero in the middle, a thousandth of the shorter side."""
        painter.translate(widget.width() / 2, widget.height() / 2)
        scale = min(widget.width(), widget.height()) / UNITS
        painter.scale(scale, scale)

    def _paint(self, widget: QWidget, drawing: Drawing, colour: str) -> None:
        ratio = widget.devicePixelRatioF()
        self._pixmap = QPixmap(widget.size() * ratio)
        self._pixmap.setDevicePixelRatio(ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.to_units(painter, widget)
        paint_drawing(painter, drawing, colour)
        painter.end()
