"""Whether a saved model answers as the one that was to be saved, on digits that come with the program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.input_form import InputForm
from mnist_desktop.models.network import Shape
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.problems import Problem, ProblemCode

PROBE_COUNT = 200
MOST_DIFFERENCE = 1e-4
"""A saved model may differ by this much in any probability on the probe digits."""


@dataclass(frozen=True)
class Agreement:
    """How alike two models answer.

    Attributes:
        digits: how many digits were read.
        same_answers: for how many of them both find the same class the likeliest, or as likely as theirs.
        largest_difference: in any probability of any digit.

    """

    digits: int
    same_answers: int
    largest_difference: float


def probe_inputs(input_shape: Shape, count: int = PROBE_COUNT) -> NDArray[np.float32]:
    """The probe digits in the shape that a model takes, (count, *input_shape) float32 in 0..1."""
    return InputForm(input_shape).applied(probe_digits(count))


def agreement(theirs: NDArray[np.float32], ours: NDArray[np.float32], format: ModelFormat) -> Agreement:
    """Compare answers (digits, ...), each in one row, of a model with those of its saved copy.

    Answers that are no probabilities (logits) are compared as the probabilities that they stand for. A model
    that went astray may answer with what is no number; its copy has to do so in the same places.

    Raises:
        Problem: MODEL_SAVED_DIFFERENTLY if they differ in shape or by more than `MOST_DIFFERENCE`, or if an
            answer is another.

    """
    if theirs.shape != ours.shape:
        raise Problem(ProblemCode.MODEL_SAVED_DIFFERENTLY, format=format.suffix)
    # The answers to one input may lie along any axis.
    theirs, ours = (_probabilities(answers.reshape(len(answers), -1)) for answers in (theirs, ours))
    no_numbers = np.isnan(theirs) & np.isnan(ours)
    difference = float(np.abs(np.where(no_numbers, 0, theirs - ours)).max())
    chosen = np.take_along_axis(theirs, ours.argmax(axis=-1)[:, np.newaxis], axis=-1)[:, 0]
    alike = (chosen >= theirs.max(axis=-1) - MOST_DIFFERENCE) | no_numbers.any(axis=-1)
    same = int(alike.sum())
    if not difference <= MOST_DIFFERENCE or same < len(theirs):
        raise Problem(ProblemCode.MODEL_SAVED_DIFFERENTLY, format=format.suffix)
    return Agreement(len(theirs), same, difference)


def _probabilities(answers: NDArray[np.float32]) -> NDArray[np.float32]:
    if np.abs(answers.sum(axis=-1) - 1).max() < 1e-3 and answers.min() >= 0:
        return answers
    raised = np.exp(answers - answers.max(axis=-1, keepdims=True))
    probabilities: NDArray[np.float32] = raised / raised.sum(axis=-1, keepdims=True)
    return probabilities
