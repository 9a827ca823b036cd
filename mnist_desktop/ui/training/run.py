"""One training after another in the worker thread: their phases, their story, their curves."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.job import Fraction, Job
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import Library
from mnist_desktop.training.progress import (
    CheckpointFailed,
    CheckpointKept,
    EpochFinished,
    Finishing,
    HandwritingMaking,
    LogsFailed,
    Paused,
    PrecisionMeasured,
    PrecisionMeasuring,
    StepProgress,
    TensorFlowLoading,
    TrainingStarted,
)
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.kept_words import kept_words
from mnist_desktop.ui.training.phase import Phase
from mnist_desktop.ui.training.story import Storyteller
from mnist_desktop.ui.training.work import RunOpened, Trained, training_work
from mnist_desktop.ui.work import WorkShown

_STORY_SECONDS = 0.25


class TrainingRun(QObject):
    """Starts a training, follows it, stops it.

    `identifier` is that of the kept training, empty where it is not kept.

    Signals:
        phase_changed: The new `Phase`.
        story_told: A new line for the story.
        precision_told: Which precision was taken and why, behind the story; empty where nothing was tried.
        status_told: A sentence for the status bar.
        curves_changed: `curves` has news; True where they should be seen at once.
        trained: A `Trained`.
        failed: The exception that ended the training.
        happened: Every `TrainingEvent`.
        kept_changed: The training is on the disk from now on, or has got further there.
        ended: No training runs any more.
        work_told: A `WorkShown` with other words for the training, which stands still or goes on.
    """

    phase_changed = Signal(object)
    story_told = Signal(str)
    precision_told = Signal(str)
    status_told = Signal(str)
    curves_changed = Signal(bool)
    trained = Signal(object)
    failed = Signal(object)
    happened = Signal(object)
    kept_changed = Signal()
    ended = Signal()
    work_told = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """Train in the lane."""
        super().__init__(parent)
        self._lane = lane
        self._job: Job | None = None
        self._switch = TrainingSwitch()
        self._storyteller = Storyteller(self)
        self._story_told_at = 0.0
        self._preparing = ""
        self._has_begun = False
        self.phase = Phase.IDLE
        self.name = ""
        self.began: datetime | None = None
        self.identifier = ""
        self.curves = RunCurves(1)

    @property
    def is_busy(self) -> bool:
        """Whether a training runs, is being stopped or is being finished."""
        return self._job is not None

    def start(
        self,
        order: TrainingOrder,
        library: Library,
        sets: SetLibrary,
        runs: RunStore,
        *,
        logs: TensorBoardLogs | None = None,
        history: Sequence[EpochFinished] = (),
    ) -> Job:
        """Train as ordered and keep the model and the training; only while not busy.

        Args:
            order: what to do.
            library: where the model goes.
            sets: where the images come from.
            runs: where the training is kept.
            logs: where TensorBoard's logs are written.
            history: the epochs that were made before.

        """
        self.name, self.began = order.name, order.began
        is_taken_up = self.identifier in (order.go_on, order.further)
        before = self.curves if is_taken_up else RunCurves(1)
        self.curves = before.taken_up(order.plan.epochs, history)
        self.identifier = order.go_on or ""
        self._story_told_at = 0.0
        self._has_begun = False
        self._switch = TrainingSwitch()
        job = self._lane.submit(training_work(order, library, sets, runs, self._switch, logs))
        self._job = job
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.ended.connect(self._on_ended)
        self._enter(Phase.RUNNING)
        self._tell_unless_stopping(self.tr("Getting ready …"))
        self.precision_told.emit("")
        return job

    def stop(self) -> None:
        """Ask the training to stop; what was learnt is kept."""
        if self._job is not None and self.phase in (Phase.RUNNING, Phase.PAUSED):
            self._job.cancel()
            self._on_stop_asked()

    def pause(self) -> None:
        """Let it stand still after the running step, or before the first one."""
        if self.phase is Phase.RUNNING:
            self._switch.pause()
            self._enter(Phase.PAUSED)
            begun, not_yet = self.tr("Pausing after this step …"), self.tr("Paused before its first step")
            self.story_told.emit(begun if self._has_begun else not_yet)

    def resume(self) -> None:
        """Let it go on."""
        if self.phase is Phase.PAUSED:
            self._switch.resume()
            self._enter(Phase.RUNNING)
            self.story_told.emit(self.tr("Going on …") if self._has_begun else self._preparing)

    def _on_stop_asked(self) -> None:
        self._enter(Phase.STOPPING)
        self.story_told.emit(self.tr("Stopping, and keeping what was learnt …"))

    def _on_progressed(self, event: object) -> None:
        if not isinstance(event, Fraction | RunOpened):
            self.happened.emit(event)
        match event:
            case RunOpened():
                self.identifier = event.identifier
                self.curves.begin_with(event.steps)
                self.kept_changed.emit()
            case CheckpointKept():
                self.kept_changed.emit()
            case HandwritingMaking():
                self._tell_unless_stopping(self.tr("Making handwriting to learn from, up to a minute …"))
            case TensorFlowLoading():
                text = self.tr("Loading TensorFlow, which takes some seconds …")
                self._tell_unless_stopping(text)
                self.status_told.emit(text)
            case TrainingStarted():
                self.curves.epochs = event.epochs
                self._tell_unless_stopping(self.tr("Building the network …"))
            case StepProgress():
                self._on_step(event)
            case PrecisionMeasuring():
                self._tell_unless_stopping(self.tr("Finding out how to calculate quickest here …"))
            case PrecisionMeasured():
                self.precision_told.emit(self._storyteller.precision(event))
            case Paused():
                if self.phase is Phase.PAUSED:
                    self.story_told.emit(self._storyteller.paused(event, self.curves.epochs))
            case CheckpointFailed():
                self.status_told.emit(self._storyteller.not_kept(event.problem))
            case LogsFailed():
                self.status_told.emit(self._storyteller.not_logged(event.problem))
            case EpochFinished():
                self.curves.add_epoch(event)
                self.curves_changed.emit(True)
            case Finishing():
                stopped = self._job is not None and self._job.is_cancel_asked()
                self._enter(Phase.FINISHING)
                self.story_told.emit(self._storyteller.finishing(event.stage, stopped))

    def _on_step(self, progress: StepProgress) -> None:
        self._has_begun = True
        self.curves.add_step(progress)
        self.curves_changed.emit(False)
        if self._job is not None and self._job.is_cancel_asked() and self.phase is not Phase.STOPPING:
            # The status bar's cross was pressed.
            self._on_stop_asked()
        now = time.monotonic()
        if now - self._story_told_at < _STORY_SECONDS:
            return
        self._story_told_at = now
        last = self.curves.history[-1] if self.curves.history else None
        self._tell_unless_stopping(self._storyteller.running(progress, self.curves.epochs, last))

    def _tell_unless_stopping(self, text: str) -> None:
        self._preparing = text
        if self.phase is Phase.RUNNING:
            self.story_told.emit(text)

    def _on_succeeded(self, trained: Trained) -> None:
        told = (self._storyteller.ended(trained.outcome), kept_words(trained.outcome))
        self.story_told.emit(". ".join(filter(None, told)))
        self.curves_changed.emit(True)
        self.trained.emit(trained)

    def _on_failed(self, error: Exception) -> None:
        self.story_told.emit(self.tr("The training ended with an error"))
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self.story_told.emit(self.tr("Stopped before anything was learnt"))

    def _on_ended(self) -> None:
        self._job = None
        self._enter(Phase.IDLE)
        self.ended.emit()

    def _enter(self, phase: Phase) -> None:
        before, self.phase = self.phase, phase
        self.phase_changed.emit(phase)
        if self._job is not None and Phase.PAUSED in (before, phase):
            is_paused = phase is Phase.PAUSED
            title = self.tr("Paused: {name}") if is_paused else self.tr("Training {name}")
            self.work_told.emit(WorkShown(title.format(name=self.name), self._job, stands_still=is_paused))
