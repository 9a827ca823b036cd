"""The canvas in a screenshot: margins and frames of one grey around a rectangle are left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_TOLERANCE = 20
_EVEN = 0.98
_FULL = 0.97
_MOST_NESTED = 6
_LONGEST = 3.0
_SMALLEST = 20

Box = tuple[int, int, int, int]


def innermost_panel(grey: NDArray[np.uint8]) -> Box:
    """Find the rectangle that is left when even margins and frames are taken off, one after another.

    Handwriting never fills the sides of its own box, so it is no rectangle. A bar that does is left alone.

    Args:
        grey: (h, w) uint8.

    Returns:
        Left, top, width and height; of the whole image where there is no margin.

    """
    left, top, panel = 0, 0, grey
    for _ in range(_MOST_NESTED):
        inner = _within_margin(panel)
        if inner is None:
            break
        x, y, width, height = inner
        left, top, panel = left + x, top + y, panel[y : y + height, x : x + width]
    return left, top, panel.shape[1], panel.shape[0]


def _within_margin(grey: NDArray[np.uint8]) -> Box | None:
    border = np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]).astype(np.int16)
    level = float(np.median(border))
    if float((np.abs(border - level) <= _TOLERANCE).mean()) < _EVEN:
        return None
    differs = (grey < level - _TOLERANCE) | (grey > level + _TOLERANCE)
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if len(rows) == 0:
        return None
    inside = differs[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    height, width = inside.shape
    is_panel = (
        min(height, width) >= _SMALLEST
        and max(height, width) < _LONGEST * min(height, width)
        and all(float(side.mean()) > _FULL for side in (inside[0], inside[-1], inside[:, 0], inside[:, -1]))
    )
    return (int(columns[0]), int(rows[0]), width, height) if is_panel else None
