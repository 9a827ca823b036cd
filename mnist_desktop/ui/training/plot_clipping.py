"""The parts of a line that lie inside a rectangle.

Qt writes SVG files without clipping, and on the screen it is slow with dashes that lie far outside.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

Points: TypeAlias = NDArray[np.float64]
"""(n, 2) float64, across and down."""


def clipped(points: Points, area: QRectF) -> list[list[QPointF]]:
    """The line through the points as the pieces of it in the area; a point with a NaN breaks it."""
    if len(points) < 2:
        return []
    start, step = points[:-1], np.diff(points, axis=0)
    first, last = _shares(start, step, area)
    seen = np.flatnonzero(first <= last)
    begun = (start[seen] + first[seen, None] * step[seen]).tolist()
    ended = (start[seen] + last[seen, None] * step[seen]).tolist()
    goes_on = np.zeros(len(seen), bool)
    goes_on[1:] = (np.diff(seen) == 1) & (first[seen[1:]] == 0) & (last[seen[:-1]] == 1)
    pieces: list[list[QPointF]] = []
    for here, there, is_next in zip(begun, ended, goes_on.tolist(), strict=True):
        if not is_next:
            pieces.append([QPointF(*here)])
        pieces[-1].append(QPointF(*there))
    return pieces


def _shares(start: Points, step: Points, area: QRectF) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """From and to which share of it each segment lies inside (Liang and Barsky, 1984); none if from > to."""
    first, last = np.zeros(len(start)), np.ones(len(start))
    x, y = start.T
    across, down = step.T
    with np.errstate(divide="ignore", invalid="ignore"):
        for speed, room in (
            (-across, x - area.left()),
            (across, area.right() - x),
            (-down, y - area.top()),
            (down, area.bottom() - y),
        ):
            share = room / speed
            first = np.where(speed < 0, np.maximum(first, share), first)
            last = np.where(speed > 0, np.minimum(last, share), last)
            last = np.where((speed == 0) & (room < 0), -1.0, last)
    broken = np.isnan(step).any(axis=1)
    return first, np.where(broken, -1.0, last)
