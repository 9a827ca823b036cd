"""How much a model answers, and how much of that rightly, by how sure it must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.evaluation.measuring import Measurement


@dataclass(frozen=True)
class CoveragePoint:
    """What is answered where a model must be at least so sure.

    Attributes:
        threshold: how sure it must be, 0..1.
        coverage: the share of the images of a class that it answers, 0..1.
        accuracy: the share of the answers that is right; not a number where there is none.
        others_accepted: the share of the images of no class that it answers, too; not a number where there
            are none.

    """

    threshold: float
    coverage: float
    accuracy: float
    others_accepted: float


@dataclass(frozen=True, eq=False)
class CoverageCurve:
    """Coverage and accuracy at every threshold that makes a difference, the lowest threshold last.

    Attributes:
        is_of_digits: whether the sureness is how likely an image is a digit at all; otherwise, of a model
            that cannot tell, how likely its most probable class is.
        thresholds: (m,) float64, falling.
        coverage: (m,) float64 in 0..1, rising.
        accuracy: (m,) float64 in 0..1.

    """

    is_of_digits: bool
    thresholds: NDArray[np.float64]
    coverage: NDArray[np.float64]
    accuracy: NDArray[np.float64]
    _others: NDArray[np.float64]
    _type: type[np.floating[Any]]

    def at(self, threshold: float) -> CoveragePoint:
        """What is answered at a threshold: whatever is not less sure than that."""
        threshold = float(self._type(threshold))
        index = int(np.searchsorted(-self.thresholds, -threshold, side="right")) - 1
        others = float(np.mean(self._others >= threshold)) if len(self._others) else float("nan")
        if index < 0:
            return CoveragePoint(threshold, 0.0, float("nan"), others)
        return CoveragePoint(threshold, float(self.coverage[index]), float(self.accuracy[index]), others)

    def nearest(self, coverage: float) -> CoveragePoint | None:
        """The point of the curve whose coverage is nearest to one; None where nothing is answered."""
        if not len(self.coverage):
            return None
        index = int(np.abs(self.coverage - coverage).argmin())
        return self.at(float(self.thresholds[index]))


def sureness(measurement: Measurement) -> NDArray[np.floating[Any]]:
    """How sure the model is of each image (n,), 0..1, in the sense of `CoverageCurve`.

    It is -1 where there is no ink. A threshold is compared with it as `Answers.rejected` does: in its own
    type, since as a double 0.9 is more than the single of that name.
    """
    digits = measurement.digit_probabilities
    sure = measurement.probabilities.max(axis=1) if digits is None else digits
    return np.where(measurement.verdicts.has_ink, sure, sure.dtype.type(-1))


def coverage_curve(measurement: Measurement) -> CoverageCurve:
    """The curve over all thresholds of what was measured at any caution."""
    in_own_type, shows_class = sureness(measurement), measurement.truth.shows_class
    sure = in_own_type.astype(np.float64)
    right = (measurement.predictions == measurement.labels)[shows_class]
    shown = sure[shows_class]
    order = np.argsort(-shown, kind="stable")
    order = order[: int(np.count_nonzero(shown >= 0))]
    falling = shown[order]
    # Of equally sure answers all are given or none.
    last = np.flatnonzero(np.append(falling[1:] != falling[:-1], True)) if len(falling) else order
    answered = last + 1
    hits = np.cumsum(right[order])[last] if len(falling) else answered
    return CoverageCurve(
        measurement.digit_probabilities is not None,
        falling[last],
        answered / max(1, len(shown)),
        hits / np.maximum(answered, 1),
        sure[~shows_class],
        in_own_type.dtype.type,
    )


def left_out(measurement: Measurement, threshold: float) -> NDArray[np.int64]:
    """Indices of the images of a class that are not answered at a threshold, the surest first."""
    sure = sureness(measurement)
    found = np.flatnonzero(measurement.truth.shows_class & (sure < sure.dtype.type(threshold)))
    return found[np.argsort(-sure[found], kind="stable")]
