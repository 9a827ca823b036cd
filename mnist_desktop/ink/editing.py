"""Changing a drawing: erasing a part of it, and going back and forth between its states."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.drawing import Drawing, Point, Stroke

_MOST_STATES = 500


def erase(drawing: Drawing, start: Point, end: Point, radius: float) -> Drawing:
    """What is left of a drawing after a round eraser went straight from `start` to `end`.

    Strokes are cut where the eraser touched their ink. The very same object comes back where it touched none.

    Args:
        drawing: The drawing before.
        start: Where the eraser came from.
        end: Where the eraser went.
        radius: Half the eraser's width, in the drawing's units.

    """
    kept: list[Stroke] = []
    touched = False
    for stroke in drawing.strokes:
        pieces = _cut(stroke, start, end, radius)
        touched = touched or pieces != [stroke]
        kept.extend(pieces)
    return Drawing(tuple(kept)) if touched else drawing


class History:
    """The states of a drawing, for undo and redo. The oldest of more than 500 are forgotten."""

    def __init__(self) -> None:
        """Start with an empty drawing."""
        self._states: list[Drawing] = [Drawing()]
        self._at = 0

    @property
    def current(self) -> Drawing:
        """The drawing as it is now."""
        return self._states[self._at]

    @property
    def can_undo(self) -> bool:
        """True where there is an earlier state."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """True where a state was taken back."""
        return self._at + 1 < len(self._states)

    def add(self, drawing: Drawing) -> None:
        """Make `drawing` the current state; what was taken back before is gone. No change adds nothing."""
        if drawing == self.current:
            return
        self._states = [*self._states[: self._at + 1], drawing][-_MOST_STATES:]
        self._at = len(self._states) - 1

    def undo(self) -> Drawing:
        """Go one state back, if there is one."""
        self._at = max(0, self._at - 1)
        return self.current

    def redo(self) -> Drawing:
        """Take one step that was taken back, if there is one."""
        self._at = min(len(self._states) - 1, self._at + 1)
        return self.current


def _cut(stroke: Stroke, start: Point, end: Point, radius: float) -> list[Stroke]:
    """The pieces of a stroke outside the eraser's track; [stroke] itself where nothing is touched."""
    reach = radius + stroke.width / 2
    dense, is_drawn = _dense(stroke.points, max(radius / 3, 1e-9))
    outside = _distances(dense, start, end) > reach
    if outside.all():
        return [stroke]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], outside, [False]]).astype(np.int8)))
    pieces = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        # Only the cuts add points: with more of them the curve through them would lose its bends.
        kept = is_drawn[first:last].copy()
        kept[[0, -1]] = True
        points = dense[first:last][kept]
        pieces.append(Stroke(tuple((float(x), float(y)) for x, y in points), stroke.width))
    return pieces


def _dense(points: tuple[Point, ...], spacing: float) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The same line with points no further apart than `spacing`, at most 50 between two; which were there."""
    pieces: list[NDArray[np.float64]] = [np.asarray(points[:1], dtype=np.float64).reshape(-1, 2)]
    is_drawn = [True] * len(points[:1])
    for before, after in pairwise(points):
        steps = min(50, max(1, math.ceil(math.dist(before, after) / spacing)))
        pieces.append(np.linspace(before, after, steps + 1)[1:])
        is_drawn += [False] * (steps - 1) + [True]
    return np.concatenate(pieces), np.array(is_drawn)


def _distances(points: NDArray[np.float64], start: Point, end: Point) -> NDArray[np.float64]:
    """Distance of each point from the straight line between `start` and `end`."""
    origin, along = np.asarray(start), np.subtract(end, start)
    length = float(along @ along)
    share = np.clip((points - origin) @ along / length, 0, 1) if length > 0 else np.zeros(len(points))
    return np.asarray(np.hypot(*(points - origin - share[:, None] * along).T))
