"""The evaluation of one model on one set as background work."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import load_labelled
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.evaluation.measuring import Measurement, measure_set
from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.ui.evaluation.source import (
    MNIST_TEST,
    KeptPart,
    MeasuredSet,
    OpenedPath,
    Part,
    Source,
)

ModelKey: TypeAlias = tuple[str, tuple[str, ...]]
"""The hash of a model, and the names of its classes, by which they are matched with labels."""


@dataclass(frozen=True, eq=False)
class Evaluated:
    """What a model did on a set.

    Attributes:
        key: what tells the model that was measured from others that read differently.
        measurement: what was found, at one caution.
        measured_set: the images and what they show.
        seconds: how long it took.
        thresholds: the probability of being a digit below which the model rejects, for each caution.
        caution: the one that the measurement is at.

    """

    key: ModelKey
    measurement: Measurement
    measured_set: MeasuredSet
    seconds: float
    thresholds: Mapping[Caution, float]
    caution: Caution = Caution.BALANCED

    def at(self, caution: Caution) -> Evaluated:
        """The same at another caution, without reading anything again."""
        measurement = self.measurement.judged(self.thresholds[caution])
        return replace(self, measurement=measurement, caution=caution)


def key_of(model: LibraryModel) -> ModelKey:
    """What tells models apart that read differently: a new name changes nothing, names of classes do."""
    return model.facts.litert_sha256, model.facts.class_names


class EvaluationWork:
    """Measures one model when called, in the worker thread; holds a snapshot of what that needs."""

    def __init__(
        self,
        model: LibraryModel,
        source: Source,
        caution: Caution,
        sets: SetLibrary,
        known: MeasuredSet | None = None,
    ) -> None:
        """Measure `model` on `source`, which is read first, perhaps out of `sets`, unless it is `known`."""
        self._model = model
        self._sets = sets
        self._source = source
        self._caution = caution
        self._known = known

    def __call__(self, control: JobControl) -> Evaluated:
        """Measure, and report a `Fraction` after every chunk; what has to be rendered is half of the way.

        Raises:
            Problem: the model or the set cannot be used.
            Cancelled: the user asked to stop.

        """
        began = time.monotonic()
        if self._model.obstacle is not None:
            raise self._model.obstacle
        is_rendered = self._known is None and isinstance(self._source, OpenedPath)
        measured_set = self._known or self._read(_half(control, second=False))
        recogniser = Recogniser.of(self._model, _threads())
        measurement = measure_set(
            recogniser,
            measured_set.data,
            _half(control, second=True) if is_rendered else _all(control),
            control.is_cancelled,
            self._caution,
        )
        if measurement is None:
            raise Cancelled
        thresholds = {caution: recogniser.threshold(caution) for caution in Caution}
        seconds = time.monotonic() - began
        return Evaluated(key_of(self._model), measurement, measured_set, seconds, thresholds, self._caution)

    def _read(self, progress: Callable[[int, int], None]) -> MeasuredSet:
        if isinstance(self._source, KeptPart):
            digits = self._kept(self._source)
            return MeasuredSet(self._source, digits, digits.images)
        data = load_labelled(self._source.path, progress=progress)
        images = np.empty(data.inputs.shape, np.uint8)
        for index, model_input in enumerate(data.inputs):  # all at once would take four times the room
            images[index] = np.rint(model_input * 255)
        return MeasuredSet(self._source, data, images)

    def _kept(self, source: KeptPart) -> LabelledImages:
        if source == MNIST_TEST:
            return load_mnist_test()  # alone it is read in a fraction of the time
        whole = self._sets.open(source.identifier)
        return whole.train if source.part is Part.TRAIN else whole.test


def _all(control: JobControl) -> Callable[[int, int], None]:
    return lambda done, total: control.report(Fraction(done, total))


def _half(control: JobControl, *, second: bool) -> Callable[[int, int], None]:
    """Reports one half of the way, and stops there when asked to."""

    def report(done: int, total: int) -> None:
        control.check()
        control.report(Fraction(done + second * total, 2 * total))

    return report


def _threads() -> int:
    """Two threads on small machines, half the cores on larger ones; drawing needs some, too."""
    return min(4, max(2, (os.cpu_count() or 1) // 2))
