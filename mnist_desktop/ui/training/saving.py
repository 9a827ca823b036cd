"""Saving the plots as a picture, and the history as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mnist_desktop.jobs.job import JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.training.history_files import write_history
from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.training.curves import Curves
from mnist_desktop.ui.training.plot_file import write_picture
from mnist_desktop.ui.training.plot_picture import PlotPicture
from mnist_desktop.ui.training.run import TrainingRun
from mnist_desktop.ui.work import WorkShown

_NOT_IN_NAMES = '<>:"/\\|?*'
"""What one system or another does not have in the name of a file."""


class CurveSaving(QObject):
    """Asks for a file and writes it in the background.

    Signals:
        status_told: A sentence for the status bar.
        work_started: A `WorkShown` for the status bar.
    """

    status_told = Signal(str)
    work_started = Signal(object)

    def __init__(
        self, curves: Curves, run: TrainingRun, files: Lane, dialogs: Dialogs, parent: QObject | None = None
    ) -> None:
        """Write in the lane what the curves show of the run."""
        super().__init__(parent)
        self._curves, self._run, self._files, self._dialogs = curves, run, files, dialogs
        curves.plot_save_wanted.connect(self._on_plot)
        curves.history_save_wanted.connect(self._on_history)

    def _on_plot(self) -> None:
        name_filter = self.tr("PNG picture (*.png);;SVG picture (*.svg)")
        target = self._dialogs.save_file(self.tr("Save the plots"), f"{self._name()}.png", name_filter)
        if target is not None:
            self._submit(_picture_work(self._curves.picture(), target), target)

    def _on_history(self) -> None:
        run = self._curves.run
        if run is not None:
            self.save_values(run.history, run.step_values, self._name())

    def save_values(
        self, history: Sequence[EpochFinished], steps: Callable[[], Sequence[StepProgress]], name: str
    ) -> None:
        """Ask for a file, suggesting a name; write these whole epochs and what `steps` then gives."""
        name_filter = self.tr("Table (*.csv);;JSON (*.json)")
        target = self._dialogs.save_file(self.tr("Save the history"), f"{name}.csv", name_filter)
        if target is not None:
            self._submit(_history_work(tuple(history), steps, target), target)

    def _name(self) -> str:
        return values_name(self._run.name or self.tr("trainings"), self._run.began)

    def _submit(self, work: Work, target: Path) -> None:
        job = self._files.submit(work)
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._dialogs.trouble)
        self.work_started.emit(WorkShown(self.tr("Saving {name}").format(name=target.name), job))

    def _on_saved(self, target: Path) -> None:
        self.status_told.emit(self.tr("Saved as {path}").format(path=target))


def values_name(name: str, began: datetime | None) -> str:
    """A file's name for what is known of a training: its name and when it began, without a suffix."""
    moment = f" {began.astimezone():%Y-%m-%d %H-%M}" if began else ""
    letters = ("-" if letter in _NOT_IN_NAMES or not letter.isprintable() else letter for letter in name)
    return "".join(letters) + moment


def _picture_work(picture: PlotPicture, target: Path) -> Work:
    def work(_control: JobControl) -> Path:
        write_picture(picture, target)
        return target

    return work


def _history_work(
    history: Sequence[EpochFinished], steps: Callable[[], Sequence[StepProgress]], target: Path
) -> Work:
    def work(_control: JobControl) -> Path:
        write_history(target, history, steps())
        return target

    return work
