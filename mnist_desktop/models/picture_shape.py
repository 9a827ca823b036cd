"""What picture a model takes: its size, and how its pixels lie in the input. No TensorFlow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique
from math import isqrt

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.network import Shape

SMALLEST, LARGEST = 4, 512
_COLOURS = 3


@unique
class Layout(StrEnum):
    """How the pixels of a picture lie in a model's input."""

    GREY = "grey"
    """One value a pixel, row by row; axes of size 1 are somewhere, or rows are not told apart."""
    COLOURS_LAST = "colours-last"
    COLOURS_FIRST = "colours-first"


@dataclass(frozen=True)
class PictureShape:
    """A picture of `height` x `width` pixels, laid out as `layout`."""

    height: int
    width: int
    layout: Layout = Layout.GREY

    def laid_out(self, pictures: NDArray[np.float32], shape: Shape) -> NDArray[np.float32]:
        """Pictures (n, height, width) as input (n, *shape); a view where nothing has to be copied."""
        if self.layout is Layout.COLOURS_LAST:
            pictures = np.repeat(pictures[..., np.newaxis], _COLOURS, axis=-1)
        elif self.layout is Layout.COLOURS_FIRST:
            pictures = np.repeat(pictures[:, np.newaxis], _COLOURS, axis=1)
        return pictures.reshape(len(pictures), *shape)


def picture_shape(shape: Shape) -> PictureShape | None:
    """The picture that an input of this shape (without the batch axis) holds, or None if it is no picture.

    Known are (H, W), with axes of size 1 anywhere; (H, W, 3) and (3, H, W); and squares with all their
    values in a row, grey or in colours.
    """
    sizes = tuple(size for size in shape if size != 1)
    match sizes:
        case (count,):
            found = _square(count)
        case (height, width):
            found = PictureShape(height, width)
        case (height, width, channels) if channels == _COLOURS:
            found = PictureShape(height, width, Layout.COLOURS_LAST)
        case (channels, height, width) if channels == _COLOURS:
            found = PictureShape(height, width, Layout.COLOURS_FIRST)
        case _:
            found = None
    if found is None or min(found.height, found.width) < SMALLEST:
        return None
    return found if max(found.height, found.width) <= LARGEST else None


def _square(count: int) -> PictureShape | None:
    for colours, layout in ((1, Layout.GREY), (_COLOURS, Layout.COLOURS_LAST)):
        side = isqrt(count // colours)
        if side * side * colours == count:
            return PictureShape(side, side, layout)
    return None
