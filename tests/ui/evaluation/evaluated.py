"""An evaluation for tests."""

import numpy as np

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.evaluation.comparison import Truth, Verdicts
from mnist_desktop.evaluation.measuring import Measurement
from mnist_desktop.evaluation.metrics import evaluate
from mnist_desktop.models.answers import Caution
from mnist_desktop.ui.evaluation.source import MNIST_TEST, MeasuredSet
from mnist_desktop.ui.evaluation.work import Evaluated

NAMES = tuple("0123456789")
THRESHOLDS = {Caution.LENIENT: 0.1, Caution.BALANCED: 0.5, Caution.CAREFUL: 0.9}


def evaluated(*, can_reject: bool = False, names: tuple[str, ...] = NAMES) -> Evaluated:
    """Two hundred digits; 4 read as 9 six times, 9 as 4 once, everything else right.

    The model is 0.82 sure, of number 4, a mistake, 0.91. One that can reject finds those with an index above
    151 less likely a digit, down to 0.04 for the last.
    """
    labels = np.arange(200) % 10
    read = labels.copy()
    read[np.flatnonzero(labels == 4)[:6]] = 9
    read[np.flatnonzero(labels == 9)[:1]] = 4
    probabilities = np.full((200, 10), 0.02, np.float32)
    probabilities[np.arange(200), read] = 0.82
    probabilities[4] = 0.01
    probabilities[4, 9] = 0.91
    images = np.zeros((200, 28, 28), np.uint8)
    images[np.arange(200), 5, 5] = np.arange(200) + 20
    truth = Truth.of_classes(labels, names)
    digit = np.minimum(1, (201 - np.arange(200)) / 50).astype(np.float32) if can_reject else None
    rejected = digit < 0.5 if digit is not None else np.zeros(200, np.bool_)
    verdicts = Verdicts(probabilities, rejected, np.ones(200, np.bool_), can_reject)
    measurement = Measurement(evaluate(truth, verdicts, names), names, truth, verdicts, digit)
    digits = MeasuredSet(MNIST_TEST, LabelledImages("MNIST test", images, labels, names), images)
    thresholds = THRESHOLDS if can_reject else dict.fromkeys(Caution, 0.0)
    return Evaluated(("key", names), measurement, digits, 1.0, thresholds)
