"""A small array shown as sharp pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_painting import tones

_SIDE = 28


class PixelView(QWidget):
    """Shows an array (H, W) float32 in 0..1, ink = 1, in the theme's ink on its paper; mostly (28, 28)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.array: NDArray[np.float32] | None = None
        self._image: QImage | None = None
        self._palette: NDArray[np.uint32] | None = None
        self._step = 0
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
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        pixels = _SIDE if self.array is None else max(self.array.shape)
        # An array with more pixels than the screen has room for is shrunk as it is painted.
        step = max(1, int(min(self.width(), self.height()) * ratio) // pixels)
        side = min(step * pixels / ratio, min(self.width(), self.height()))
        square = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.fillRect(square, QColor(self._theme.colours.paper))
        if self.array is not None:
            if self._image is None or self._step != step:
                self._image = _image(self.array, self._tones(), step)
                self._image.setDevicePixelRatio(ratio)
                self._step = step
            painter.drawImage(_within(square, self.array.shape), self._image)
        painter.setPen(QColor(self._theme.colours.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(square.adjusted(0, 0, -1, -1))
        painter.end()

    def _tones(self) -> NDArray[np.uint32]:
        if self._palette is None:
            self._palette = tones(self._theme.colours)
        return self._palette

    def _on_theme_changed(self) -> None:
        self._image = self._palette = None
        self.update()


def _within(square: QRectF, shape: tuple[int, ...]) -> QRectF:
    """The place of an array in the square around it: in the middle, where one side is the shorter."""
    height, width = (square.width() * size / max(shape) for size in shape)
    left, top = square.x() + (square.width() - width) / 2, square.y() + (square.height() - height) / 2
    return QRectF(left, top, width, height)


def _image(array: NDArray[np.float32], palette: NDArray[np.uint32], step: int) -> QImage:
    """The array as an image of `step` screen pixels a side for each of its values."""
    colours = palette[np.rint(array * 255).astype(np.intp)]
    large = np.repeat(np.repeat(colours, step, axis=0), step, axis=1)
    height, width = large.shape
    return QImage(large.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
