"""Strokes as arrays, as they are bent and joined while handwriting is made up."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.drawing import Drawing, Stroke

Traces: TypeAlias = list[NDArray[np.float64]]
"""One array (points, 2) of x and y a stroke, y downwards; the digit is about 1 high."""


def traces_of(drawing: Drawing) -> Traces:
    """The strokes of a drawing, scaled to a height or width of 1 whichever is larger, around (0, 0)."""
    traces = [np.asarray(stroke.points, np.float64) for stroke in drawing.strokes if stroke.points]
    return fitted(traces) if traces else []


def drawing_of(traces: Traces) -> Drawing:
    """The same strokes as a drawing of unknown pen width."""
    return Drawing(tuple(Stroke(tuple(map(tuple, trace.tolist()))) for trace in traces))


def fitted(traces: Traces) -> Traces:
    """The same strokes with the longer side of their box 1 long and its middle at (0, 0)."""
    everything = np.concatenate(traces)
    low, high = everything.min(axis=0), everything.max(axis=0)
    extent = float((high - low).max()) or 1.0
    return [(trace - (low + high) / 2) / extent for trace in traces]


def beside(first: Traces, second: Traces, gap: float) -> Traces:
    """Two drawings next to each other, `gap` of a height apart."""
    right = max(float(trace[:, 0].max()) for trace in first)
    left = min(float(trace[:, 0].min()) for trace in second)
    return first + [trace + np.array([right - left + gap, 0.0]) for trace in second]


def beginning(traces: Traces, share: float) -> Traces:
    """What a pen has drawn after `share` (0..1) of the way."""
    lengths = [_length(trace) for trace in traces]
    left = sum(lengths) * share
    drawn: Traces = []
    for trace, length in zip(traces, lengths, strict=True):
        if left <= 0:
            break
        points = len(trace) if length <= left else max(2, round(len(trace) * left / length))
        drawn.append(trace[:points])
        left -= length
    return drawn


def smooth(control: NDArray[np.float64], steps: int = 6) -> NDArray[np.float64]:
    """A smooth line through control points (n, 2): a Catmull-Rom spline; a doubled point is a corner."""
    if len(control) < 3:
        return control
    padded = np.concatenate([control[:1], control, control[-1:]])
    before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    t = np.linspace(0, 1, steps, endpoint=False)[:, None, None]
    line = 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * (start - end) + after - before) * t**3
    )
    return np.concatenate([line.transpose(1, 0, 2).reshape(-1, 2), control[-1:]])


def _length(trace: NDArray[np.float64]) -> float:
    return float(np.hypot(*np.diff(trace, axis=0).T).sum()) if len(trace) > 1 else 0.0
