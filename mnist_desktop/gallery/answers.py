"""What a model says of many images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.model_input import ModelInput
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.certainty import Certainty, Sureness, certainty_of
from mnist_desktop.models.recogniser import Recogniser


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer to one image.

    Attributes:
        class_names: the name of each class.
        probabilities: (classes,) float32, given that it is a digit.
        digit_probability: how likely it is a digit at all, 0..1; None where the model cannot tell.
        threshold: below this digit probability it is called no digit.
        certainty: the judgement.

    """

    class_names: tuple[str, ...]
    probabilities: NDArray[np.float32]
    digit_probability: float | None
    threshold: float
    certainty: Certainty

    @property
    def is_digit(self) -> bool:
        """Whether it is called a digit."""
        return self.certainty.sureness is not Sureness.NO_DIGIT

    def judged(self, threshold: float) -> Answer:
        """The same at another threshold, without reading anything again."""
        certainty = certainty_of(self.class_names, self.probabilities, self.digit_probability, threshold)
        return replace(self, threshold=threshold, certainty=certainty)


def read_many(recogniser: Recogniser, inputs: Sequence[ModelInput], caution: Caution) -> tuple[Answer, ...]:
    """The answers to n model inputs (28, 28), in their order."""
    if not inputs:
        return ()
    answers, names = recogniser.read(np.stack(inputs)), recogniser.class_names
    threshold = recogniser.threshold(caution)
    digits = answers.digit_probabilities
    made = []
    for row, probabilities in enumerate(answers.probabilities):
        digit = None if digits is None else float(digits[row])
        certainty = certainty_of(names, probabilities, digit, threshold)
        made.append(Answer(names, probabilities, digit, threshold, certainty))
    return tuple(made)
