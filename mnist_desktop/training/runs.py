"""The kept trainings: those that came to an end with their settings and history, and those that broke off."""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_text
from mnist_desktop.training.checkpoint import look_at_checkpoint, read_checkpoint
from mnist_desktop.training.kept_run import KeptRun, RunStatus, run_from, run_record
from mnist_desktop.training.kept_steps import read_steps
from mnist_desktop.training.open_run import CHECKPOINT, RECORD, STEPS, OpenRun, remove_run
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.run_lock import RunLock, take_lock
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.sources import NO_SOURCES, Sources
from mnist_desktop.training.step_record import COLUMNS, Rows

_LOCK = "lock"
_LOG = logging.getLogger("mnist_desktop")
_LARGEST_RECORD = 8_000_000
_TWO_LOOK_SECONDS = 0.05
_OTHERS_LOOK_SECONDS = 1.0
"""A look takes some milliseconds, a training that goes on longer than anybody waits."""
KEPT_CHECKPOINTS = 5
"""Of so many of the newest trainings that came to an end the last state is kept, to train further from."""


class RunStore:
    """The trainings in a folder, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        """Use the folder, which is made with the first training."""
        self._folder = folder

    def runs(self) -> tuple[KeptRun, ...]:
        """All trainings that can be read, the newest first."""
        if not self._folder.is_dir():
            return ()
        found = (self._read(folder) for folder in self._folder.iterdir() if folder.is_dir())
        return tuple(sorted((run for run in found if run), key=lambda run: run.created, reverse=True))

    def run(self, identifier: str) -> KeptRun:
        """One of them; Problem RUN_MISSING."""
        run = next((run for run in self.runs() if run.identifier == identifier), None)
        if run is None:
            raise Problem(ProblemCode.RUN_MISSING, name=identifier)
        return run

    def begin(
        self,
        plan: TrainingPlan,
        name: str,
        sources: Sources = NO_SOURCES,
        began: datetime | None = None,
        steps: Rows | None = None,
    ) -> OpenRun:
        """A new training.

        Args:
            plan: what is done.
            name: for people.
            sources: what it learns from.
            began: when, with its time zone; now where that is not said.
            steps: those of the training that it goes on behind.

        Raises:
            Problem: FILE_NOT_WRITABLE.

        """
        moment = (began or datetime.now(UTC)).astimezone(UTC)
        identifier = f"{moment:%Y%m%d-%H%M%S}-{os.urandom(3).hex()}"
        folder = self._folder / identifier
        created = moment.isoformat(timespec="milliseconds")
        run = KeptRun(identifier, name, created, plan, RunStatus.UNFINISHED, sources=sources)
        try:
            folder.mkdir(parents=True)
            lock = take_lock(folder / _LOCK)
        except OSError as error:
            raise _not_writable(folder, error) from error
        if lock is None:
            raise Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(folder), reason="in use")
        opened = OpenRun(folder, run, lock, steps)
        try:
            write_text(folder / RECORD, json.dumps(run_record(run), indent=1))
        except Problem:
            opened.discard()
            raise
        self._thin_out()
        return opened

    def take_up(self, identifier: str) -> tuple[OpenRun, RunState]:
        """A training to go on with, and where it stood.

        Raises:
            Problem: RUN_MISSING, RUN_GOES_ON if it does so already, here or in another program, RUN_DAMAGED,
                FILE_NOT_WRITABLE.

        """
        run, lock = self.run(identifier), self._lock_of(identifier)
        try:
            state = read_checkpoint(self._folder / identifier / CHECKPOINT)
        except Problem:
            lock.release()
            raise
        return OpenRun(self._folder / identifier, run, lock, self.steps_of(identifier)), state

    def state_of(self, identifier: str) -> RunState:
        """Where a training stood, to train further from there; Problem RUN_MISSING, RUN_DAMAGED."""
        self.run(identifier)
        return read_checkpoint(self._folder / identifier / CHECKPOINT)

    def steps_of(self, identifier: str) -> Rows:
        """The steps of a training as rows of a `StepRecord`; none where they are not kept."""
        try:
            return read_steps(self._folder / identifier / STEPS)
        except Problem as problem:
            # Its epochs are there all the same.
            _LOG.warning("the steps of a training cannot be read: %s", problem)
            return np.zeros((0, COLUMNS))

    def delete(self, identifier: str) -> None:
        """Remove a training for good.

        Raises:
            Problem: RUN_MISSING, RUN_GOES_ON if it goes on now, FILE_NOT_WRITABLE.

        """
        self.run(identifier)
        folder, lock = self._folder / identifier, self._lock_of(identifier)
        try:
            remove_run(folder, lock)
        except OSError as error:
            raise _not_writable(folder, error) from error

    def _lock_of(self, identifier: str) -> RunLock:
        """The lock of a training that nobody goes on with; Problem RUN_GOES_ON, FILE_NOT_WRITABLE."""
        folder = self._folder / identifier
        try:
            lock = take_lock(folder / _LOCK, _OTHERS_LOOK_SECONDS)
        except OSError as error:
            raise _not_writable(folder, error) from error
        if lock is None:
            raise Problem(ProblemCode.RUN_GOES_ON, name=identifier)
        return lock

    def _thin_out(self) -> None:
        """Remove the last states of older trainings that came to an end."""
        ended = [run for run in self.runs() if run.status in (RunStatus.FINISHED, RunStatus.FAILED)]
        for run in ended[KEPT_CHECKPOINTS:]:
            # One that another window reads cannot be removed on Windows; the next training tries again.
            with suppress(OSError):
                (self._folder / run.identifier / CHECKPOINT).unlink(missing_ok=True)

    def _read(self, folder: Path) -> KeptRun | None:
        path = folder / RECORD
        try:
            if path.stat().st_size > _LARGEST_RECORD:
                return None
            run = run_from(json.loads(path.read_bytes()), folder.name, str(path))
        except (OSError, KeyError, TypeError, ValueError, RecursionError, Problem):
            # A damaged one harms no other, and there is nothing in it to show.
            return None
        return self._as_it_stands(run, folder)

    def _as_it_stands(self, run: KeptRun, folder: Path) -> KeptRun:
        """The training with what its lock and its checkpoint tell."""
        try:
            lock = take_lock(folder / _LOCK, _TWO_LOOK_SECONDS)
        except OSError:
            return run
        if lock is None:
            return replace(run, status=RunStatus.RUNNING)
        try:
            _sweep(folder)
            seen = look_at_checkpoint(folder / CHECKPOINT)
        except Problem:
            return run
        finally:
            lock.release()
        if run.status is not RunStatus.UNFINISHED:
            return replace(run, position=seen.position)
        return replace(run, history=seen.history, position=seen.position, seconds=seen.position.seconds)


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed while it wrote has left."""
    for name in (Path(RECORD), Path(CHECKPOINT), Path(STEPS)):
        for left in folder.glob(f".{name.stem}-*{name.suffix}"):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _not_writable(folder: Path, error: OSError) -> Problem:
    return Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(folder), reason=error.strerror or str(error))
