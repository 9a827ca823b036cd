"""The bins of the reliability diagram."""

import math

import numpy as np
import pytest

from mnist_desktop.evaluation.calibration import (
    CALIBRATION_BINS,
    bin_numbers,
    calibration_bins,
    calibration_error,
)


def test_each_bin_has_its_answers() -> None:
    bins = calibration_bins(np.array([True, True, False]), np.array([0.65, 0.95, 0.99]))
    assert len(bins) == CALIBRATION_BINS
    assert [part.count for part in bins] == [0] * 9 + [1] + [0] * 4 + [2]
    assert bins[9].accuracy == 1
    assert bins[9].confidence == pytest.approx(0.65)
    assert bins[14].accuracy == 0.5
    assert bins[14].confidence == pytest.approx(0.97)
    assert (bins[14].low, bins[14].high) == pytest.approx((14 / 15, 1))


def test_an_empty_bin_has_no_figures() -> None:
    first = calibration_bins(np.array([True]), np.array([1.0]))[0]
    assert (first.low, first.count) == (0, 0)
    assert math.isnan(first.accuracy)
    assert math.isnan(first.confidence)


def test_a_bin_has_its_upper_bound_and_the_first_has_zero() -> None:
    assert bin_numbers(np.array([0, 1 / 15, 1 / 15 + 1e-9, 1.0])).tolist() == [0, 0, 1, 14]


def test_the_error_is_the_mean_gap_of_the_bins() -> None:
    random = np.random.default_rng(1)
    confidence = random.random(500)
    right = random.random(500) < confidence**2
    bins = [part for part in calibration_bins(right, confidence) if part.count]
    gaps = sum(part.count * abs(part.accuracy - part.confidence) for part in bins) / 500
    assert calibration_error(right, confidence) == pytest.approx(gaps, abs=1e-12)
    assert math.isnan(calibration_error(right[:0], confidence[:0]))
