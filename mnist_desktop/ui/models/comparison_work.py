"""Measuring the models that are compared, as far as they have not been measured before."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import LabelledInputs, load_labelled
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.evaluation.measuring import measure_set
from mnist_desktop.evaluation.model_figures import ModelFigures, SetFigures, milliseconds_a_reading
from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem, ProblemCode

MNIST = "mnist"
"""The key of MNIST's test digits among the sets of a model's figures; that of an ink file is its hash."""
_PARTS = 1000


@dataclass(frozen=True)
class InkSeen:
    """Reported when the ink file was looked at: its key among the sets that are measured."""

    path: Path
    key: str


@dataclass(frozen=True)
class ModelMeasured:
    """Reported when more is known of a model: its figures, and what kept the rest from being measured."""

    identifier: str
    figures: ModelFigures
    problem: Problem | None = None


class ComparisonWork:
    """Measures models when called, in the worker thread.

    Reports `InkSeen`, `ModelMeasured` and `Fraction`.
    """

    def __init__(self, models: tuple[LibraryModel, ...], figures: KeptFigures, ink: Path | None) -> None:
        """Measure these models on MNIST and on the ink file, as far as `figures` does not know it yet."""
        self._models, self._figures, self._ink = models, figures, ink
        self._steps = len(models) * (1 if ink is None else 2)
        self._step = 0

    def __call__(self, control: JobControl) -> None:
        """Measure.

        Raises:
            Problem: the ink file cannot be used; by then the models are measured on MNIST.
            Cancelled: the user asked to stop; what was measured has been reported.

        """
        for model in self._models:
            self._measure_on_mnist(model, control)
            self._step += 1
        if self._ink is not None:
            self._measure_on_ink(self._ink, control)

    def _measure_on_mnist(self, model: LibraryModel, control: JobControl) -> None:
        figures = self._figures.of(model.facts.litert_sha256)
        if is_complete(figures):
            return
        digits = load_mnist_test()
        if figures.milliseconds is None:
            control.check()
            try:
                taken = milliseconds_a_reading(Recogniser.of(model), digits.images)
            except Problem as problem:
                control.report(ModelMeasured(model.facts.identifier, figures, problem))
                return
            figures = replace(figures, milliseconds=taken)
            self._keep(model, figures, control)
        self._measure_on_set(model, figures, MNIST, digits, control)

    def _measure_on_ink(self, path: Path, control: JobControl) -> None:
        key = _key_of(path)
        control.report(InkSeen(path, key))
        known = [(model, self._figures.of(model.facts.litert_sha256)) for model in self._models]
        missing = [(model, figures) for model, figures in known if key not in figures.sets]
        self._step = self._steps - len(missing)
        if not missing:
            return
        data = load_labelled(path, progress=lambda _done, _total: control.check())
        for model, figures in missing:
            self._measure_on_set(model, figures, key, data, control)
            self._step += 1

    def _measure_on_set(
        self,
        model: LibraryModel,
        figures: ModelFigures,
        key: str,
        data: LabelledImages | LabelledInputs,
        control: JobControl,
    ) -> None:
        """Trouble with one model leaves the others alone."""
        try:
            recogniser = Recogniser.of(model, threads=_threads())
            measurement = measure_set(recogniser, data, self._progress(control), control.is_cancelled)
        except Problem as problem:
            control.report(ModelMeasured(model.facts.identifier, figures, problem))
            return
        if measurement is None:
            raise Cancelled
        self._keep(model, figures.with_set(key, SetFigures.of(measurement)), control)

    def _keep(self, model: LibraryModel, figures: ModelFigures, control: JobControl) -> None:
        self._figures.keep(model.facts.litert_sha256, figures)
        control.report(ModelMeasured(model.facts.identifier, figures))

    def _progress(self, control: JobControl) -> Callable[[int, int], None]:
        def report(done: int, total: int) -> None:
            part = round(_PARTS * done / total) if total else 0
            control.report(Fraction(self._step * _PARTS + part, self._steps * _PARTS))

        return report


def is_complete(figures: ModelFigures, ink_key: str = "") -> bool:
    """Whether nothing is left to measure."""
    return figures.milliseconds is not None and {MNIST, ink_key or MNIST} <= set(figures.sets)


def _key_of(path: Path) -> str:
    if not path.is_file():
        raise Problem(ProblemCode.FILE_MISSING, path=str(path))
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Problem(
            ProblemCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or str(error)
        ) from error


def _threads() -> int:
    """Two threads on small machines, half the cores on larger ones; drawing needs some, too."""
    return min(4, max(2, (os.cpu_count() or 1) // 2))
