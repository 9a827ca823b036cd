"""The evaluation of one model as background work."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.measuring import Measurement, measure_set
from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser


@dataclass(frozen=True, eq=False)
class Evaluated:
    """What a model did on MNIST's test digits."""

    key: str
    """The hash of the model that was measured."""
    measurement: Measurement
    digits: LabelledImages
    seconds: float


def key_of(model: LibraryModel) -> str:
    """What tells models apart that read differently: a new name changes nothing."""
    return model.facts.litert_sha256


class EvaluationWork:
    """Measures one model when called, in the worker thread; holds a snapshot of what that needs."""

    def __init__(self, model: LibraryModel, digits: LabelledImages | None) -> None:
        """Measure `model` on `digits`, or on MNIST's test digits, which are then read first."""
        self._model = model
        self._digits = digits

    def __call__(self, control: JobControl) -> Evaluated:
        """Measure, and report a `Fraction` after every chunk.

        Raises:
            Problem: the model or the digits cannot be used.
            Cancelled: the user asked to stop.

        """
        began = time.monotonic()
        digits = self._digits or load_mnist_test()
        recogniser = Recogniser.of(self._model, _threads())
        measurement = measure_set(
            recogniser,
            digits,
            lambda done, total: control.report(Fraction(done, total)),
            control.is_cancelled,
        )
        if measurement is None:
            raise Cancelled
        return Evaluated(key_of(self._model), measurement, digits, time.monotonic() - began)


def _threads() -> int:
    """Two threads on small machines, half the cores on larger ones; drawing needs some, too."""
    return min(4, max(2, (os.cpu_count() or 1) // 2))
