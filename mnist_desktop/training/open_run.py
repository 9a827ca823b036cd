"""A training that goes on now, in its folder among the kept ones."""

from __future__ import annotations

import json
import logging
import shutil
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from mnist_desktop.problems import Problem
from mnist_desktop.safe_write import write_text
from mnist_desktop.training.checkpoint import write_checkpoint
from mnist_desktop.training.kept_run import KeptRun, RunStatus, run_record
from mnist_desktop.training.kept_steps import MOST_KEPT, write_steps
from mnist_desktop.training.progress import StepProgress, TrainingOutcome
from mnist_desktop.training.run_lock import RunLock
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.sources import Sources
from mnist_desktop.training.step_record import Rows, StepRecord

RECORD = "run.json"
CHECKPOINT = "checkpoint.zip"
STEPS = "steps.npy"
_STEPS_SECONDS = 10.0
"""Short epochs come many a second, and each waits for the disk."""
_LOG = logging.getLogger("mnist_desktop")


class OpenRun:
    """A training that goes on now; its folder is locked until `close`."""

    def __init__(self, folder: Path, run: KeptRun, lock: RunLock, steps: Rows | None = None) -> None:
        """Take over the folder; `steps` are those that were made before."""
        self._folder, self._run, self._lock = folder, run, lock
        self._steps = StepRecord(steps, MOST_KEPT)
        self._steps_kept_at = time.monotonic()
        self._has_new_steps = steps is not None

    @property
    def steps(self) -> Rows:
        """The steps so far, as rows of a `StepRecord`."""
        return self._steps.rows()

    @property
    def identifier(self) -> str:
        """The name of its folder."""
        return self._run.identifier

    @property
    def sources(self) -> Sources:
        """What it learns from."""
        return self._run.sources

    @property
    def is_empty(self) -> bool:
        """Whether it has not ended and nothing is kept to go on from."""
        return self._run.status is RunStatus.UNFINISHED and not (self._folder / CHECKPOINT).exists()

    def take(self, progress: StepProgress) -> None:
        """Take note of a step; it is on the disk some seconds later, and at the end."""
        self._steps.add(progress)
        self._has_new_steps = True

    def keep(self, state: RunState) -> None:
        """Keep all that is needed to go on; Problem FILE_NOT_WRITABLE, and what was kept stays."""
        write_checkpoint(self._folder / CHECKPOINT, state)
        if time.monotonic() - self._steps_kept_at > _STEPS_SECONDS:
            self._keep_steps()
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
        self._has_new_steps = False
        with suppress(OSError):
            remove_run(self._folder, self._lock)

    def close(self) -> None:
        """Keep the last steps, and let others have the folder."""
        self._keep_steps()
        self._lock.release()

    def _keep_steps(self) -> None:
        self._steps_kept_at = time.monotonic()
        if not self._has_new_steps:
            return
        try:
            write_steps(self._folder / STEPS, self._steps.rows())
        except Problem as problem:
            # The checkpoint, written beside it, tells the user of a full disk; a curve is worth no alarm.
            _LOG.warning("the steps of a training could not be kept: %s", problem)
        else:
            self._has_new_steps = False

    def _write(self, run: KeptRun) -> None:
        write_text(self._folder / RECORD, json.dumps(run_record(run), indent=1))
        self._run = run


def remove_run(folder: Path, lock: RunLock) -> None:
    """Remove a training's folder and let go of its lock; OSError where it must stay as it is."""
    try:
        # Without its record nobody looks at it any more, and so nobody makes its lock anew.
        (folder / RECORD).unlink(missing_ok=True)
    finally:
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def _status(outcome: TrainingOutcome) -> RunStatus:
    if outcome.diverged:
        return RunStatus.FAILED
    return RunStatus.STOPPED if outcome.stopped else RunStatus.FINISHED
