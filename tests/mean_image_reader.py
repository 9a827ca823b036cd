"""A quick reader for tests: compares with the mean image of each digit, right four times in five."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.models.answers import Answers, Caution


class MeanImageReader:
    """Has what is measured of a recogniser. One that can reject takes wide drawings for no digit."""

    def __init__(
        self, class_names: tuple[str, ...] = tuple("0123456789"), *, can_reject: bool = False
    ) -> None:
        self.class_names = class_names
        self.can_reject = can_reject

    def threshold(self, caution: Caution) -> float:
        thresholds = {Caution.LENIENT: 0.1, Caution.BALANCED: 0.5, Caution.CAREFUL: 0.9}
        return thresholds[caution] if self.can_reject else 0.0

    def read(self, inputs: NDArray[np.float32]) -> Answers:
        means = mean_images()
        score = inputs.reshape(len(inputs), -1) @ means.T - (means**2).sum(axis=1) / 2
        raised = np.exp(score - score.max(axis=1, keepdims=True))
        answers: NDArray[np.float32] = (raised / raised.sum(axis=1, keepdims=True)).astype(np.float32)
        return Answers(answers, _uprightness(inputs) if self.can_reject else None)


def _uprightness(inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """1 where the ink is at least as high as wide, 0.7 down to a half, else 0."""
    high = inputs.any(axis=2).sum(axis=1)
    wide = inputs.any(axis=1).sum(axis=1)
    return np.select([high >= wide, 2 * high >= wide], [1.0, 0.7], 0.0).astype(np.float32)


@cache
def mean_images() -> NDArray[np.float32]:
    digits = load_mnist_test()
    means = [digits.of_class(label).images.mean(axis=0) / 255 for label in range(10)]
    stacked: NDArray[np.float32] = np.stack(means).reshape(10, -1).astype(np.float32)
    return stacked
