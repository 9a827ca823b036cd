"""A small array shown as sharp pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_painting import tones

_SIDE = 28


@dataclass(frozen=True)
class _Look:
    """What a painting needs, made once for a size, a shape and the colours; see `RowPlaces`.

    Attributes:
        key: width and height of the widget, its pixels to a unit, the array's shape, and the colours.
        square: the paper.
        frame: the line around it.
        picture: the place of the array in it.
        surface: the colour beneath.
        paper: the colour of the paper.
        line: the colour of the line.

    """

    key: tuple[int, int, float, tuple[int, ...], Colours]
    square: QRectF
    frame: QRectF
    picture: QRectF
    surface: QColor
    paper: QColor
    line: QColor

    @classmethod
    def of(cls, key: tuple[int, int, float, tuple[int, ...], Colours]) -> _Look:
        """Measure: each of the model's pixels is a square of whole screen pixels."""
        width, height, ratio, shape, colours = key
        pixels = max(shape)
        # An array with more pixels than the screen has room for is shrunk as it is painted.
        step = max(1, int(min(width, height) * ratio) // pixels)
        side = min(step * pixels / ratio, min(width, height))
        square = QRectF((width - side) / 2, (height - side) / 2, side, side)
        frame = square.adjusted(0, 0, -1, -1)
        surface, paper, line = (QColor(name) for name in (colours.surface, colours.paper, colours.line))
        return cls(key, square, frame, _within(square, shape), surface, paper, line)


class PixelView(QWidget):
    """Shows an array (H, W) float32 in 0..1, ink = 1, in the theme's ink on its paper; mostly (28, 28)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, on_surface: bool = False) -> None:
        """Start empty. `on_surface`: see `ProbabilityBars`."""
        super().__init__(parent)
        self._on_surface = on_surface
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on_surface)
        self._theme = theme
        self.array: NDArray[np.float32] | None = None
        self._colours: NDArray[np.uint32] | None = None
        self._image: QImage | None = None
        self._palette: NDArray[np.uint32] | None = None
        self._look: _Look | None = None
        theme.changed.connect(self._on_theme_changed)

    def show_array(self, array: NDArray[np.float32] | None) -> None:
        """Show another array, or blank paper for None."""
        self.array = array
        self._image = None
        self.update()

    def sizeHint(self) -> QSize:
        """Six screen pixels to one of the model's."""
        return QSize(168, 168)

    def hasHeightForWidth(self) -> bool:
        """It is a square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as wide."""
        return width

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint each of the model's pixels as a square of whole screen pixels."""
        painter, look = QPainter(self), self._look_now()
        if self._on_surface:
            painter.fillRect(0, 0, self.width(), self.height(), look.surface)
        painter.fillRect(look.square, look.paper)
        if self.array is not None:
            if self._image is None:
                self._image = self._image_of(self.array)
            painter.drawImage(look.picture, self._image)
        painter.setPen(look.line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(look.frame)
        painter.end()

    def _look_now(self) -> _Look:
        shape = (_SIDE, _SIDE) if self.array is None else self.array.shape
        key = (self.width(), self.height(), self.devicePixelRatioF(), shape, self._theme.colours)
        if self._look is None or self._look.key != key:
            self._look = _Look.of(key)
        return self._look

    def _image_of(self, array: NDArray[np.float32]) -> QImage:
        """The array as an image; its pixels stay here, for the image does not hold them."""
        if self._palette is None:
            self._palette = tones(self._theme.colours)
        self._colours = self._palette[np.rint(array * 255).astype(np.intp)]
        height, width = array.shape
        return QImage(self._colours.data, width, height, 4 * width, QImage.Format.Format_RGB32)

    def _on_theme_changed(self) -> None:
        self._image = self._palette = None
        self.update()


def _within(square: QRectF, shape: tuple[int, ...]) -> QRectF:
    """The place of an array in the square around it: in the middle, where one side is the shorter."""
    height, width = (square.width() * size / max(shape) for size in shape)
    left, top = square.x() + (square.width() - width) / 2, square.y() + (square.height() - height) / 2
    return QRectF(left, top, width, height)
