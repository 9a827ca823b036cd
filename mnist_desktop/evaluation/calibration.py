"""Whether a model is right as often as it says: its confidence beside the share that it reads right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

CALIBRATION_BINS = 15
_EDGES = np.linspace(0, 1, CALIBRATION_BINS + 1)


@dataclass(frozen=True)
class CalibrationBin:
    """The answers with a confidence in (low, high].

    Attributes:
        low, high: the bounds, in 0..1; the first bin has 0, too.
        count: how many answers there are.
        confidence: how sure the model was of them, on average; not a number where there are none.
        accuracy: the share of them that is right; not a number where there are none.

    """

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


def calibration_bins(
    right: NDArray[np.bool_], confidence: NDArray[np.floating[Any]]
) -> tuple[CalibrationBin, ...]:
    """The reliability diagram of n answers: which of them are right (n,), and how sure each was (n,)."""
    numbers, sureness = bin_numbers(confidence), confidence.astype(np.float64)
    counts = np.bincount(numbers, minlength=CALIBRATION_BINS)
    sure = np.bincount(numbers, weights=sureness, minlength=CALIBRATION_BINS)
    hits = np.bincount(numbers, weights=right, minlength=CALIBRATION_BINS)
    return tuple(
        CalibrationBin(
            float(_EDGES[index]),
            float(_EDGES[index + 1]),
            int(count),
            float(sure[index] / count) if count else float("nan"),
            float(hits[index] / count) if count else float("nan"),
        )
        for index, count in enumerate(counts)
    )


def bin_numbers(confidence: NDArray[np.floating[Any]]) -> NDArray[np.int64]:
    """The number (n,) of the bin that each confidence (n,) is in."""
    return np.searchsorted(_EDGES[1:-1], confidence.astype(np.float64)).astype(np.int64)


def calibration_error(right: NDArray[np.bool_], confidence: NDArray[np.floating[Any]]) -> float:
    """Expected calibration error: the mean gap between confidence and share right, over bins of equal width.

    C. Guo et al., "On calibration of modern neural networks", 2017. Not a number where there is no answer.
    """
    if len(right) == 0:
        return float("nan")
    gap = np.bincount(
        bin_numbers(confidence), weights=confidence.astype(np.float64) - right, minlength=CALIBRATION_BINS
    )
    return float(np.abs(gap).sum() / len(right))
