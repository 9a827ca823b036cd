"""The kept trainings of the user, read and deleted in the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from mnist_desktop.jobs.job import JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import Library
from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.progress import StepProgress
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.step_record import StepRecord
from mnist_desktop.ui.training.compared import ComparedRun
from mnist_desktop.ui.training.run_words import label_of


@dataclass(frozen=True)
class _Found:
    """The trainings, and the names of all models by their identifiers."""

    runs: tuple[KeptRun, ...]
    model_names: Mapping[str, str]


class PastRuns(QObject):
    """What is known of earlier trainings.

    Signals:
        read: The trainings are known anew, as `runs`.
        steps_read: The steps of those to compare are known from now on.
        failed: An exception.
    """

    read = Signal()
    steps_read = Signal()
    failed = Signal(object)

    def __init__(self, store: RunStore, library: Library, lane: Lane, parent: QObject | None = None) -> None:
        """Read in the lane, and from the library what the models are called that came of them."""
        super().__init__(parent)
        self._store, self._library, self._lane = store, library, lane
        self.model_names: Mapping[str, str] = {}
        self.runs: tuple[KeptRun, ...] = ()
        self._steps: dict[tuple[str, float], StepRecord] = {}

    def refresh(self) -> None:
        """Read them; `read` tells when that is done."""
        self._submit(_reading(self._store, self._library))

    def delete(self, identifier: str) -> None:
        """Delete one for good."""
        self._submit(_deleting(self._store, self._library, identifier))

    def find(self, identifier: str) -> KeptRun | None:
        """A training that was there when they were read last."""
        return next((run for run in self.runs if run.identifier == identifier), None)

    def unfinished(self, identifier: str = "") -> KeptRun | None:
        """The newest that broke off and can go on, or that of this identifier if it did and can."""
        found = (run for run in self.runs if run.status is RunStatus.UNFINISHED and run.can_go_on)
        return next((run for run in found if identifier in ("", run.identifier)), None)

    def compared(self, identifiers: tuple[str, ...]) -> tuple[ComparedRun, ...]:
        """Those to lay behind the current one, with their steps as far as they were read."""
        chosen, steps = self._found(identifiers), self._steps
        return tuple(ComparedRun(self._label(run), run.history, steps.get(_version(run))) for run in chosen)

    def read_steps(self, identifiers: tuple[str, ...]) -> None:
        """Read the steps of those to compare that are not known, and forget all others."""
        wanted = {_version(run) for run in self._found(identifiers)}
        self._steps = {version: steps for version, steps in self._steps.items() if version in wanted}
        missing = wanted - self._steps.keys()
        if missing:
            job = self._lane.submit(_reading_steps(self._store, frozenset(missing)))
            job.succeeded.connect(self._on_steps_read)
            job.failed.connect(self.failed)

    def step_values(self, identifier: str) -> tuple[StepProgress, ...]:
        """The steps of a training as they are kept; reads them, in whatever thread."""
        return StepRecord(self._store.steps_of(identifier)).told()

    def _label(self, run: KeptRun) -> str:
        return label_of(run, self.model_names.get(run.model) if run.model else None)

    def _found(self, identifiers: tuple[str, ...]) -> list[KeptRun]:
        return [run for run in map(self.find, identifiers) if run]

    def _on_steps_read(self, steps: dict[tuple[str, float], StepRecord]) -> None:
        self._steps.update(steps)
        self.steps_read.emit()

    def _submit(self, work: Work) -> None:
        job = self._lane.submit(work)
        job.succeeded.connect(self._on_read)
        job.failed.connect(self.failed)

    def _on_read(self, found: _Found) -> None:
        self.runs, self.model_names = found.runs, found.model_names
        self.read.emit()


def _version(run: KeptRun) -> tuple[str, float]:
    """A training as it is now: one that goes on gets other steps."""
    return run.identifier, run.seconds


def _reading_steps(store: RunStore, versions: frozenset[tuple[str, float]]) -> Work:
    def work(_control: JobControl) -> dict[tuple[str, float], StepRecord]:
        return {version: StepRecord(store.steps_of(version[0])) for version in versions}

    return work


def _reading(store: RunStore, library: Library) -> Work:
    def work(_control: JobControl) -> _Found:
        names = {model.facts.identifier: model.facts.name for model in library.models()}
        return _Found(store.runs(), names)

    return work


def _deleting(store: RunStore, library: Library, identifier: str) -> Work:
    def work(control: JobControl) -> object:
        store.delete(identifier)
        return _reading(store, library)(control)

    return work
