"""Finding the ink in a grey image, and bringing it into MNIST's box."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL import Image

_MNIST_SHAPE = (28, 28)
_DARK = 60
_FAINTEST_INK = 12.0
_NOISE = 0.25
_WORKING_SIDE = 200


@dataclass(frozen=True)
class FoundInk:
    """Ink cut out of an image: (h, w) float32 in 0..1, and where it was: x, y, width, height in pixels."""

    ink: NDArray[np.float32]
    box: tuple[int, int, int, int]


def is_mnist_like(grey: NDArray[np.uint8]) -> bool:
    """True for a 28x28 image of light ink on black, as MNIST's own images are."""
    return grey.shape == _MNIST_SHAPE and float(np.median(_border(grey))) == 0 and int(grey.max()) > _DARK


def find_ink(grey: NDArray[np.uint8]) -> FoundInk | None:
    """Separate ink from paper, whichever of them is the darker; None where there is no ink.

    The paper is taken from the image's border; what differs from it is ink, cut to its bounding box.
    """
    values = grey.astype(np.float32)
    paper = float(np.median(_border(grey)))
    difference = paper - values if paper > 127 else values - paper
    strongest = float(np.percentile(difference, 99.5))
    if strongest < _FAINTEST_INK:
        strongest = float(difference.max())
    if strongest < _FAINTEST_INK:
        return None
    ink = np.clip(difference / strongest, 0, 1)
    ink[ink < _NOISE] = 0
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    top, left, height, width = rows[0], columns[0], rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    cut = np.asarray(ink[top : top + height, left : left + width], dtype=np.float32)
    return FoundInk(cut, (int(left), int(top), int(width), int(height)))


def box_of_ink(
    ink: NDArray[np.float32], side: int, box: float, pen_width: float, centre: float
) -> NDArray[np.float32]:
    """Fit cut-out ink into the box, bring its strokes to about the pen's width, centre its mass.

    Returns:
        (side, side) float32 in 0..1.

    """
    from PIL import Image, ImageFilter

    picture = Image.fromarray(np.round(ink * 255).astype(np.uint8))
    shrink = _WORKING_SIDE / max(picture.size)
    if shrink < 1:
        picture = picture.resize(_scaled(picture.size, shrink), Image.Resampling.BOX)
    factor = box / max(picture.size)
    missing = pen_width / factor - _stroke_width(np.asarray(picture))
    if missing >= 2:
        picture = _with_margin(picture, math.ceil(missing / 2))
        picture = picture.filter(ImageFilter.MaxFilter(2 * round(missing / 2) + 1))
        factor = box / max(picture.size)
    small = picture.resize(
        _scaled(picture.size, factor), Image.Resampling.LANCZOS if factor < 1 else Image.Resampling.BICUBIC
    )
    array = np.asarray(small, dtype=np.float32) / 255
    array = array / max(float(np.percentile(array, 99)), float(array.max()) * 0.7, 1e-6)
    return _centred(np.clip(array, 0, 1), side, centre)


def _border(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]])


def _scaled(size: tuple[int, int], factor: float) -> tuple[int, int]:
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _stroke_width(image: NDArray[np.uint8]) -> float:
    """Usual width of the strokes in pixels: twice the ink's area for each pixel of its outline."""
    ink = np.pad(image > 96, 1)
    inside = ink[1:-1, :-2] & ink[1:-1, 2:] & ink[:-2, 1:-1] & ink[2:, 1:-1]
    area = int(ink.sum())
    outline = area - int((inside & ink[1:-1, 1:-1]).sum())
    return 2 * area / outline if outline else 1.0


def _with_margin(picture: Image.Image, margin: int) -> Image.Image:
    from PIL import ImageOps

    return ImageOps.expand(picture, margin, 0)


def _centred(small: NDArray[np.float32], side: int, centre: float) -> NDArray[np.float32]:
    """Move the centre of mass to the centre by whole and part pixels (bilinear)."""
    height, width = small.shape
    mass = float(small.sum())
    if mass == 0:
        return np.zeros((side, side), dtype=np.float32)
    rows, columns = np.arange(height, dtype=np.float32), np.arange(width, dtype=np.float32)
    top = centre - float((small.sum(axis=1) * rows).sum()) / mass
    left = centre - float((small.sum(axis=0) * columns).sum()) / mass
    down = _placing(height, side, top)
    across = _placing(width, side, left)
    centred: NDArray[np.float32] = np.clip(down.T @ small @ across, 0, 1).astype(np.float32)
    return centred


def _placing(count: int, side: int, offset: float) -> NDArray[np.float32]:
    """Weights that put sample i at i + offset, shared between its two neighbours: (count, side)."""
    distance = np.abs(np.arange(count)[:, None] + offset - np.arange(side)[None, :])
    weights: NDArray[np.float32] = np.clip(1 - distance, 0, 1).astype(np.float32)
    return weights
