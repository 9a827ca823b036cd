"""From ink as pixels back to the path of the pen: its points, and how wide the strokes were."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.thinning import centre_line, depth, without_spurs

_SIDE = 128
_HAIR = 1 / 50
_HALF = 0.5
_FAINT = 0.35
_ENOUGH = 2000


@dataclass(frozen=True)
class PenPath:
    """Where the pen went.

    Attributes:
        points: (n, 2) float64, x and y in pixels, n at least 1.
        width: of the strokes, in pixels.
        covered: how much of that width the points themselves fill, in pixels.

    """

    points: NDArray[np.float64]
    width: float
    covered: float


def pen_path(ink: NDArray[np.float32]) -> PenPath:
    """Find the path of the pen: the centre line of its strokes, or all of the ink where they are hair-thin.

    Args:
        ink: (h, w) float32 in 0..1, cut out to its bounding box, with ink in it.

    """
    extent = max(ink.shape)
    hair = _hair_width(ink > _FAINT)
    if hair <= extent * _HAIR:
        rows, columns = np.nonzero(ink > _FAINT)
        # Thinned out evenly: more of them than this do not change what is inked.
        rows, columns = rows[:: 1 + len(rows) // _ENOUGH], columns[:: 1 + len(rows) // _ENOUGH]
        return PenPath(np.stack([columns, rows], axis=1).astype(np.float64), hair, hair)
    scale = _SIDE / extent
    mask = np.pad(_resized(ink, scale) > _HALF, 1)
    deep = depth(mask, _SIDE // 2)
    line = centre_line(mask)
    line = without_spurs(line, round(_width(deep, line) / 2))
    width = _width(deep, line)
    # The line, and all places where a pen of this width fits in: a loop that a fat pen filled stays a blob.
    rows, columns = np.nonzero(line | (deep > width / 2))
    points = (np.stack([columns, rows], axis=1) - _HALF) / scale - _HALF
    return PenPath(points.astype(np.float64), width / scale, 0.0)


def _width(deep: NDArray[np.float32], line: NDArray[np.bool_]) -> float:
    """The usual width along the centre line; half a pixel lies between a pixel's middle and its edge."""
    return max(1.0, 2 * float(np.median(deep[line])) - 1)


def _hair_width(mask: NDArray[np.bool_]) -> float:
    """A quick guess at the strokes' width: twice the ink's area for each pixel of its outline."""
    ink = np.pad(mask, 1)
    inside = ink[1:-1, :-2] & ink[1:-1, 2:] & ink[:-2, 1:-1] & ink[2:, 1:-1]
    area = int(ink.sum())
    outline = area - int((inside & ink[1:-1, 1:-1]).sum())
    return 2 * area / outline if outline else 1.0


def _resized(ink: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    from PIL import Image

    height, width = (max(1, round(side * scale)) for side in ink.shape)
    way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BICUBIC
    return np.asarray(Image.fromarray(ink).resize((width, height), way), dtype=np.float32)
