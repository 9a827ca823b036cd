"""Work in a lane that others use too: the newest wish wins, and waiting for its turn is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from mnist_desktop.jobs.job import Job, JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.training.progress import TensorFlowLoading

Fulfil: TypeAlias = Callable[[object, JobControl], object]
_PATIENCE_MILLISECONDS = 300


@dataclass(frozen=True)
class _Begun:
    """The lane has come to the job."""


class InTurn(QObject):
    """Fulfils the newest wish; never more than one of its jobs is in the lane.

    Signals:
        made: What came of a wish.
        waits: The lane is busy with other work, and has been for a while.
        begun: The lane has come to it.
        loading: TensorFlow is being loaded first.
        failed: The exception that kept it from being made.
    """

    made = Signal(object)
    waits = Signal()
    begun = Signal()
    loading = Signal()
    failed = Signal(object)

    def __init__(self, lane: Lane, fulfil: Fulfil, name: str, parent: QObject | None = None) -> None:
        """Use the lane, in turn with others; `fulfil` is called in its thread."""
        super().__init__(parent)
        self._lane = lane
        self._fulfil = fulfil
        self._job: Job | None = None
        self._has_begun = False
        self._wishes: list[object] = []
        self._patience = QTimer(self)
        self._patience.setObjectName(f"{name}_patience")
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self.waits)

    @property
    def is_busy(self) -> bool:
        """Whether a wish is being fulfilled or waits for its turn."""
        return self._job is not None

    def make(self, wish: object) -> None:
        """Ask for this in place of all that was asked for and is not made yet."""
        self._wishes = [wish]
        if self._job is None:
            self._start()
            return
        self._job.cancel()
        if not self._has_begun and not self._patience.isActive():
            self._patience.start()

    def give_up(self) -> None:
        """Make nothing that has not been begun."""
        self._wishes = []
        self._patience.stop()
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        if not self._wishes:
            return
        job = self._lane.submit(partial(_begun, self._fulfil, self._wishes.pop()))
        self._job, self._has_begun = job, False
        self._patience.start()
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    def _on_progressed(self, event: object) -> None:
        self._has_begun = True
        self._patience.stop()
        if isinstance(event, TensorFlowLoading):
            self.loading.emit()
        else:
            self.begun.emit()

    def _on_succeeded(self, result: object) -> None:
        self.made.emit(result)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._job = None
        self._patience.stop()
        self._start()


def _begun(fulfil: Fulfil, wish: object, control: JobControl) -> object:
    control.report(_Begun())
    return fulfil(wish, control)
