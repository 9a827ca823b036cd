"""A few images beside each other, as a model reads them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.theme import Theme

MOST = 8
_SIDE, _GAP = 56, 8


class ExampleStrip(QWidget):
    """Shows up to eight images, ink on paper in the colours of the theme."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.inputs = np.zeros((0, 28, 28), np.float32)
        self.setFixedHeight(_SIDE)
        theme.changed.connect(self.update)

    def show_inputs(self, inputs: NDArray[np.float32]) -> None:
        """Show these (n, 28, 28) float32 in 0..1, ink 1."""
        self.inputs = inputs[:MOST]
        self.update()

    def sizeHint(self) -> QSize:
        """All of them."""
        return QSize(MOST * (_SIDE + _GAP) - _GAP, _SIDE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the images that there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        for number, model_input in enumerate(self.inputs):
            left = number * (_SIDE + _GAP)
            if left + _SIDE > self.width():
                break
            room = QRectF(left, 0, _SIDE, _SIDE)
            painter.drawImage(room, self._picture(model_input))
            painter.setPen(QColor(self._theme.colours.line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _picture(self, model_input: NDArray[np.float32]) -> QImage:
        paper, ink = (QColor(name) for name in (self._theme.colours.paper, self._theme.colours.ink))
        ends = np.array([[one.red(), one.green(), one.blue()] for one in (paper, ink)], np.float32)
        mixed = ends[0] + model_input[..., None] * (ends[1] - ends[0])
        pixels = np.ascontiguousarray(np.rint(mixed).astype(np.uint8))
        height, width = model_input.shape
        return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()
