"""Bringing the program's 28x28 model input to another size. NumPy only."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_LEAST_INK = 0.1


def resized(pictures: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """Pictures (n, h, w) as (n, height, width), float32, values within the range of the old ones.

    Smaller by the mean over the area of each new pixel, larger by linear interpolation. Where the new
    sides differ, the picture stands in the middle of the longer one, with 0 beside it.
    """
    side = min(height, width)
    rows, columns = _weights(pictures.shape[1], side), _weights(pictures.shape[2], side)
    return padded(np.matmul(np.matmul(rows, pictures), columns.T), height, width)


def padded(pictures: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """Pictures (n, h, w) in the middle of (n, height, width), with 0 around; none of the sides shrinks."""
    count, old_height, old_width = pictures.shape
    if (old_height, old_width) == (height, width):
        return pictures
    top, left = (height - old_height) // 2, (width - old_width) // 2
    made = np.zeros((count, height, width), np.float32)
    made[:, top : top + old_height, left : left + old_width] = pictures
    return made


def filled(pictures: NDArray[np.float32], height: int, width: int) -> NDArray[np.float32]:
    """Pictures (n, 28, 28) cut to the square around their ink and resized to (n, height, width)."""
    made = np.zeros((len(pictures), height, width), np.float32)
    for index, picture in enumerate(pictures):
        made[index] = resized(_cut(picture)[np.newaxis], height, width)[0]
    return made


def _cut(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """The smallest square that holds all the ink, whose middle is that of the ink."""
    is_ink = picture > _LEAST_INK
    rows, columns = np.flatnonzero(is_ink.any(axis=1)), np.flatnonzero(is_ink.any(axis=0))
    if not rows.size:
        return picture
    side = int(max(rows[-1] - rows[0], columns[-1] - columns[0])) + 1
    top, left = (int(found[0] + found[-1] + 1 - side) // 2 for found in (rows, columns))
    # Near an edge the square may reach over it.
    around = np.pad(picture, side)
    return around[top + side : top + 2 * side, left + side : left + 2 * side]


@lru_cache(maxsize=64)
def _weights(old: int, new: int) -> NDArray[np.float32]:
    """(new, old) the share of each old pixel in each new one; every row sums to 1."""
    made = _areas(old, new) if new <= old else _between(old, new)
    made.setflags(write=False)
    return made


def _areas(old: int, new: int) -> NDArray[np.float32]:
    edges = np.linspace(0, old, new + 1)
    starts = np.arange(old)
    overlap = np.minimum(edges[1:, None], starts + 1) - np.maximum(edges[:-1, None], starts)
    shares: NDArray[np.float32] = (np.maximum(overlap, 0) * new / old).astype(np.float32)
    return shares


def _between(old: int, new: int) -> NDArray[np.float32]:
    centres = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    shares: NDArray[np.float32] = np.maximum(1 - np.abs(centres[:, None] - np.arange(old)), 0)
    return shares.astype(np.float32)
