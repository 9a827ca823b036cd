"""What lies over the plots: the crosshair, the readout beside it, the box that is being drawn, the focus."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.line_styles import LineStyle
from mnist_desktop.ui.training.readout import Readout
from mnist_desktop.ui.training.readout_card import ReadoutCard

_DOT = 4.0
_CLEARANCE = 12
_EDGE = 4


@dataclass(frozen=True)
class Crosshair:
    """A place on the axis of epochs: a line through each plot, dots on their lines, what is read there."""

    x: float
    areas: tuple[QRectF, ...]
    dots: tuple[tuple[QPointF, LineStyle], ...]
    readout: Readout


class PlotOverlay(QWidget):
    """Lets the mouse through, and repaints only what has changed of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Lie over the whole parent, showing nothing."""
        super().__init__(parent)
        self.setObjectName("plot_overlay")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._card = ReadoutCard(self.font())
        self._crosshair: Crosshair | None = None
        self._box = QRectF()
        self._focus = QRectF()

    @property
    def crosshair(self) -> Crosshair | None:
        """What is shown."""
        return self._crosshair

    def show_crosshair(self, crosshair: Crosshair | None) -> None:
        """Show this from now on; None hides it."""
        before = self._region()
        self._crosshair = crosshair
        if crosshair is not None:
            self._card.measure(crosshair.readout, self.width() // 2 - _CLEARANCE - _EDGE)
        self.update(before.united(self._region()))

    def forget_sizes(self) -> None:
        """Let the readout be as small as it needs to be; while the same lines are shown it only grows."""
        self._card.shrink()

    def show_box(self, box: QRectF) -> None:
        """Show a box; an empty one shows none."""
        before, self._box = self._box, box
        for part in (before, box):
            self.update(part.toAlignedRect().adjusted(-2, -2, 2, 2))

    def show_focus(self, area: QRectF) -> None:
        """Frame what has the keys; an empty area frames nothing."""
        self._focus = area
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what there is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(event.region())
        colours = self._theme.colours
        if not self._focus.isEmpty():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(self._focus.adjusted(1, 1, -1, -1), 6, 6)
        if not self._box.isEmpty():
            fill = QColor(colours.accent)
            fill.setAlphaF(0.12)
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(fill)
            painter.drawRect(self._box)
        if self._crosshair is not None:
            self._paint_crosshair(painter, self._crosshair, colours)
            self._card.paint(painter, self._card_area(self._crosshair), self._crosshair.readout, colours)
        painter.end()

    def _paint_crosshair(self, painter: QPainter, crosshair: Crosshair, colours: Colours) -> None:
        painter.setPen(QPen(QColor(colours.muted), 1))
        # Between two pixels a hairline would be blurred.
        x = int(crosshair.x) + 0.5
        for area in crosshair.areas:
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        for place, style in crosshair.dots:
            painter.setPen(QPen(QColor(colours.surface), 1.5))
            painter.setBrush(style.colour(colours))
            painter.drawEllipse(place, _DOT, _DOT)

    def _card_area(self, crosshair: Crosshair) -> QRect:
        """Right of the line or, where there is no room, left of it; always at the same height."""
        size, x = self._card.size, round(crosshair.x)
        left = x + _CLEARANCE
        if left + size.width() > self.width() - _EDGE and x > self.width() // 2:
            left = x - _CLEARANCE - size.width()
        left = max(_EDGE, min(left, self.width() - _EDGE - size.width()))
        top = round(crosshair.areas[0].top()) + _EDGE if crosshair.areas else _EDGE
        return QRect(left, top, size.width(), size.height())

    def _region(self) -> QRegion:
        crosshair = self._crosshair
        if crosshair is None:
            return QRegion()
        region = QRegion(self._card_area(crosshair).adjusted(-1, -1, 1, 1))
        for area in crosshair.areas:
            line = QRectF(crosshair.x - 2, area.top(), 4, area.height())
            region = region.united(line.toAlignedRect())
        for place, _ in crosshair.dots:
            around = QRectF(place.x() - _DOT - 2, place.y() - _DOT - 2, 2 * _DOT + 4, 2 * _DOT + 4)
            region = region.united(around.toAlignedRect())
        return region
