"""Making the pictures of the preview in the worker thread; the newest wish wins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.jobs.job import JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.ui.changed_digits import changed_digits
from mnist_desktop.ui.in_turn import InTurn

VARIANTS = 16
"""How often each digit is changed."""


@dataclass(frozen=True)
class Wish:
    """What the preview shall show."""

    augmentation: Augmentation
    seed: int


@dataclass(frozen=True)
class Preview:
    """Ten training digits, 0 to 9, and each of them changed.

    Attributes:
        wish: what was asked for.
        digits: (10, 28, 28) uint8, ink 255.
        changed: (VARIANTS, 10, 28, 28) uint8, ink 255.

    """

    wish: Wish
    digits: NDArray[np.uint8]
    changed: NDArray[np.uint8]


class _TenDigits:
    """Works in the lane's thread and keeps the digits there."""

    def __init__(self) -> None:
        self._digits: NDArray[np.uint8] | None = None

    def preview(self, wish: object, control: JobControl) -> Preview:
        assert isinstance(wish, Wish)
        if self._digits is None:
            training = load_mnist().train
            firsts = [int(np.argmax(training.labels == digit)) for digit in range(10)]
            self._digits = training.images[firsts]
        repeated = np.tile(self._digits, (VARIANTS, 1, 1))
        changed = changed_digits(repeated, wish.augmentation, wish.seed, control)
        return Preview(wish, self._digits, changed.reshape(VARIANTS, *self._digits.shape))


class PreviewMaker(InTurn):
    """Makes the `Preview` of the newest `Wish`."""

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """Use the lane, in turn with others."""
        super().__init__(lane, _TenDigits().preview, "augmentation", parent)
