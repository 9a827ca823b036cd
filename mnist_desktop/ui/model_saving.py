"""Saving a model from any place of the window: ask how and where, work in the background, tell the result."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from mnist_desktop.jobs.job import Cancelled, Job, JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.child_process import ReadingCancelled
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.target import SaveTarget, save_target
from mnist_desktop.models.saving import SavedModel
from mnist_desktop.ui import format_words
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.work import FileSaved, WorkShown

Saving: TypeAlias = Callable[[SaveTarget, Callable[[], bool]], SavedModel]
"""Saves a model at the target, until the second argument returns true."""


class ModelSaving(QObject):
    """Asks, saves and tells.

    Signals:
        work_started: A `WorkShown` for the status bar.
        file_saved: A `FileSaved` for the status bar.
        saved: A `SavedModel`.
        failed: The exception that ended it.
    """

    work_started = Signal(object)
    file_saved = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, dialogs: Dialogs, parent: QObject | None = None) -> None:
        """Save in the lane."""
        super().__init__(parent)
        self._lane, self._dialogs = lane, dialogs
        self._format = ModelFormat.KERAS

    def start(self, name: str, saving: Saving) -> Job | None:
        """Ask how and where to save the model called `name`, and begin; None if the user thought better."""
        format = self._dialogs.ask_format(self._format)
        if format is None:
            return None
        self._format = format
        path = self._folder(name) if format.is_folder else self._file(name, format)
        if path is None:
            return None
        job = self._lane.submit(_work(path, format, saving))
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self.failed)
        title = self.tr("Saving {name}").format(name=path.name)
        self.work_started.emit(WorkShown(title, job, is_asked_about=True))
        return job

    def _file(self, name: str, format: ModelFormat) -> Path | None:
        suggested = f"{_file_name(name)}{format.suffix}"
        return self._dialogs.save_file(self.tr("Save a copy"), suggested, format_words.name_filter(format))

    def _folder(self, name: str) -> Path | None:
        """A dialog of files would open a folder of that name rather than give it."""
        title = self.tr("Choose where to put the folder of the SavedModel")
        parent = self._dialogs.open_folder(title)
        if parent is None:
            return None
        path = parent / f"{_file_name(name)}{ModelFormat.SAVED_MODEL.suffix}"
        question = self.tr("{name} is there already. Replace it?").format(name=path.name)
        if os.path.lexists(path) and not self._dialogs.ask(title, question, self.tr("Replace"), danger=True):
            return None
        return path

    def _on_saved(self, saved: SavedModel) -> None:
        agreed = saved.agreement
        text = self.tr("Saved {name}. Opened again, it answers {same} of {digits} digits alike.")
        words = text.format(name=saved.target.path.name, same=agreed.same_answers, digits=agreed.digits)
        if saved.target.format is ModelFormat.H5:
            words = f"{words} {self.tr('To keep a model, .keras is the better format.')}"
        self.file_saved.emit(FileSaved(words, saved.target.path.absolute().parent))
        self.saved.emit(saved)


def _work(path: Path, format: ModelFormat, saving: Saving) -> Work:
    def work(control: JobControl) -> SavedModel:
        try:
            return saving(save_target(path, format), control.is_cancelled)
        except ReadingCancelled as end:
            raise Cancelled from end

    return work


def _file_name(name: str) -> str:
    """A model's name without what some system refuses in the name of a file."""
    allowed = "".join("-" if sign in '<>:"/\\|?*' else sign for sign in name).strip(" .")
    return allowed or "model"
