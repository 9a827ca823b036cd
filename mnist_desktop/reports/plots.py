"""Plots of lines as SVG within the page, in its colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mnist_desktop.reports.markup import Markup, element, joined

_WIDTH, _HEIGHT = 380, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 26, 26, 44
_TICKS = 5


@dataclass(frozen=True)
class Line:
    """A line with its name; `kind` is a class of the page's style: main, other or faint."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    kind: str = "main"
    has_dots: bool = False


@dataclass(frozen=True)
class Axis:
    """What an axis says, and from where to where it goes."""

    title: str
    low: float
    high: float
    unit: str = ""


def plot(title: str, across: Axis, up: Axis, lines: Sequence[Line]) -> Markup:
    """A plot of lines with a key below it; points that are no number are left out."""
    content = [
        element("title", title),
        *_grid(across, up),
        *(_drawn(line, across, up) for line in lines),
        _words(across.title, _LEFT + _inner_width() / 2, _HEIGHT - 6, "middle"),
        _words(up.title, 4, 11, "start"),
    ]
    drawing = element("svg", *content, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", aria_label=title)
    key = joined(
        element("span", element("i", class_=f"key {line.kind}"), line.name) for line in lines if line.name
    )
    return element("figure", drawing, element("figcaption", key))


def around(values: Sequence[float], least: float = 0.0) -> tuple[float, float]:
    """Bounds that leave a little room around the values, or `least`..1 where there are none."""
    finite = [value for value in values if np.isfinite(value)]
    if not finite:
        return least, 1.0
    low, high = min(finite), max(finite)
    room = (high - low) * 0.05 or 0.05 * (abs(high) or 1)
    return max(least, low - room), high + room


def _inner_width() -> int:
    return _WIDTH - _LEFT - _RIGHT


def _place(x: float, y: float, across: Axis, up: Axis) -> tuple[float, float]:
    inner_height = _HEIGHT - _TOP - _BOTTOM
    return (
        _LEFT + _inner_width() * (x - across.low) / (across.high - across.low),
        _TOP + inner_height * (1 - (y - up.low) / (up.high - up.low)),
    )


def _grid(across: Axis, up: Axis) -> list[Markup]:
    made = []
    for value in np.linspace(up.low, up.high, _TICKS):
        x, y = _place(across.low, value, across, up)
        made.append(element("path", d=f"M{x:.1f} {y:.1f}H{_WIDTH - _RIGHT}", class_="grid"))
        made.append(_words(_number(value, up), x - 6, y + 4, "end"))
    for value in np.linspace(across.low, across.high, _TICKS):
        x, y = _place(value, up.low, across, up)
        made.append(_words(_number(value, across), x, y + 16, "middle"))
    return made


def _drawn(line: Line, across: Axis, up: Axis) -> Markup:
    places = [
        _place(x, y, across, up)
        for x, y in zip(line.x, line.y, strict=True)
        if np.isfinite(x) and np.isfinite(y)
    ]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [
        element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3, class_=line.kind)
        for x, y in (places if line.has_dots else [])
    ]
    return joined((element("polyline", points=points, class_=line.kind), *dots))


def _words(words: str, x: float, y: float, anchor: str) -> Markup:
    return element("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor)


def _number(value: float, axis: Axis) -> str:
    span = axis.high - axis.low
    decimals = 0 if span >= 8 else 1 if span >= 0.8 else 2 if span >= 0.08 else 3
    return f"{value:.{decimals}f}{axis.unit}"
