"""One hand's drawing as another hand might have made it: changes in stroke space."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.handwriting.traces import Traces

_WAVES = 3
_FEWEST_TO_TRIM = 6


@dataclass(frozen=True)
class Deformation:
    """How far a drawing may be changed, in shares of its height where nothing else is said.

    Attributes:
        rotation: degrees to both sides.
        slant: sideways for each unit of height, as far to the right; to the left a third of it, since
            most hands lean to the right.
        stretch: share by which the width changes against the height.
        bend: how far smooth waves move its parts against each other.
        drift: how far each stroke is moved on its own.
        tremor: unsteadiness of the pen from point to point.
        trim: share of a stroke that may be missing at either end, as where a loop is not closed.
        coarse: share of the drawings of which only few points were recorded, as by a slow device.

    """

    rotation: float = 10.0
    slant: float = 0.4
    stretch: float = 0.25
    bend: float = 0.035
    drift: float = 0.03
    tremor: float = 0.008
    trim: float = 0.05
    coarse: float = 0.2


def deformed(traces: Traces, chance: np.random.Generator, ranges: Deformation) -> Traces:
    """The strokes changed at random, each change evenly or normally about none."""
    change = _affine(chance, ranges)
    waves = _Waves(chance, ranges.bend)
    changed = []
    kept = chance.uniform(0.04, 0.14) if chance.random() < ranges.coarse else 0.0
    for whole in traces:
        trace = _recorded(_trimmed(whole, chance, ranges.trim), kept)
        moved = trace @ change + chance.normal(0, ranges.drift, 2)
        moved = moved + waves.at(moved)
        changed.append(moved + _tremor(len(moved), chance, ranges.tremor))
    return changed


def _trimmed(trace: NDArray[np.float64], chance: np.random.Generator, share: float) -> NDArray[np.float64]:
    """The stroke without some points at its ends."""
    if len(trace) < _FEWEST_TO_TRIM:
        return trace
    start, end = (int(len(trace) * chance.uniform(0, share)) for _ in range(2))
    kept: NDArray[np.float64] = trace[start : len(trace) - end]
    return kept


def _recorded(trace: NDArray[np.float64], apart: float) -> NDArray[np.float64]:
    """The first, the last, and of the others only points that are `apart` from the one before."""
    if not apart or len(trace) < _FEWEST_TO_TRIM:
        return trace
    way = np.concatenate([[0.0], np.hypot(*np.diff(trace, axis=0).T).cumsum()])
    places = np.unique(np.searchsorted(way, np.arange(0.0, way[-1], apart)))
    recorded: NDArray[np.float64] = trace[np.unique(np.append(places, len(trace) - 1))]
    return recorded


def _affine(chance: np.random.Generator, ranges: Deformation) -> NDArray[np.float64]:
    """Rotation, slant and stretch as one matrix (2, 2) for rows of points."""
    angle = math.radians(chance.uniform(-ranges.rotation, ranges.rotation))
    slant = chance.uniform(-ranges.slant / 3, ranges.slant)
    width = math.exp(chance.uniform(-ranges.stretch, ranges.stretch))
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    change: NDArray[np.float64] = np.array([[width, 0.0], [-slant, 1.0]]) @ turn
    return change


class _Waves:
    """A smooth field of displacements: a few long waves of random direction and phase."""

    def __init__(self, chance: np.random.Generator, size: float) -> None:
        self._frequency = chance.normal(0, 3.5, (_WAVES, 2))
        self._phase = chance.uniform(0, 2 * math.pi, _WAVES)
        self._size = chance.normal(0, size, (_WAVES, 2))

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        moved: NDArray[np.float64] = np.sin(points @ self._frequency.T + self._phase) @ self._size
        return moved


def _tremor(count: int, chance: np.random.Generator, size: float) -> NDArray[np.float64]:
    """Noise (count, 2) that follows the pen: neighbouring points move alike."""
    noise = chance.normal(0, size, (count + 2, 2))
    return (noise[:-2] + noise[1:-1] + noise[2:]) / math.sqrt(3)
