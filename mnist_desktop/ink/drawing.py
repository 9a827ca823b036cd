"""A drawing is a list of strokes, a stroke a list of points; pixels are made from it when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Stroke:
    """One movement of the pen: its points (x, y), y downwards, any unit; its width, 0 where unknown."""

    points: tuple[Point, ...]
    width: float = 0.0


@dataclass(frozen=True)
class Drawing:
    """Strokes in the order in which they were drawn."""

    strokes: tuple[Stroke, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where no stroke has a point; a single point is a dot and counts as ink."""
        return not any(stroke.points for stroke in self.strokes)

    @property
    def pen_width(self) -> float:
        """The usual pen width of the drawing in its own units, 0 where unknown."""
        widths = sorted(stroke.width for stroke in self.strokes if stroke.points and stroke.width > 0)
        return widths[len(widths) // 2] if widths else 0.0

    def with_stroke(self, stroke: Stroke) -> Drawing:
        """The same drawing with one more stroke."""
        return Drawing((*self.strokes, stroke))


@dataclass(frozen=True)
class LabelledDrawing:
    """A drawing with what it shows and whose hand drew it, where known."""

    drawing: Drawing
    label: str | None = None
    writer: str | None = None
