"""The kept trainings: those that came to an end with their settings and history, and those that broke off."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_text
from mnist_desktop.training.checkpoint import look_at_checkpoint, read_checkpoint, write_checkpoint
from mnist_desktop.training.kept_run import KeptRun, RunStatus, run_from, run_record
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import TrainingOutcome
from mnist_desktop.training.run_lock import RunLock, take_lock
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.sources import NO_SOURCES, Sources

_RECORD = "run.json"
_CHECKPOINT = "checkpoint.zip"
_LOCK = "lock"
_LARGEST_RECORD = 8_000_000
_TWO_LOOK_SECONDS = 0.05
_OTHERS_LOOK_SECONDS = 1.0
"""A look takes some milliseconds, a training that goes on longer than anybody waits."""
KEPT_CHECKPOINTS = 5
"""Of so many of the newest trainings that came to an end the last state is kept, to train further from."""


class OpenRun:
    """A training that goes on now; its folder is locked until `close`."""

    def __init__(self, folder: Path, run: KeptRun, lock: RunLock) -> None:
        """Take over the folder."""
        self._folder, self._run, self._lock = folder, run, lock

    @property
    def identifier(self) -> str:
        """The name of its folder."""
        return self._run.identifier

    @property
    def sources(self) -> Sources:
        """What it learns from beside MNIST."""
        return self._run.sources

    @property
    def is_empty(self) -> bool:
        """Whether it has not ended and nothing is kept to go on from."""
        return self._run.status is RunStatus.UNFINISHED and not (self._folder / _CHECKPOINT).exists()

    def keep(self, state: RunState) -> None:
        """Keep all that is needed to go on; Problem FILE_NOT_WRITABLE, and what was kept stays."""
        write_checkpoint(self._folder / _CHECKPOINT, state)
        now = replace(self._run, history=state.history, seconds=state.position.seconds)
        if self._run.status is RunStatus.UNFINISHED:
            self._run = now
        else:
            # It goes on after a stop: if it breaks off now, that must be offered.
            self._write(replace(now, status=RunStatus.UNFINISHED, test_accuracy=None, test_loss=None))

    def finish(self, outcome: TrainingOutcome, model: str | None) -> None:
        """Keep how it ended; Problem FILE_NOT_WRITABLE."""
        self._write(
            replace(
                self._run,
                plan=outcome.plan,
                status=_status(outcome),
                history=outcome.history,
                test_accuracy=outcome.test_accuracy,
                test_loss=outcome.test_loss,
                seconds=outcome.seconds,
                model=model,
            )
        )

    def fail(self) -> None:
        """Keep that it came to nothing; Problem FILE_NOT_WRITABLE."""
        self._write(replace(self._run, status=RunStatus.FAILED))

    def discard(self) -> None:
        """Forget it; nothing was learnt."""
        with suppress(OSError):
            _remove(self._folder, self._lock)

    def close(self) -> None:
        """Let others have the folder."""
        self._lock.release()

    def _write(self, run: KeptRun) -> None:
        write_text(self._folder / _RECORD, json.dumps(run_record(run), indent=1))
        self._run = run


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
        self, plan: TrainingPlan, name: str, sources: Sources = NO_SOURCES, began: datetime | None = None
    ) -> OpenRun:
        """A new training, which began now or at a moment with its time zone; Problem FILE_NOT_WRITABLE."""
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
        opened = OpenRun(folder, run, lock)
        try:
            write_text(folder / _RECORD, json.dumps(run_record(run), indent=1))
        except Problem:
            opened.discard()
            raise
        self._thin_out()
        return opened

    def take_up(self, identifier: str) -> tuple[OpenRun, RunState]:
        """A training to go on with, and where it stood.

        Raises:
            Problem: RUN_MISSING if it is not there or goes on in another window, RUN_DAMAGED,
                FILE_NOT_WRITABLE.

        """
        run, lock = self.run(identifier), self._lock_of(identifier)
        try:
            state = read_checkpoint(self._folder / identifier / _CHECKPOINT)
        except Problem:
            lock.release()
            raise
        return OpenRun(self._folder / identifier, run, lock), state

    def state_of(self, identifier: str) -> RunState:
        """Where a training stood, to train further from there; Problem RUN_MISSING, RUN_DAMAGED."""
        self.run(identifier)
        return read_checkpoint(self._folder / identifier / _CHECKPOINT)

    def delete(self, identifier: str) -> None:
        """Remove a training for good.

        Raises:
            Problem: RUN_MISSING if it goes on now or is not there, FILE_NOT_WRITABLE.

        """
        self.run(identifier)
        folder, lock = self._folder / identifier, self._lock_of(identifier)
        try:
            _remove(folder, lock)
        except OSError as error:
            raise _not_writable(folder, error) from error

    def _lock_of(self, identifier: str) -> RunLock:
        """The lock of a training that nobody goes on with; Problem RUN_MISSING, FILE_NOT_WRITABLE."""
        folder = self._folder / identifier
        try:
            lock = take_lock(folder / _LOCK, _OTHERS_LOOK_SECONDS)
        except OSError as error:
            raise _not_writable(folder, error) from error
        if lock is None:
            raise Problem(ProblemCode.RUN_MISSING, name=identifier)
        return lock

    def _thin_out(self) -> None:
        """Remove the last states of older trainings that came to an end."""
        ended = [run for run in self.runs() if run.status in (RunStatus.FINISHED, RunStatus.FAILED)]
        for run in ended[KEPT_CHECKPOINTS:]:
            # One that another window reads cannot be removed on Windows; the next training tries again.
            with suppress(OSError):
                (self._folder / run.identifier / _CHECKPOINT).unlink(missing_ok=True)

    def _read(self, folder: Path) -> KeptRun | None:
        path = folder / _RECORD
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
            seen = look_at_checkpoint(folder / _CHECKPOINT)
        except Problem:
            return run
        finally:
            lock.release()
        if run.status is not RunStatus.UNFINISHED:
            return replace(run, position=seen.position)
        return replace(run, history=seen.history, position=seen.position, seconds=seen.position.seconds)


def _status(outcome: TrainingOutcome) -> RunStatus:
    if outcome.diverged:
        return RunStatus.FAILED
    return RunStatus.STOPPED if outcome.stopped else RunStatus.FINISHED


def _sweep(folder: Path) -> None:
    """Remove what a program that was killed while it wrote has left."""
    for name in (Path(_RECORD), Path(_CHECKPOINT)):
        for left in folder.glob(f".{name.stem}-*{name.suffix}"):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _remove(folder: Path, lock: RunLock) -> None:
    """Remove a training's folder and let go of its lock; OSError where it must stay as it is."""
    try:
        # Without its record nobody looks at it any more, and so nobody makes its lock anew.
        (folder / _RECORD).unlink(missing_ok=True)
    finally:
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def _not_writable(folder: Path, error: OSError) -> Problem:
    return Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(folder), reason=error.strerror or str(error))
