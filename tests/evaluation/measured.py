"""Measurements for tests, without a model."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.evaluation.comparison import Truth, Verdicts
from mnist_desktop.evaluation.measuring import Measurement
from mnist_desktop.evaluation.metrics import evaluate


def measured(
    labels: list[int] | NDArray[np.int64],
    probabilities: NDArray[np.floating[Any]],
    digit: list[float] | None = None,
    threshold: float = 0.5,
    empty: tuple[int, ...] = (),
) -> Measurement:
    """Answers of a model, which can reject where `digit` has a probability for each image.

    A label of -1 is no class; the images `empty` have no ink. Writers are 0 and 1 in turn.
    """
    count, classes = probabilities.shape
    names = tuple("abcdefghij"[:classes])
    numbers = np.asarray(labels, np.int64)
    writers = np.arange(count, dtype=np.int64) % 2
    named = np.where(numbers < 0, classes, numbers)
    truth = Truth(numbers, (*names, "other"), named, ("Ann", "Bob"), writers)
    has_ink = ~np.isin(np.arange(count), empty)
    digits = None if digit is None else np.array(digit, np.float32)
    rejected = ~has_ink if digits is None else (digits < threshold) | ~has_ink
    verdicts = Verdicts(probabilities, rejected, has_ink, digits is not None)
    return Measurement(evaluate(truth, verdicts, names), names, truth, verdicts, digits)


def answers(*rows: tuple[float, ...]) -> NDArray[np.float64]:
    """Probabilities, a row an image."""
    return np.array(rows, np.float64)
