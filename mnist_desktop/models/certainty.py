"""How sure a reading is. No TensorFlow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, unique

import numpy as np
from numpy.typing import NDArray

_CERTAIN = 0.98
_SURE = 0.80


@unique
class Sureness(StrEnum):
    """What a reading is worth."""

    CERTAIN = "certain"
    """Hardly anything else comes into question."""
    FAIRLY_SURE = "fairly-sure"
    """To be relied on in everyday use."""
    NOT_SURE = "not-sure"
    """Something else is nearly as likely."""
    NO_DIGIT = "no-digit"
    """It is turned away."""


@dataclass(frozen=True)
class Certainty:
    """The likeliest class and what comes next.

    Attributes:
        sureness: How much the reading is worth.
        best: The likeliest class.
        second: What it may be instead; empty where that is "no digit".
        share: How likely `best` is, 0..1, counting that it may be no digit.

    """

    sureness: Sureness
    best: str
    second: str
    share: float


def certainty_of(
    class_names: Sequence[str],
    probabilities: NDArray[np.float32],
    digit_probability: float | None = None,
    threshold: float = 0.0,
) -> Certainty:
    """Judge an answer.

    Where the likeliest class has four fifths, the next is far from it, so one bound tells both.

    Args:
        class_names: The name of each class.
        probabilities: (classes,) given that it is a digit, summing to 1.
        digit_probability: How likely it is a digit at all, 0..1; None where the model cannot tell.
        threshold: Below this digit probability it is called no digit.

    """
    order = np.argsort(-probabilities)
    best, second = order[0], order[min(1, len(order) - 1)]
    is_digit = 1.0 if digit_probability is None else digit_probability
    share = float(probabilities[best]) * is_digit
    is_rather_none = 1 - is_digit > float(probabilities[second]) * is_digit
    if is_digit < threshold:
        sureness = Sureness.NO_DIGIT
    elif share >= _SURE:
        sureness = Sureness.CERTAIN if share >= _CERTAIN else Sureness.FAIRLY_SURE
    else:
        sureness = Sureness.NOT_SURE
    return Certainty(sureness, class_names[best], "" if is_rather_none else class_names[second], share)
