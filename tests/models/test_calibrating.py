"""Confidence that was made too high or too low on purpose is found and put right."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.evaluation.calibration import calibration_error
from mnist_desktop.models.answers import Calibration, Caution, Rejection, calibrated
from mnist_desktop.models.calibrating import fit_calibration

COUNT = 6000


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float32]:
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    normalised: NDArray[np.float32] = (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)
    return normalised


def true_to_their_word(classes: int, seed: int = 1) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Logits, and labels drawn with just the probabilities that the logits tell."""
    chance = np.random.default_rng(seed)
    logits = chance.normal(0, 2, (COUNT, classes))
    shares = softmax(logits).astype(np.float64)
    labels = (shares.cumsum(axis=1) > chance.random((COUNT, 1))).argmax(axis=1)
    return logits, labels.astype(np.int64)


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_the_temperature_is_found(factor: float) -> None:
    logits, labels = true_to_their_word(10)
    outputs = softmax(logits * factor)
    calibration = fit_calibration(outputs, labels, 10)
    assert calibration.temperature == pytest.approx(factor, rel=0.08)
    assert calibration.rejection is None
    assert calibration.examples == COUNT
    answers = calibrated(outputs, calibration).probabilities
    assert calibration_error(answers.argmax(axis=1) == labels, answers.max(axis=1)) < 0.02


def test_thresholds_let_nearly_all_digits_pass() -> None:
    chance = np.random.default_rng(2)
    labels = np.concatenate([chance.integers(0, 10, COUNT), np.full(COUNT, 10)])
    logits = chance.normal(0, 1, (2 * COUNT, 11))
    logits[np.arange(2 * COUNT), labels] += 6
    outputs = softmax(logits * 2)
    calibration = fit_calibration(outputs, labels, 10)
    answers = calibrated(outputs, calibration)
    rejection = calibration.rejection
    assert rejection is not None
    assert rejection.lenient < rejection.balanced < rejection.careful
    digits = labels < 10
    for caution, share in ((Caution.LENIENT, 0.0015), (Caution.BALANCED, 0.005), (Caution.CAREFUL, 0.025)):
        rejected = answers.rejected(rejection.threshold(caution))
        assert rejected[digits].mean() == pytest.approx(share, abs=0.001)
        assert rejected[~digits].mean() > 0.95


def test_few_examples_change_nothing() -> None:
    logits, labels = true_to_their_word(11)
    calibration = fit_calibration(softmax(logits * 3)[:60], labels[:60], 10)
    assert calibration == Calibration(1.0, Rejection(), 0)


@pytest.mark.parametrize(("slope", "offset"), [(1.0, 0.0), (0.1, 0.0), (0.05, 1.0), (3.0, -2.0)])
def test_a_judgement_of_what_is_a_digit_is_put_right_however_much_too_sure(
    slope: float, offset: float
) -> None:
    chance = np.random.default_rng(3)
    odds = np.clip(chance.normal(-offset / slope, 10, COUNT), -28, 28)
    probability = 1 / (1 + np.exp(-(slope * odds + offset)))
    is_digit = chance.random(COUNT) < probability
    outputs = np.zeros((COUNT, 11), np.float32)
    outputs[:, 0], outputs[:, 10] = 1 / (1 + np.exp(-odds)), 1 / (1 + np.exp(odds))
    rejection = fit_calibration(outputs, np.where(is_digit, 0, 10), 10).rejection
    assert rejection is not None
    assert rejection.slope == pytest.approx(slope, rel=0.15)


def test_one_odd_digit_among_sure_ones_does_not_undo_the_fit() -> None:
    odds = np.full(4000, 14.0) * np.where(np.arange(4000) < 3000, 1, -1)
    odds[0] = -25
    outputs = np.zeros((4000, 11), np.float32)
    outputs[:, 3], outputs[:, 10] = 1 / (1 + np.exp(-odds)), 1 / (1 + np.exp(odds))
    labels = np.where(np.arange(4000) < 3000, 3, 10)
    calibration = fit_calibration(outputs, labels, 10)
    digit = calibrated(outputs, calibration).digit_probabilities
    assert digit is not None
    assert digit[1:3000].min() > 0.9
    assert digit[3000:].max() < 0.1


def test_digits_that_differ_by_rounding_only_are_not_turned_away() -> None:
    chance = np.random.default_rng(4)
    labels = np.repeat([3, 10], [1500, 500])
    outputs = np.zeros((2000, 11), np.float32)
    outputs[:1500, 3], outputs[:1500, 10] = 1, np.exp(-chance.uniform(14, 22, 1500))
    outputs[1500:, 10], outputs[1500:, 2] = 1, 1e-9
    calibration = fit_calibration(outputs, labels, 10)
    assert calibration.rejection is not None
    rejected = calibrated(outputs, calibration).rejected(calibration.rejection.threshold(Caution.CAREFUL))
    assert rejected[:1500].mean() <= 0.02
    assert rejected[1500:].all()
