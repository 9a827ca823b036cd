"""The centre line of strokes, and how far every pixel is from the paper."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.parts import Mask

# The eight neighbours in a circle, from the one above on: (down, right).
_CIRCLE = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


def depth(mask: Mask, deepest: int) -> NDArray[np.float32]:
    """Distance of each pixel's middle to the next pixel outside, at most `deepest`.

    Args:
        mask: (h, w) bool; what lies beyond its edge does not count as outside.
        deepest: The most that is asked for; the time grows with it.

    Returns:
        (h, w) float32, 0 outside.

    """
    limit = np.float32(deepest) ** 2
    squares = np.where(mask, limit, np.float32(0))
    for axis in (0, 1):
        squares = _nearest(squares, axis, deepest)
    return np.sqrt(squares)


def _nearest(squares: NDArray[np.float32], axis: int, deepest: int) -> NDArray[np.float32]:
    """Least of the neighbours' squared distance plus the square of the way to them, along one axis."""
    result = squares.copy()
    length = squares.shape[axis]
    lines, nearest = np.moveaxis(squares, axis, 0), np.moveaxis(result, axis, 0)
    for step in range(1, min(deepest, length - 1) + 1):
        way = np.float32(step * step)
        np.minimum(nearest[step:], lines[:-step] + way, out=nearest[step:])
        np.minimum(nearest[:-step], lines[step:] + way, out=nearest[:-step])
    return result


def centre_line(mask: Mask) -> Mask:
    """Thin strokes to lines of one pixel (Guo and Hall 1989)."""
    line = np.pad(mask, 1)
    before = -1
    while (count := int(line.sum())) != before:
        before = count
        for table in _removable():
            line[1:-1, 1:-1] &= ~table[_neighbours(line)]
    return line[1:-1, 1:-1]


def _neighbours(padded: Mask) -> NDArray[np.uint8]:
    """Which of the eight neighbours are set, one bit each."""
    height, width = padded.shape
    code = np.zeros((height - 2, width - 2), dtype=np.uint8)
    bits = padded.view(np.uint8)
    for bit, (down, right) in enumerate(_CIRCLE):
        code |= bits[1 + down : height - 1 + down, 1 + right : width - 1 + right] << np.uint8(bit)
    return code


@cache
def _removable() -> tuple[Mask, Mask]:
    """For each pattern of neighbours, whether the pixel may go: in the odd and in the even passes."""
    odd, even = np.zeros(256, dtype=np.bool_), np.zeros(256, dtype=np.bool_)
    for code in range(256):
        n = [bool(code >> bit & 1) for bit in range(8)]
        pieces = sum(not n[i] and (n[i + 1] or n[(i + 2) % 8]) for i in (0, 2, 4, 6))
        pairs = min(sum(n[i - 1] or n[i] for i in (0, 2, 4, 6)), sum(n[i] or n[i + 1] for i in (0, 2, 4, 6)))
        if pieces == 1 and 2 <= pairs <= 3:
            odd[code] = not ((n[0] or n[1] or not n[3]) and n[2])
            even[code] = not ((n[4] or n[5] or not n[7]) and n[6])
    return odd, even


def without_spurs(thin: Mask, length: int) -> Mask:
    """Cut all ends of a line by so many pixels, then let those grow again that are still ends.

    Side branches as short as that are gone then; a line that would vanish stays.
    """
    line = np.pad(thin, 1)
    short = line.copy()
    for _ in range(length):
        short[1:-1, 1:-1] &= ~_ends(short)
    grown = np.zeros_like(short)
    grown[1:-1, 1:-1] = _ends(short)
    for _ in range(length):
        near = np.zeros_like(grown)
        near[1:-1, 1:-1] = _neighbours(grown) > 0
        grown |= near & line
    result = (short | grown)[1:-1, 1:-1]
    return result if result.any() else thin


def _ends(padded: Mask) -> Mask:
    """Pixels of a line with one neighbour at most (or two that are neighbours of each other)."""
    result: Mask = padded[1:-1, 1:-1] & _is_end()[_neighbours(padded)]
    return result


@cache
def _is_end() -> Mask:
    codes = [*(1 << i for i in range(8)), *(1 << i | 1 << (i + 1) % 8 for i in range(8))]
    table = np.zeros(256, dtype=np.bool_)
    table[codes] = True
    return table
