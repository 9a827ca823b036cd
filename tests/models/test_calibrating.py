"""Confidence that was made too high or too low on purpose is found and put right."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.evaluation.metrics import calibration_error
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
    for caution, share in ((Caution.LENIENT, 0.002), (Caution.BALANCED, 0.005), (Caution.CAREFUL, 0.02)):
        rejected = answers.rejected(rejection.threshold(caution))
        assert rejected[digits].mean() == pytest.approx(share, abs=0.001)
        assert rejected[~digits].mean() > 0.95


def test_few_examples_change_nothing() -> None:
    logits, labels = true_to_their_word(11)
    calibration = fit_calibration(softmax(logits * 3)[:60], labels[:60], 10)
    assert calibration == Calibration(1.0, Rejection(), 60)
