"""Whether a training broke off, told a while after the start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mnist_desktop.jobs.lane import Lane

if TYPE_CHECKING:
    from mnist_desktop.training.kept_run import KeptRun

_MILLISECONDS = 1_500


class UnfinishedTrainings(QObject):
    """Looks for trainings that broke off; the Train place offers to go on.

    Signals:
        told: A sentence for the status bar.
    """

    told = Signal(str)

    def __init__(self, runs: Path, lane: Lane, parent: QObject | None = None) -> None:
        """Look in the folder `runs`, in the lane."""
        super().__init__(parent)
        self._runs, self._lane = runs, lane

    def look(self) -> None:
        """Look in a while: the window comes first."""
        if self._runs.is_dir():
            QTimer.singleShot(_MILLISECONDS, self, self._read_runs)

    def _read_runs(self) -> None:
        from mnist_desktop.training.runs import RunStore

        store = RunStore(self._runs)
        self._lane.submit(lambda _control: store.runs()).succeeded.connect(self._on_runs_read)

    def _on_runs_read(self, runs: tuple[KeptRun, ...]) -> None:
        from mnist_desktop.training.kept_run import RunStatus

        if any(run.status is RunStatus.UNFINISHED and run.can_go_on for run in runs):
            self.told.emit(self.tr("A training broke off. The Train place (Ctrl+2) can go on with it."))
