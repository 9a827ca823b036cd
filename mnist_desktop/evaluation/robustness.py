"""How a model's accuracy falls while images are changed more and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.evaluation.distortions import AMOUNTS, NONE, Distortion, distorted
from mnist_desktop.evaluation.intervals import Interval, share_interval
from mnist_desktop.evaluation.measuring import CHUNK, Measurement, Reader
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.problems import Problem, ProblemCode

SAMPLE = 1_000
_SEED = 1


@dataclass(frozen=True)
class RobustnessPoint:
    """The accuracy at one amount, 0..1, and where it lies with a confidence of 95 %."""

    amount: float
    accuracy: float
    interval: Interval


@dataclass(frozen=True)
class RobustnessCurve:
    """The accuracy at every amount of a distortion, in rising order of the amounts."""

    distortion: Distortion
    points: tuple[RobustnessPoint, ...]

    def record(self) -> dict[str, Any]:
        """The curve as JSON values."""
        return {
            "distortion": self.distortion.value,
            "points": [
                {
                    "amount": point.amount,
                    "accuracy": point.accuracy,
                    "interval": [point.interval.low, point.interval.high],
                }
                for point in self.points
            ],
        }


@dataclass(frozen=True, eq=False)
class Robustness:
    """All curves, and the images that they were found on: (m,) int64, indices into the set."""

    sample: NDArray[np.int64]
    curves: tuple[RobustnessCurve, ...]

    def record(self) -> dict[str, Any]:
        """The curves as JSON values."""
        return {"images": len(self.sample), "curves": [curve.record() for curve in self.curves]}


def robustness(
    reader: Reader,
    images: NDArray[np.uint8] | NDArray[np.float32],
    measurement: Measurement,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    most: int = SAMPLE,
) -> Robustness | None:
    """Let the reader read a sample of what was measured, changed in every way by every amount.

    Args:
        reader: the recogniser that was measured.
        images: (n, 28, 28) as they were measured: float32 in 0..1, ink 1, or uint8, ink 255.
        measurement: what was found on them; gives the labels.
        progress: told (done, all) readings before the first and after every chunk.
        cancelled: asked between chunks.
        most: of how many images at most; as many of each class as there are, evenly.

    Returns:
        The curves; None where it was cancelled, or where no image shows a class.

    Raises:
        Problem: ANSWERS_NOT_FINITE, or what the reader raises.

    """
    sample = even_sample(measurement.labels, most)
    if not len(sample):
        return None
    inputs = inputs_of(images[sample])
    readings = _Readings(reader, inputs, measurement, sample, progress, cancelled)
    curves = []
    for kind, amounts in AMOUNTS.items():
        points = [readings.point(kind, amount) for amount in amounts]
        known = tuple(point for point in points if point is not None)
        if len(known) < len(points):
            return None
        curves.append(RobustnessCurve(kind, known))
    return Robustness(sample, tuple(curves))


def inputs_of(images: NDArray[np.uint8] | NDArray[np.float32]) -> NDArray[np.float32]:
    """Images as model input, (n, 28, 28) float32 in 0..1."""
    if images.dtype == np.uint8:
        return images_to_inputs(images.astype(np.uint8, copy=False))
    return images.astype(np.float32, copy=False)


class _Readings:
    """Reads the sample at one amount after the other; what is unchanged is read once for all curves."""

    def __init__(
        self,
        reader: Reader,
        inputs: NDArray[np.float32],
        measurement: Measurement,
        sample: NDArray[np.int64],
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._reader, self._inputs = reader, inputs
        self._labels, self._writers = measurement.labels[sample], measurement.truth.writers[sample]
        self._progress, self._cancelled = progress, cancelled
        self._plain: RobustnessPoint | None = None
        self._total = len(sample) * (1 + sum(len(amounts) - 1 for amounts in AMOUNTS.values()))
        self._done = 0
        progress(0, self._total)

    def point(self, kind: Distortion, amount: float) -> RobustnessPoint | None:
        """The accuracy at an amount; None where it was cancelled."""
        is_plain = amount == NONE[kind]
        if is_plain and self._plain is not None:
            return RobustnessPoint(amount, self._plain.accuracy, self._plain.interval)
        hits = self._hits(distorted(self._inputs, kind, amount, _SEED))
        interval = None if hits is None else share_interval(hits, self._writers)
        if hits is None or interval is None:
            return None
        found = RobustnessPoint(amount, float(hits.mean()), interval)
        self._plain = found if is_plain else self._plain
        return found

    def _hits(self, inputs: NDArray[np.float32]) -> NDArray[np.bool_] | None:
        hits = np.zeros(len(inputs), np.bool_)
        for start in range(0, len(inputs), CHUNK):
            if self._cancelled():
                return None
            part = slice(start, start + CHUNK)
            answers = self._reader.read(inputs[part])
            if not np.isfinite(answers.probabilities).all():
                raise Problem(ProblemCode.ANSWERS_NOT_FINITE)
            # As in the evaluation, what has no ink is not read.
            has_ink = inputs[part].any(axis=(1, 2))
            hits[part] = has_ink & (answers.probabilities.argmax(axis=1) == self._labels[part])
            self._done += len(inputs[part])
            self._progress(self._done, self._total)
        return hits


def even_sample(labels: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """At most `most` indices of images that show a class, as evenly over the classes as can be, rising."""
    random = np.random.default_rng(_SEED)
    order = random.permutation(np.flatnonzero(labels != NO_CLASS))
    turn = np.zeros(len(order), np.int64)
    for label in np.unique(labels[order]):
        mine = np.flatnonzero(labels[order] == label)
        turn[mine] = np.arange(len(mine))
    chosen = order[np.argsort(turn, kind="stable")[:most]]
    return np.sort(chosen).astype(np.int64)
