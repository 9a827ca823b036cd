"""A grid of digits with words beneath each, and with ticks and crosses where they were judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_grid import DigitGrid
from mnist_desktop.ui.widgets.digit_layout import SIDE, DigitLayout

_LINE = 14
_TEXT = 11
_ABOVE = 2
_GAPS = 5
_TARGET = 84
_MARK = 9.0
_MARK_ROOM = 14.0


@dataclass(frozen=True)
class Caption:
    """What stands beneath a digit: lines of text, and whether it is right; None where nobody judged."""

    lines: tuple[str, ...]
    is_right: bool | None = None


class CaptionedGrid(DigitGrid):
    """Right digits have a green frame and a tick, wrong ones a red frame and a cross."""

    def __init__(
        self, theme: Theme, *, lines: int = 2, target: int = _TARGET, parent: QWidget | None = None
    ) -> None:
        """Start empty, with room for some `lines` beneath each digit, which is about `target` pixels wide."""
        self._lines = lines
        self._caption_of: Callable[[int], Caption] = lambda _index: Caption(())
        self._target_side = target
        self._whole: tuple[int, int, int] | None = None
        super().__init__(theme, parent)

    def show_captioned(
        self,
        images: NDArray[np.uint8],
        indices: NDArray[np.int64],
        describe: Callable[[int], str],
        caption_of: Callable[[int], Caption],
    ) -> None:
        """Show digits as in `show_digits`, each with the caption for its index."""
        self._caption_of = caption_of
        self.show_digits(images, indices, describe)

    def caption_at(self, position: int) -> Caption:
        """What stands beneath the digit at a position."""
        return self._caption_of(self.index_at(position))

    def fit_into(self, columns: int, rows: int, largest: int) -> None:
        """From now on make digits as large as so many columns and rows fit in, up to `largest` pixels."""
        self._whole = (columns, rows, largest)
        self._arrange()

    def _layout_for(self, width: int, ratio: float) -> DigitLayout:
        caption = round(self._caption_height() * ratio)
        if self._whole is None:
            return DigitLayout(self.count, width, ratio, self._target_side, caption)
        columns, rows, largest = self._whole
        across = width / ratio / columns - _GAPS
        down = self.viewport().height() / rows - self._caption_height() - _GAPS
        # A whole multiple of 28 device pixels that still fits.
        whole = max(1, int(min(across, down, largest) * ratio / SIDE))
        return DigitLayout(self.count, width, ratio, round(whole * SIDE / ratio), caption, columns)

    def _caption_height(self) -> int:
        return self._lines * _LINE + _ABOVE

    def _paint_beneath(self, painter: QPainter, rows: range, scrolled: int) -> None:
        ratio, columns = self._layout.ratio, self._layout.columns
        font = QFont(self.font())
        font.setPixelSize(round(_TEXT * ratio))
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for position in range(rows.start * columns, min(self.count, rows.stop * columns)):
            x, y = self._layout.place(position)
            self._paint_caption(painter, self.caption_at(position), x, y - scrolled)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_caption(self, painter: QPainter, caption: Caption, x: int, y: int) -> None:
        ratio, side, colours = self._layout.ratio, self._layout.side, self._theme.colours
        left = 0.0
        if caption.is_right is not None:
            colour = QColor(colours.success if caption.is_right else colours.danger)
            painter.setPen(QPen(colour, 2 * ratio))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(x, y, side, side))
            middle = QPointF(x + _MARK * ratio / 2 + ratio, y + side + (_ABOVE + _LINE / 2) * ratio)
            _paint_mark(painter, middle, _MARK * ratio, is_right=caption.is_right)
            left = _MARK_ROOM * ratio
        metrics = QFontMetrics(painter.font())
        for number, line in enumerate(caption.lines[: self._lines]):
            painter.setPen(QColor(colours.ink if number == 0 else colours.muted))
            top = y + side + round((_ABOVE + number * _LINE) * ratio)
            indent = round(left) if number == 0 else 0
            room = QRect(x + indent, top, side - indent, round(_LINE * ratio))
            words = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_mark(painter: QPainter, middle: QPointF, size: float, *, is_right: bool) -> None:
    """A tick or a cross in the painter's pen, for those who cannot tell green from red."""
    half = size / 2
    if is_right:
        corner = middle + QPointF(-half / 3, half * 0.8)
        painter.drawPolyline(
            QPolygonF([middle + QPointF(-half, 0), corner, middle + QPointF(half, -half * 0.8)])
        )
        return
    for slope in (-1, 1):
        reach = QPointF(half * 0.8, slope * half * 0.8)
        painter.drawLine(middle - reach, middle + reach)
