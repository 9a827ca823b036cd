"""Painting digits of a set: their grey values become the theme's paper and ink."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.widgets.digit_layout import SIDE, DigitLayout


def tones(colours: Colours) -> NDArray[np.uint32]:
    """The colour (256,) 0xffRRGGBB of each grey value: paper for 0, ink for 255."""
    share = np.arange(256, dtype=np.float64)[:, np.newaxis] / 255
    low, high = _channels(colours.paper), _channels(colours.ink)
    mixed = np.rint(low + (high - low) * share).astype(np.uint32)
    packed = 0xFF000000 | mixed[:, 0] << 16 | mixed[:, 1] << 8 | mixed[:, 2]
    return packed.astype(np.uint32)


def paint_rows(
    painter: QPainter, layout: DigitLayout, rows: range, scrolled: int, pixels: NDArray[np.uint32]
) -> None:
    """Paint whole rows with a painter whose unit is the device's pixel.

    Args:
        painter: paints without smoothing.
        layout: where the digits are.
        rows: the rows to paint.
        scrolled: how far the view is scrolled.
        pixels: (m, 28, 28) colours of the digits from the first of `rows` on, contiguous.

    """
    first = rows.start * layout.columns
    for start in range(0, len(pixels), layout.columns):
        # One image a row, its digits beneath each other: the painter's coordinates in it stay small.
        part = pixels[start : start + layout.columns]
        image = QImage(part.data, SIDE, SIDE * len(part), 4 * SIDE, QImage.Format.Format_RGB32)
        for offset in range(len(part)):
            x, y = layout.place(first + start + offset)
            target = QRect(x, y - scrolled, layout.side, layout.side)
            painter.drawImage(target, image, QRect(0, offset * SIDE, SIDE, SIDE))


def _channels(name: str) -> NDArray[np.float64]:
    colour = QColor(name)
    return np.array([colour.red(), colour.green(), colour.blue()], dtype=np.float64)
