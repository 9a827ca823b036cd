"""The reliability diagram of what was measured."""

from __future__ import annotations

from mnist_desktop.evaluation.calibration import CalibrationBin, calibration_bins
from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.evaluation.measuring import Measurement


def reliability_bins(measurement: Measurement) -> tuple[CalibrationBin, ...]:
    """How often the model was right, by how sure it was, over the images that show a class and have ink."""
    read = measurement.truth.shows_class & (measurement.predictions != NO_CLASS)
    right = (measurement.predictions == measurement.labels)[read]
    return calibration_bins(right, measurement.probabilities[read].max(axis=1, initial=0))
