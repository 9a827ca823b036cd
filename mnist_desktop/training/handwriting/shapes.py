"""Shapes that are no digit: scribbles, lines, pieces of digits, two digits at once, dots."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.handwriting.traces import Traces, beginning, beside, fitted

DigitSource = Callable[[], tuple[str, Traces]]
"""Gives some digit: its label and its strokes."""

# The beginning of these is no digit yet, up to this share of the way; that of others may be a 1, a 0 or a 7.
_LONGEST_BEGINNING = {"2": 0.36, "3": 0.3, "5": 0.3}
# Any two of these on top of each other are no digit; a 1 over a 0 would be a slashed zero.
_FULL_DIGITS = frozenset("2345689")


def scribble(chance: np.random.Generator) -> Traces:
    """One to three lines without a plan, that turn at least twice round."""
    return fitted([_wandering(chance) for _ in range(chance.integers(1, 4))])


def lines(chance: np.random.Generator) -> Traces:
    """Straight lines that make no digit: lying ones, crosses, stripes, angles, zigzags, arrows, grids."""
    kinds = (_lying, _cross, _stripes, _zigzag, _arrow, _grid)
    return fitted(kinds[chance.integers(len(kinds))](chance))


def unfinished(chance: np.random.Generator, digit: DigitSource) -> Traces:
    """The beginning of a digit."""
    while True:
        label, traces = digit()
        if label not in _LONGEST_BEGINNING:
            continue
        begun = beginning(traces, chance.uniform(0.12, _LONGEST_BEGINNING[label]))
        width, height = np.ptp(np.concatenate(begun), axis=0)
        # An upright one is a 1.
        if width > 1.2 * height:
            return fitted(begun)


def doubled(chance: np.random.Generator, digit: DigitSource) -> Traces:
    """Two or three digits beside each other, or two on top of each other."""
    (first, traces), (second, others) = digit(), digit()
    if chance.random() < 0.25 and first != second and {first, second} <= _FULL_DIGITS:
        return fitted(traces + [trace + chance.uniform(-0.3, 0.3, 2) for trace in others])
    together = beside(traces, others, chance.uniform(0.02, 0.3))
    if chance.random() < 0.2:
        together = beside(together, digit()[1], chance.uniform(0.02, 0.3))
    return fitted(together)


def dots(chance: np.random.Generator) -> Traces:
    """One to four dots; a single one has no extent."""
    count = int(chance.choice((1, 1, 2, 3, 4)))
    return [np.repeat(chance.uniform(-0.5, 0.5, (1, 2)), 2, axis=0) for _ in range(count)]


def _wandering(chance: np.random.Generator) -> NDArray[np.float64]:
    steps = int(chance.integers(40, 140))
    turns = np.cumsum(chance.normal(0, 0.25, steps)) * chance.uniform(0.1, 0.6) + chance.normal(0, 0.25)
    # A line that turns less may well be a letter or a digit.
    turns *= max(1.0, 4 * math.pi / max(float(np.abs(turns).sum()), 1e-6))
    heading = np.cumsum(turns) + chance.uniform(0, 2 * math.pi)
    reach = np.exp(chance.normal(0, 0.4, steps))
    path = np.cumsum(np.stack([np.cos(heading), np.sin(heading)], axis=1) * reach[:, None], axis=0)
    return np.asarray(fitted([path])[0] + chance.uniform(-0.4, 0.4, 2))


def _line(x: float, y: float, angle: float, length: float) -> NDArray[np.float64]:
    half = np.array([math.cos(angle), math.sin(angle)]) * length / 2
    return np.linspace(np.array([x, y]) - half, np.array([x, y]) + half, 8)


def _lying(chance: np.random.Generator) -> Traces:
    return [_line(0, 0, chance.uniform(-0.45, 0.45), 1)]


def _cross(chance: np.random.Generator) -> Traces:
    angle, second = chance.uniform(-0.5, 0.8), chance.uniform(0.9, 2.0)
    crossing = chance.uniform(-0.15, 0.15, 2)
    return [_line(0, 0, angle, 1), _line(crossing[0], crossing[1], angle + second, chance.uniform(0.8, 1.2))]


def _stripes(chance: np.random.Generator) -> Traces:
    angle, count = chance.uniform(-0.3, math.pi / 2 + 0.3), int(chance.integers(2, 6))
    apart = chance.uniform(0.18, 0.5)
    across = np.array([-math.sin(angle), math.cos(angle)]) * apart
    middles = [across * place for place in range(count)]
    return [_line(x, y, angle + chance.normal(0, 0.06), chance.uniform(0.8, 1.1)) for x, y in middles]


def _zigzag(chance: np.random.Generator) -> Traces:
    count = int(chance.integers(4, 10))
    along = np.arange(count) * chance.uniform(0.15, 0.5)
    up = np.where(np.arange(count) % 2, 0.5, -0.5) + chance.normal(0, 0.08, count)
    points = np.stack([along, up], axis=1)
    # Upright zigzags of few turns could be a 2, 3 or 5.
    return [points[:, ::-1] if count > 6 and chance.random() < 0.5 else points]


def _arrow(chance: np.random.Generator) -> Traces:
    angle = chance.uniform(0, 2 * math.pi)
    tip = np.array([math.cos(angle), math.sin(angle)]) / 2
    shaft = _line(0, 0, angle, 1)
    size, spread = chance.uniform(0.3, 0.5), chance.uniform(0.5, 0.8)
    barbs = [
        tip - np.array([math.cos(angle + turn), math.sin(angle + turn)]) * size for turn in (spread, -spread)
    ]
    return [shaft, np.stack([barbs[0], tip, barbs[1]])]


def _grid(chance: np.random.Generator) -> Traces:
    count = int(chance.integers(2, 4))
    places = np.linspace(-0.3, 0.3, count)
    lying = [_line(0, place, chance.normal(0, 0.05), 1) for place in places]
    return lying + [_line(place, 0, math.pi / 2 + chance.normal(0, 0.05), 1) for place in places]
