"""What a model answers: a probability for each class, and whether it is a digit at all. No TensorFlow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, unique

import numpy as np
from numpy.typing import NDArray


@unique
class Caution(StrEnum):
    """How readily a drawing is called no digit."""

    LENIENT = "lenient"
    BALANCED = "balanced"
    CAREFUL = "careful"


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers to n inputs.

    Attributes:
        probabilities: (n, classes) float32, each row summing to 1: given that it is a digit.
        digit_probabilities: (n,) float32 in 0..1, how likely each is a digit at all; None where the model
            cannot tell.

    """

    probabilities: NDArray[np.float32]
    digit_probabilities: NDArray[np.float32] | None = None

    def rejected(self, threshold: float) -> NDArray[np.bool_]:
        """(n,) which of them are no digit; none for a model that cannot tell."""
        if self.digit_probabilities is None:
            return np.zeros(len(self.probabilities), np.bool_)
        return np.asarray(self.digit_probabilities < threshold, np.bool_)


@dataclass(frozen=True)
class Rejection:
    """How a model's judgement "no digit" becomes a calibrated probability, and from where on it counts.

    The probability is the logistic function of `slope * log odds + offset` (Platt scaling: J. Platt,
    "Probabilistic outputs for support vector machines", 1999). Below the threshold, in 0..1, a drawing is
    called no digit; the thresholds were chosen on validation data.
    """

    slope: float = 1.0
    offset: float = 0.0
    lenient: float = 0.1
    balanced: float = 0.5
    careful: float = 0.9

    def threshold(self, caution: Caution) -> float:
        """The probability below which a drawing is called no digit."""
        thresholds = {
            Caution.LENIENT: self.lenient,
            Caution.BALANCED: self.balanced,
            Caution.CAREFUL: self.careful,
        }
        return thresholds[caution]


@dataclass(frozen=True)
class Calibration:
    """What brings a model's confidence to the share that is right.

    Attributes:
        temperature: what the logits are divided by (C. Guo et al., "On calibration of modern neural
            networks", 2017); 1 leaves them alone.
        rejection: for models with one output more than classes, the last one being "no digit"; None for
            those that cannot tell.
        examples: how many validation examples it was fitted on; 0 where it was not.

    """

    temperature: float = 1.0
    rejection: Rejection | None = None
    examples: int = 0

    @property
    def outputs_beside_classes(self) -> int:
        """How many outputs the model has beside those of the classes."""
        return 0 if self.rejection is None else 1


def uncalibrated(outputs: int, classes: int) -> Calibration:
    """What is to be assumed of a model that nobody calibrated: one output too many means "no digit"."""
    return Calibration(rejection=Rejection() if outputs == classes + 1 else None)


def fitting_calibration(calibration: Calibration | None, outputs: int, classes: int) -> Calibration:
    """The calibration, or what is to be assumed where there is none or it was made for other classes."""
    fits = calibration is not None and outputs == classes + calibration.outputs_beside_classes
    return calibration if calibration is not None and fits else uncalibrated(outputs, classes)


def calibrated(outputs: NDArray[np.float32], calibration: Calibration) -> Answers:
    """Answers from softmax outputs (n, classes), or (n, classes + 1) for a model that can reject."""
    if calibration.rejection is None:
        untouched = calibration.temperature == 1
        return Answers(outputs if untouched else _tempered(outputs, calibration.temperature))
    digits, none = outputs[:, :-1], outputs[:, -1]
    tiny = np.float32(1e-30)
    log_odds = np.log(np.maximum(digits.sum(axis=1), tiny)) - np.log(np.maximum(none, tiny))
    scaled = calibration.rejection.slope * log_odds + calibration.rejection.offset
    probability = (1 / (1 + np.exp(-np.clip(scaled, -80, 80)))).astype(np.float32)
    return Answers(_tempered(digits, calibration.temperature), probability)


def _tempered(probabilities: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """Each row on its own, brought to a sum of 1: an answer never depends on what is read beside it."""
    logits = np.log(np.maximum(probabilities, np.float32(1e-30))) / np.float32(temperature)
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    tempered: NDArray[np.float32] = (shares / shares.sum(axis=1, keepdims=True)).astype(np.float32)
    return tempered
