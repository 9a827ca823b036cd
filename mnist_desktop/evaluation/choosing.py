"""Which images lie behind a figure: indices (m,) int64, the wrong ones first, of these the surest first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.evaluation.calibration import bin_numbers
from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.evaluation.measuring import Measurement


def of_class(measurement: Measurement, label: int) -> NDArray[np.int64]:
    """Those that show a class."""
    return _wrong_first(measurement, measurement.labels == label)


def of_writer(measurement: Measurement, name: str) -> NDArray[np.int64]:
    """Those that one writer drew, also where they show no class."""
    writer = measurement.truth.writer_names.index(name)
    return _wrong_first(measurement, measurement.truth.writers == writer)


def of_bin(measurement: Measurement, number: int) -> NDArray[np.int64]:
    """Those of a class whose answer is in a bin of the reliability diagram, counted from 0."""
    is_counted = measurement.truth.shows_class & (measurement.predictions != NO_CLASS)
    in_bin = bin_numbers(measurement.probabilities.max(axis=1)) == number
    return _wrong_first(measurement, is_counted & in_bin)


def of_rejected(measurement: Measurement) -> NDArray[np.int64]:
    """Those of a class that were called no digit, or have no ink."""
    return _wrong_first(measurement, measurement.truth.shows_class & measurement.verdicts.rejected)


def of_others(measurement: Measurement) -> NDArray[np.int64]:
    """Those that show no class."""
    return _wrong_first(measurement, ~measurement.truth.shows_class)


def _wrong_first(measurement: Measurement, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    right = measurement.is_right
    return np.concatenate(
        [measurement.surest_first(np.flatnonzero(wanted & part)) for part in (~right, right)]
    )
