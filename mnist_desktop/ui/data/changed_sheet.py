"""Small pictures of one image, in rows, with sharp pixels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_layout import SIDE
from mnist_desktop.ui.widgets.digit_painting import tones

VARIANTS = 12
_COLUMNS = 4
_GAP = 4


class ChangedSheet(QWidget):
    """Paints (VARIANTS, 28, 28) uint8, ink 255, in the theme's colours, twice their pixels large."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("data-changed-sheet")
        self.setAccessibleName(self.tr("The image changed at random"))
        self.setToolTip(self.tr("The same image as a training may see it at different times"))
        self._theme = theme
        self.pictures: NDArray[np.uint8] | None = None
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self.update)

    def show_pictures(self, pictures: NDArray[np.uint8] | None) -> None:
        """Show others, or empty frames for None."""
        self.pictures = pictures
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all."""
        step = 2 * SIDE + _GAP
        return QSize(_COLUMNS * step - _GAP + 2, -(-VARIANTS // _COLUMNS) * step - _GAP + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pictures, each in a frame that shows how far it is from the edges."""
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        palette = tones(self._theme.colours)
        side = SIDE * max(1, int(2 * ratio))
        step = side + round(_GAP * ratio)
        for number in range(VARIANTS):
            row, column = divmod(number, _COLUMNS)
            place = QRect(1 + column * step, 1 + row * step, side, side)
            if self.pictures is not None:
                colours = np.ascontiguousarray(palette[self.pictures[number]])
                image = QImage(colours.data, SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGB32)
                painter.drawImage(place, image)
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()
