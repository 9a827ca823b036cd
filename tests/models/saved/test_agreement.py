"""When two models answer alike."""

from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.models.saved.agreement import agreement, probe_inputs
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.problems import Problem, ProblemCode

SURE = np.array([[0.9, 0.1, 0.0], [0.2, 0.3, 0.5]], np.float32)


def refused(theirs: np.ndarray, ours: np.ndarray) -> None:
    with pytest.raises(Problem) as caught:
        agreement(theirs, ours, ModelFormat.ONNX)
    assert caught.value.code is ProblemCode.MODEL_SAVED_DIFFERENTLY


def test_small_differences_are_measured() -> None:
    near = SURE + np.array([5e-5, -5e-5, 0], np.float32)
    found = agreement(SURE, near, ModelFormat.ONNX)
    assert (found.digits, found.same_answers) == (2, 2)
    assert found.largest_difference == pytest.approx(5e-5, rel=0.01)


def test_what_differs_is_refused() -> None:
    refused(SURE, SURE + np.array([2e-4, -2e-4, 0], np.float32))
    refused(SURE, SURE[:, :2])
    refused(SURE, np.full_like(SURE, np.nan))
    refused(SURE, SURE[::-1].copy())


def test_what_is_no_number_has_to_be_none_in_the_copy() -> None:
    astray = np.array([[np.nan, np.nan, np.nan], [0.2, 0.3, 0.5]], np.float32)
    assert agreement(astray, astray.copy(), ModelFormat.KERAS).same_answers == 2
    refused(astray, SURE)


def test_a_tie_is_no_other_answer() -> None:
    tie = np.array([[0.5, 0.5, 0.0]], np.float32)
    found = agreement(tie, tie + np.array([-1e-7, 1e-7, 0], np.float32), ModelFormat.H5)
    assert found.same_answers == 1


def test_logits_are_compared_as_the_probabilities_that_they_stand_for() -> None:
    logits = np.array([[30.0, 10.0, -5.0]], np.float32)
    assert agreement(logits, logits + np.float32(1e-3), ModelFormat.H5).largest_difference < 1e-6
    refused(logits, logits[:, ::-1].copy())


def test_the_digits_come_in_the_shape_of_the_input() -> None:
    assert probe_inputs((784,)).shape == (200, 784)
    assert probe_inputs((1, 28, 28), 3).shape == (3, 1, 28, 28)


@pytest.mark.parametrize("shape", [(2, 3, 1), (2, 3, 1, 1), (2, 1, 3)])
def test_answers_along_any_axis_are_compared(shape: tuple[int, ...]) -> None:
    answers = SURE.reshape(shape)
    assert agreement(answers, answers.copy(), ModelFormat.ONNX).same_answers == 2
    refused(answers, answers[::-1].copy())
