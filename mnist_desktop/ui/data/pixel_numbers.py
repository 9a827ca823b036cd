"""One image large, with the value of each pixel written in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from mnist_desktop.ui.theme.shades import text_on
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_layout import SIDE
from mnist_desktop.ui.widgets.digit_painting import tones

LEAST_CELL = 20
"""The smallest pixel in which three figures can be read."""
_FONT_SIZES = range(15, 7, -1)
_BESIDE_NUMBER = 3
_MOST_DISTANT = "255"


class PixelNumbers(QWidget):
    """Shows (28, 28) uint8, ink 255, in the theme's ink on its paper, and its numbers in readable figures."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("data-numbers")
        self._theme = theme
        self.pixels: NDArray[np.uint8] | None = None
        self._fills: list[QColor] = []
        self._texts: list[QColor] = []
        self.setMinimumSize(SIDE * LEAST_CELL, SIDE * LEAST_CELL)
        self.setToolTip(self.tr("The values of the pixels, 0 for paper to 255 for ink"))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_pixels(self, pixels: NDArray[np.uint8]) -> None:
        """Show another image (28, 28)."""
        self.pixels = pixels
        self.update()

    def sizeHint(self) -> QSize:
        """The smallest size at which it can be read."""
        return self.minimumSize()

    def cell(self, row: int, column: int) -> QRect:
        """Where a pixel is."""
        side = self._side()
        left, top = (self.width() - SIDE * side) // 2, 0
        return QRect(left + column * side, top + row * side, side, side)

    def number_font(self) -> QFont:
        """The font of the numbers: as large as three figures have room for."""
        font, room = QFont(self.font()), self._side() - _BESIDE_NUMBER
        for size in _FONT_SIZES:
            font.setPixelSize(size)
            if QFontMetrics(font).horizontalAdvance(_MOST_DISTANT) <= room:
                break
        return font

    def number_colour(self, value: int) -> QColor:
        """The colour of a number on its pixel; paper's own is quiet, so that the ink stands out."""
        return self._texts[value]

    def fill_colour(self, value: int) -> QColor:
        """The colour of a pixel."""
        return self._fills[value]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pixels and their numbers."""
        if self.pixels is None:
            return
        painter = QPainter(self)
        painter.setFont(self.number_font())
        for row in range(SIDE):
            for column in range(SIDE):
                place = self.cell(row, column)
                if place.intersects(event.rect()):
                    value = int(self.pixels[row, column])
                    painter.fillRect(place, self._fills[value])
                    painter.setPen(self._texts[value])
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(value))
        painter.setPen(QColor(self._theme.colours.line))
        painter.drawRect(self.cell(0, 0).united(self.cell(SIDE - 1, SIDE - 1)).adjusted(0, 0, -1, -1))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell row, column and value of the pixel under the pointer."""
        if isinstance(event, QHelpEvent):
            words = self._words_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().event(event)

    def _words_at(self, point: QPoint) -> str:
        first, side = self.cell(0, 0), self._side()
        row, column = (point.y() - first.top()) // side, (point.x() - first.left()) // side
        if self.pixels is None or not (0 <= row < SIDE and 0 <= column < SIDE):
            return ""
        value = int(self.pixels[row, column])
        return self.tr("Row {row}, column {column}: {value}, {share} of full ink").format(
            row=row, column=column, value=value, share=f"{value / 255 * 100:.0f} %"
        )

    def _side(self) -> int:
        return max(LEAST_CELL, min(self.width(), self.height()) // SIDE)

    def _on_theme_changed(self) -> None:
        self._fills = [QColor.fromRgb(int(tone)) for tone in tones(self._theme.colours)]
        self._texts = [text_on(fill) for fill in self._fills]
        self._texts[0] = QColor(self._theme.colours.muted)
        self.update()
