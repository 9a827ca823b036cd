"""A 28x28 array shown as sharp pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.theme import Theme


class PixelView(QWidget):
    """Shows an array (28, 28) float32 in 0..1, ink = 1, in the theme's ink on its paper."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.array: NDArray[np.float32] | None = None
        self._image: QImage | None = None
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
        """Paint the pixels on whole screen pixels."""
        painter = QPainter(self)
        side = min(self.width(), self.height())
        square = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        painter.fillRect(square, QColor(self._theme.colours.paper))
        if self.array is not None:
            if self._image is None:
                self._image = _image(self.array, self._theme.colours.paper, self._theme.colours.ink)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            painter.drawImage(square, self._image)
        painter.setPen(QColor(self._theme.colours.line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(square.adjusted(0, 0, -1, -1))
        painter.end()

    def _on_theme_changed(self) -> None:
        self._image = None
        self.update()


def _image(array: NDArray[np.float32], paper: str, ink: str) -> QImage:
    """Mix paper and ink by the array's values."""
    low, high = _rgb(paper), _rgb(ink)
    mixed = np.round(low + (high - low) * array[..., np.newaxis]).astype(np.uint8)
    height, width = array.shape
    return QImage(mixed.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _rgb(name: str) -> NDArray[np.float32]:
    colour = QColor(name)
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=np.float32)
