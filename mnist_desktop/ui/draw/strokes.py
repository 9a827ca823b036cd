"""Strokes as smooth curves on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mnist_desktop.ink.drawing import Drawing, Point


class SmoothPath:
    """A curve through the middles between points, bending at the points; it grows with a stroke."""

    def __init__(self, first: Point) -> None:
        """Begin with a dot."""
        self._first = first
        self._settled = QPainterPath()
        self._settled.moveTo(*first)
        self._count = 1

    def to(self, points: Sequence[Point]) -> QPainterPath:
        """The curve through all of a stroke's points; only those that came since the last call are added."""
        for here, after in pairwise(points[self._count :]):
            self._settled.quadTo(*here, (here[0] + after[0]) / 2, (here[1] + after[1]) / 2)
        # The last point is where the curve ends for now; the next one makes it a bend.
        self._count = max(1, len(points) - 1)
        path = QPainterPath(self._settled)
        if len(points) == 1:
            path.lineTo(self._first[0] + 0.01, self._first[1])
        else:
            path.lineTo(*points[-1])
        return path


def paint_path(painter: QPainter, path: QPainterPath, width: float, colour: str) -> None:
    """Paint the path of a pen with round ends, in the painter's units."""
    painter.setPen(_pen(width, colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_drawing(painter: QPainter, drawing: Drawing, colour: str) -> None:
    """Paint all strokes in their order."""
    for stroke in drawing.strokes:
        if stroke.points:
            path = SmoothPath(stroke.points[0]).to(stroke.points)
            paint_path(painter, path, stroke.width, colour)


@lru_cache(maxsize=32)
def _pen(width: float, colour: str) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
