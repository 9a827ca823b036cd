"""From a model's outputs to answers: probabilities of digits, and whether it is one at all."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.models.answers import (
    Answers,
    Calibration,
    Caution,
    Rejection,
    calibrated,
    uncalibrated,
)

RANDOM = np.random.default_rng(3)
REJECTING = Calibration(rejection=Rejection())


def outputs(count: int, width: int, spread: float = 3.0) -> NDArray[np.float32]:
    """Softmax outputs of random logits."""
    raised = np.exp(RANDOM.normal(0, spread, (count, width)))
    made: NDArray[np.float32] = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
    return made


def digit_probabilities(answers: Answers) -> NDArray[np.float32]:
    assert answers.digit_probabilities is not None
    return answers.digit_probabilities


def test_a_model_of_ten_outputs_answers_as_it_is() -> None:
    given = outputs(20, 10)
    answers = calibrated(given, Calibration())
    np.testing.assert_array_equal(answers.probabilities, given)
    assert answers.digit_probabilities is None
    assert not answers.rejected(1.0).any()


@pytest.mark.parametrize("temperature", [0.25, 0.9, 1.0, 1.5, 8.0])
@pytest.mark.parametrize("rejection", [None, Rejection(2.0, -1.0)])
def test_rows_sum_to_one(temperature: float, rejection: Rejection | None) -> None:
    answers = calibrated(outputs(50, 10 if rejection is None else 11), Calibration(temperature, rejection))
    assert answers.probabilities.shape == (50, 10)
    assert answers.probabilities.dtype == np.float32
    np.testing.assert_allclose(answers.probabilities.sum(axis=1), 1, atol=1e-5)


def test_temperature_divides_the_logits() -> None:
    given = outputs(30, 10)
    logits = np.log(given.astype(np.float64)) / 1.7
    expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(calibrated(given, Calibration(1.7)).probabilities, expected, atol=1e-6)


def test_a_higher_temperature_is_less_sure_of_the_same_digit() -> None:
    given = outputs(30, 11)
    answers = [calibrated(given, Calibration(value, Rejection())) for value in (0.5, 1.0, 2.0, 4.0)]
    for surer, calmer in pairwise(answers):
        np.testing.assert_array_equal(surer.probabilities.argmax(axis=1), calmer.probabilities.argmax(axis=1))
        assert (surer.probabilities.max(axis=1) > calmer.probabilities.max(axis=1)).all()
        np.testing.assert_array_equal(digit_probabilities(surer), digit_probabilities(calmer))


def test_digits_are_told_given_that_it_is_one() -> None:
    given = np.array([[0.3, 0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0.6]], np.float32)
    answers = calibrated(given, REJECTING)
    assert answers.probabilities[0, :2] == pytest.approx([0.75, 0.25], abs=1e-5)
    assert digit_probabilities(answers) == pytest.approx([0.4], abs=1e-5)


def test_slope_and_offset_move_the_log_odds() -> None:
    given = outputs(40, 11)
    odds = np.log(given[:, :10].sum(axis=1, dtype=np.float64) / given[:, 10])
    answers = calibrated(given, Calibration(rejection=Rejection(slope=0.6, offset=-1.5)))
    expected = 1 / (1 + np.exp(-(0.6 * odds - 1.5)))
    np.testing.assert_allclose(digit_probabilities(answers), expected, atol=1e-5)
    assert digit_probabilities(answers).dtype == np.float32


@pytest.mark.parametrize("temperature", [0.01, 1.0, 100.0])
@pytest.mark.parametrize("slope", [0.01, 1.0, 100.0])
def test_extreme_outputs_stay_finite(temperature: float, slope: float) -> None:
    certain, nothing = np.zeros((1, 11), np.float32), np.zeros((1, 11), np.float32)
    certain[0, 4] = nothing[0, 10] = 1
    given = np.concatenate([certain, nothing, np.full((1, 11), 1 / 11, np.float32)])
    with np.errstate(all="raise", under="ignore"):
        answers = calibrated(given, Calibration(temperature, Rejection(slope=slope)))
    assert np.isfinite(answers.probabilities).all()
    np.testing.assert_allclose(answers.probabilities.sum(axis=1), 1, atol=1e-5)
    digits = digit_probabilities(answers)
    assert np.isfinite(digits).all()
    assert ((digits >= 0) & (digits <= 1)).all()
    assert digits[1] < 0.5 < digits[0]
    np.testing.assert_allclose(answers.probabilities[1:], 0.1, atol=1e-5)


def test_more_caution_rejects_more() -> None:
    answers = Answers(np.full((4, 10), 0.1, np.float32), np.array([0.05, 0.3, 0.7, 0.95], np.float32))
    rejection = Rejection()
    counts = [int(answers.rejected(rejection.threshold(caution)).sum()) for caution in Caution]
    assert list(Caution) == [Caution.LENIENT, Caution.BALANCED, Caution.CAREFUL]
    assert counts == [1, 2, 3]


def test_the_threshold_itself_is_a_digit() -> None:
    answers = Answers(np.full((1, 10), 0.1, np.float32), np.array([0.5], np.float32))
    assert not answers.rejected(0.5)[0]


@pytest.mark.parametrize(("width", "can_reject"), [(10, False), (11, True), (12, False), (1, False)])
def test_one_output_too_many_is_taken_for_no_digit(width: int, can_reject: bool) -> None:
    assumed = uncalibrated(width, 10)
    assert (assumed.rejection is not None) is can_reject
    assert assumed.outputs_beside_classes == can_reject
    assert (assumed.temperature, assumed.examples) == (1.0, 0)


def test_no_inputs_give_no_answers() -> None:
    answers = calibrated(np.empty((0, 11), np.float32), Calibration(1.5, Rejection()))
    assert answers.probabilities.shape == (0, 10)
    assert digit_probabilities(answers).shape == (0,)
