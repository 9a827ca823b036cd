"""Weights as pictures: what a layer looks for, in shades of grey."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

_SIDE = 28
_PIXELS = _SIDE * _SIDE
_MOST_TILES = 64
_EDGE = 0.0


def weight_picture(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """One grey picture of the weights: a grey of 0.5 is none, brighter is positive, darker is negative.

    The kernels of a convolution become tiles, a column for each filter and a row for each channel it looks
    at; those of a single channel form a block. Units that look at the 784 pixels of a digit become tiles of
    28 x 28, the first 64 of them. Other matrices are shown as they are, lying, and a bias as one line.

    Args:
        weights: of one variable of a layer; 1, 2 or 4 dimensions, any float values.

    Returns:
        (height, width) float32 in 0..1.

    """
    grey = _grey(weights)
    match grey.ndim:
        case 4:
            return _kernels(grey)
        case 2 if grey.shape[0] == _PIXELS:
            return _block(grey.T[:_MOST_TILES].reshape(-1, _SIDE, _SIDE))
        case 2:
            return grey.T if grey.shape[0] > grey.shape[1] else grey
        case _:
            return grey.reshape(1, -1)


def _grey(weights: NDArray[np.float32]) -> NDArray[np.float32]:
    finite = np.nan_to_num(np.asarray(weights, np.float32), nan=0.0, posinf=0.0, neginf=0.0)
    largest = float(np.abs(finite).max(initial=0.0)) or 1.0
    return (0.5 + finite / (2 * largest)).astype(np.float32)


def _kernels(grey: NDArray[np.float32]) -> NDArray[np.float32]:
    """(height, width, channels, filters) as tiles."""
    height, width, channels, filters = grey.shape
    if channels == 1:
        return _block(grey[:, :, 0, :].transpose(2, 0, 1))
    return _joined(grey.transpose(2, 3, 0, 1).reshape(-1, height, width), channels, filters)


def _block(tiles: NDArray[np.float32]) -> NDArray[np.float32]:
    """Tiles (n, height, width) in rows and columns, about as many of each."""
    count, height, width = tiles.shape
    columns = math.ceil(math.sqrt(count))
    rows = -(-count // columns)
    blank = np.full((rows * columns - count, height, width), _EDGE, np.float32)
    return _joined(np.concatenate([tiles, blank]), rows, columns)


def _joined(tiles: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.float32]:
    """Tiles (rows * columns, height, width) as one picture, with a dark pixel between any two."""
    _, height, width = tiles.shape
    framed = np.pad(tiles, ((0, 0), (0, 1), (0, 1)), constant_values=_EDGE)
    grid = framed.reshape(rows, columns, height + 1, width + 1).swapaxes(1, 2)
    return grid.reshape(rows * (height + 1), columns * (width + 1))[:-1, :-1]
