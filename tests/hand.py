"""Digits drawn for the tests, as strokes in a box of 100."""

from __future__ import annotations

import math

from mnist_desktop.ink.drawing import Drawing, Point, Stroke


def arc(centre: Point, radius: Point, start: float, end: float, steps: int = 24) -> tuple[Point, ...]:
    """Points on an ellipse; angles in degrees, clockwise on the screen, zero to the right."""
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return tuple(
        (centre[0] + radius[0] * math.cos(angle), centre[1] + radius[1] * math.sin(angle)) for angle in angles
    )


DIGITS: dict[str, Drawing] = {
    "0": Drawing((Stroke(arc((50, 50), (28, 42), -90, 270), 6.0),)),
    "1": Drawing((Stroke(((52, 8), (50, 35), (48, 62), (46, 92)), 6.0),)),
    "2": Drawing((Stroke((*arc((50, 30), (24, 22), -170, 40), (30, 90), (78, 90)), 6.0),)),
    "3": Drawing((Stroke((*arc((48, 29), (24, 20), -150, 90), *arc((48, 71), (27, 22), -90, 150)), 6.0),)),
    "4": Drawing((Stroke(((38, 8), (22, 56), (80, 54)), 6.0), Stroke(((64, 26), (58, 94)), 6.0))),
    "5": Drawing((Stroke(((76, 8), (34, 10), (30, 44), *arc((48, 66), (27, 25), -110, 150)), 6.0),)),
    "6": Drawing((Stroke(((64, 6), (40, 32), (30, 60), *arc((50, 68), (20, 24), -180, 180)), 6.0),)),
    "7": Drawing((Stroke(((22, 12), (78, 12), (62, 46), (46, 92)), 6.0),)),
    "8": Drawing((Stroke((*arc((50, 29), (20, 20), 90, -270), *arc((50, 71), (24, 22), -90, 270)), 6.0),)),
    "9": Drawing((Stroke((*arc((48, 30), (22, 22), 0, -360), (70, 34), (66, 62), (60, 94)), 6.0),)),
}


def moved(
    drawing: Drawing, scale: float, right: float = 0.0, down: float = 0.0, width: float | None = None
) -> Drawing:
    """The drawing scaled, then moved; with another pen width where given."""
    return Drawing(
        tuple(
            Stroke(
                tuple((x * scale + right, y * scale + down) for x, y in stroke.points),
                stroke.width * scale if width is None else width,
            )
            for stroke in drawing.strokes
        )
    )
