"""The axes and lines of one plot on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.plot_painting import paint_axes, paint_lines
from mnist_desktop.ui.training.plot_picture import PanelPicture

_TEXT_PIXELS = 11
_LEFT, _BOTTOM, _AIR = 44, 20, 8
_TRANSPARENT = QColor(0, 0, 0, 0)


class PlotCanvas(QWidget):
    """Paints what a function says is to be seen; call `update` when it says something else.

    With `has_foot` there is room for numbers beneath.

    While a training runs only the line of the live steps changes, so what lies behind it and before it is
    kept as pixmaps. So is the whole, as what is laid over it moves with the mouse.
    """

    def __init__(
        self,
        name: str,
        title: str,
        theme: Theme,
        picture: Callable[[], PanelPicture],
        parent: QWidget | None = None,
    ) -> None:
        """Paint in the theme's colours."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme, self._picture = theme, picture
        self.has_foot = False
        self._painted: PanelPicture | None = None
        self._behind, self._before, self._whole = QPixmap(), QPixmap(), QPixmap()
        theme.changed.connect(self._on_theme_changed)

    def area(self) -> QRectF:
        """Where the lines are, inside the axes; the numbers of the outermost ticks have room around it."""
        return QRectF(self.rect()).adjusted(_LEFT, _AIR, -_AIR, -(_BOTTOM if self.has_foot else _AIR))

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(400, 200)

    def minimumSizeHint(self) -> QSize:
        """Enough to see something."""
        return QSize(160, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what has changed, and of the whole what is asked for."""
        picture, painted = self._picture(), self._painted
        is_fresh = painted is not None and self._whole.size() == self.size() * self.devicePixelRatioF()
        if not is_fresh or picture != painted:
            if not is_fresh or painted is None or replace(picture, live=painted.live) != painted:
                self._paint_still(picture)
            self._paint_whole(picture)
            self._painted = picture
        painter, ratio = QPainter(self), self._whole.devicePixelRatio()
        # Qt copies rectangles many times quicker than it paints through a clip of several.
        for part in event.region():  # type: ignore[attr-defined] # a QRegion gives its rectangles
            source = QRectF(QPointF(part.topLeft()) * ratio, QSizeF(part.size()) * ratio)
            painter.drawPixmap(QRectF(part), self._whole, source)
        painter.end()

    def _paint_still(self, picture: PanelPicture) -> None:
        colours, area = self._theme.colours, self.area()
        self._behind, self._before = self._layer(QColor(colours.surface)), self._layer(_TRANSPARENT)
        painter = self._painter(self._behind)
        paint_axes(painter, picture, area, colours)
        paint_lines(painter, picture.behind, picture, area, colours, colours.surface)
        painter.end()
        painter = self._painter(self._before)
        paint_lines(painter, picture.before, picture, area, colours, colours.surface)
        painter.end()

    def _paint_whole(self, picture: PanelPicture) -> None:
        colours = self._theme.colours
        self._whole = self._behind.copy()
        painter = self._painter(self._whole)
        # A thousand hairlines look no better antialiased, and take three times as long.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, picture.live.style.width > 1)
        paint_lines(painter, (picture.live,), picture, self.area(), colours, colours.surface)
        painter.drawPixmap(0, 0, self._before)
        painter.end()

    def _painter(self, layer: QPixmap) -> QPainter:
        painter = QPainter(layer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(_TEXT_PIXELS)
        painter.setFont(font)
        return painter

    def _layer(self, ground: QColor) -> QPixmap:
        ratio = self.devicePixelRatioF()
        layer = QPixmap(self.size() * ratio)
        layer.setDevicePixelRatio(ratio)
        layer.fill(ground)
        return layer

    def _on_theme_changed(self) -> None:
        self._painted = None
        self.update()
