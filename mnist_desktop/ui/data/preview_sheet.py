"""A few images with their labels, as they would be taken."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_layout import SIDE
from mnist_desktop.ui.widgets.digit_painting import tones

_COLUMNS = _ROWS = 5
_GAP = 8
_WORDS = 18
_WORD_PIXELS = 11


class PreviewSheet(QWidget):
    """Paints up to 25 images in the theme's ink on its paper, a label beneath each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("import-preview")
        self.setAccessibleName(self.tr("Preview of the images"))
        self.setToolTip(self.tr("Some of the images as they would be taken, with their labels"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        self.images: LabelledImages | None = None
        theme.changed.connect(self.update)

    def show_images(self, images: LabelledImages | None) -> None:
        """Show these, or nothing."""
        self.images = images
        names = [] if images is None else [images.class_names[int(label)] for label in images.labels]
        self.setAccessibleDescription(", ".join(names))
        self.update()

    def sizeHint(self) -> QSize:
        """Twice their pixels."""
        return self._size(2)

    def minimumSizeHint(self) -> QSize:
        """Their pixels."""
        return self._size(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint images and labels."""
        if self.images is None:
            return
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(_WORD_PIXELS)
        painter.setFont(font)
        palette, side = tones(self._theme.colours), SIDE * self._times()
        for number in range(min(self.images.count, _COLUMNS * _ROWS)):
            row, column = divmod(number, _COLUMNS)
            place = QRect(column * (side + _GAP), row * (side + _WORDS + _GAP), side, side)
            colours = np.ascontiguousarray(palette[self.images.images[number]])
            image = QImage(colours.data, SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGB32)
            painter.drawImage(place, image)
            painter.setPen(QColor(self._theme.colours.line))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
            painter.setPen(QColor(self._theme.colours.ink))
            name = self.images.class_names[int(self.images.labels[number])]
            words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, side)
            below = QRect(place.left(), place.bottom() + 1, side, _WORDS)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _times(self) -> int:
        fits = (
            times
            for times in (4, 3, 2)
            if self._size(times).width() <= self.width() and self._size(times).height() <= self.height()
        )
        return next(fits, 1)

    def _size(self, times: int) -> QSize:
        side = SIDE * times
        return QSize(_COLUMNS * (side + _GAP) - _GAP, _ROWS * (side + _WORDS + _GAP) - _GAP)
