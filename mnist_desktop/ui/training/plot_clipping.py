"""The parts of a line that lie inside a rectangle.

Qt writes SVG files without clipping, and on the screen it is slow with dashes that lie far outside.
"""

from __future__ import annotations

from itertools import pairwise
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
    if not len(seen):
        return []
    is_new = np.ones(len(seen), bool)
    is_new[1:] = (np.diff(seen) > 1) | (first[seen[1:]] > 0) | (last[seen[:-1]] < 1)
    news = np.flatnonzero(is_new)
    begun = start[seen[news]] + first[seen[news], None] * step[seen[news]]
    ended = start[seen] + last[seen, None] * step[seen]
    x, y = np.insert(ended, news, begun, axis=0).T.tolist()
    corners = list(map(QPointF, x, y))
    edges = [*(news + np.arange(len(news))).tolist(), len(corners)]
    return [corners[one:following] for one, following in pairwise(edges)]


def _shares(start: Points, step: Points, area: QRectF) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """From and to which share of it each segment lies inside (Liang and Barsky, 1984); none if from > to."""
    first, last = np.zeros(len(start)), np.ones(len(start))
    x, y = start.T
    across, down = step.T
    with np.errstate(all="ignore"):
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
