"""Strokes as smooth curves on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mnist_desktop.ink.drawing import Drawing, Point, Stroke


def smooth_path(points: Sequence[Point]) -> QPainterPath:
    """A curve through the middles between the points, bending at the points; a dot for a single one."""
    path = QPainterPath(QPointF(*points[0]))
    if len(points) == 1:
        path.lineTo(points[0][0] + 0.01, points[0][1])
        return path
    for here, after in pairwise(points[1:]):
        path.quadTo(QPointF(*here), QPointF((here[0] + after[0]) / 2, (here[1] + after[1]) / 2))
    path.lineTo(QPointF(*points[-1]))
    return path


def paint_stroke(painter: QPainter, stroke: Stroke, colour: str) -> None:
    """Paint one stroke with round ends, in the painter's units."""
    if not stroke.points:
        return
    painter.setPen(
        QPen(
            QColor(colour),
            stroke.width,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(smooth_path(stroke.points))


def paint_drawing(painter: QPainter, drawing: Drawing, colour: str) -> None:
    """Paint all strokes in their order."""
    for stroke in drawing.strokes:
        paint_stroke(painter, stroke, colour)
