"""Ten digits beneath each other, each followed by how training may see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.augmentation_maker import VARIANTS, Preview
from mnist_desktop.ui.widgets.digit_layout import SIDE
from mnist_desktop.ui.widgets.digit_painting import tones

_DIGITS = 10
_LEAST_VARIANTS = 3
_LARGEST = 84
_GAP = 4
_BEFORE_VARIANTS = 24
_HEADING = 20
_HEADING_PIXELS = 11


@dataclass(frozen=True)
class SheetLayout:
    """Where the pictures are, in device pixels: rows of digits, columns of variants, the first one apart.

    Attributes:
        width: width of the sheet in device pixels.
        height: its height.
        ratio: device pixels to one of Qt's.

    """

    width: int
    height: int
    ratio: float

    @cached_property
    def side(self) -> int:
        """Side of a picture: the largest whole multiple of its 28 pixels that leaves room for all digits."""
        most = max(1, int(_LARGEST * self.ratio) // SIDE)
        return next((SIDE * times for times in range(most, 1, -1) if self._has_room(SIDE * times)), SIDE)

    @cached_property
    def gap(self) -> int:
        """Space between two pictures, less where that lets them be larger."""
        usual = max(2, round(_GAP * self.ratio))
        return max(2, min(usual, (self.height - self.top - _DIGITS * self.side - 1) // (_DIGITS - 1)))

    @cached_property
    def top(self) -> int:
        """Where the first row begins, beneath the headings."""
        return round(_HEADING * self.ratio)

    @cached_property
    def first_variant(self) -> int:
        """Where the second column begins; the heading of the first one needs its room."""
        return self.digit(0).right() + 1 + round(_BEFORE_VARIANTS * self.ratio)

    @cached_property
    def variants(self) -> int:
        """How many variants of each digit there is room for."""
        room = (self.width - self.first_variant + self.gap - 1) // (self.side + self.gap)
        return max(1, min(VARIANTS, room))

    def digit(self, row: int) -> QRect:
        """The place of a digit as it is, within its frame."""
        return QRect(1, self.top + row * (self.side + self.gap), self.side, self.side)

    def variant(self, row: int, column: int) -> QRect:
        """The place of a variant of it."""
        left = self.first_variant + column * (self.side + self.gap)
        return QRect(left, self.digit(row).top(), self.side, self.side)

    def _has_room(self, side: int) -> bool:
        high = self.top + _DIGITS * (side + 2)
        wide = round(_BEFORE_VARIANTS * self.ratio) + (_LEAST_VARIANTS + 1) * (side + 2)
        return high <= self.height and wide <= self.width


class AugmentationSheet(QWidget):
    """Paints a `Preview` with sharp pixels in the theme's colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("augmentation_sheet")
        self.setAccessibleName(self.tr("Preview of changed digits"))
        self.setToolTip(
            self.tr("On the left a digit of MNIST as it is, beside it the same digit as training may see it")
        )
        self._theme = theme
        self._tones = tones(theme.colours)
        self.preview: Preview | None = None
        theme.changed.connect(self._on_theme_changed)

    def show_preview(self, preview: Preview) -> None:
        """Show other pictures."""
        self.preview = preview
        self.update()

    def sizeHint(self) -> QSize:
        """Room for pictures of twice their pixels and some variants."""
        return QSize(_BEFORE_VARIANTS + 8 * (2 * SIDE + _GAP), self._height(2))

    def minimumSizeHint(self) -> QSize:
        """Room for the smallest pictures."""
        return QSize(_BEFORE_VARIANTS + (_LEAST_VARIANTS + 1) * (SIDE + _GAP), self._height(1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint headings and pictures."""
        if self.preview is None:
            return
        ratio = self.devicePixelRatioF()
        layout = SheetLayout(round(self.width() * ratio), round(self.height() * ratio), ratio)
        painter = QPainter(self)
        self._paint_headings(painter, layout.first_variant / ratio)
        painter.scale(1 / ratio, 1 / ratio)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        for row in range(_DIGITS):
            self._paint_picture(painter, layout.digit(row), self.preview.digits[row])
            for column in range(layout.variants):
                self._paint_picture(painter, layout.variant(row, column), self.preview.changed[column, row])
        painter.end()

    def _paint_headings(self, painter: QPainter, left: float) -> None:
        font = self.font()
        font.setPixelSize(_HEADING_PIXELS)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.muted))
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRect(0, 0, int(left), _HEADING), alignment, self.tr("As it is"))
        rest = QRect(int(left), 0, self.width() - int(left), _HEADING)
        painter.drawText(rest, alignment, self.tr("As training may see it"))

    def _paint_picture(self, painter: QPainter, place: QRect, picture: NDArray[np.uint8]) -> None:
        colours = np.ascontiguousarray(self._tones[picture])
        painter.drawImage(place, QImage(colours.data, SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGB32))
        # The frame shows how far the digit is from the edges of its picture.
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _height(self, times: int) -> int:
        return _HEADING + _DIGITS * (times * SIDE + _GAP)

    def _on_theme_changed(self) -> None:
        self._tones = tones(self._theme.colours)
        self.update()
