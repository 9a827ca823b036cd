"""Writing a set to files: ask how and where, work in the background, tell the result."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.exporting.export import ExportFormat, export_set
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.jobs.job import Fraction, JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.work import FileSaved, WorkShown

if TYPE_CHECKING:
    from mnist_desktop.ui.data.export_dialog import ExportDialog


@dataclass(frozen=True)
class _Order:
    """What is written where."""

    identifier: str
    target: Path
    format: ExportFormat
    packed: bool


class SetExport(QObject):
    """Asks, writes and tells.

    Signals:
        work_started: A `WorkShown` for the status bar.
        file_saved: A `FileSaved` for the status bar.
    """

    work_started = Signal(object)
    file_saved = Signal(object)

    def __init__(
        self, library: SetLibrary, lane: Lane, dialogs: Dialogs, parent: QObject | None = None
    ) -> None:
        """Write sets of the library in the lane."""
        super().__init__(parent)
        self._library, self._lane, self._dialogs = library, lane, dialogs
        self._format = ExportFormat.NPZ
        self._facts: SetFacts | None = None
        self.dialog: ExportDialog | None = None

    def start(self, facts: SetFacts) -> None:
        """Ask for a format and a place, and write the set there."""
        if self.dialog is not None:
            return
        from mnist_desktop.ui.data.export_dialog import ExportDialog

        self._facts = facts
        self.dialog = ExportDialog(facts.name, self._format, self._dialogs.window)
        self.dialog.accepted.connect(self._on_accepted)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.open()

    def _on_accepted(self) -> None:
        if self.dialog is None or self._facts is None:
            return
        self._format = self.dialog.chosen
        target = self._target(self._facts.name)
        if target is None:
            return
        order = _Order(self._facts.identifier, target, self._format, self.dialog.is_packed)
        job = self._lane.submit(partial(_write, self._library, order))
        job.succeeded.connect(self._on_written)
        job.failed.connect(self._on_failed)
        title = self.tr("Exporting {name}").format(name=target.name)
        self.work_started.emit(WorkShown(title, job, is_asked_about=True))

    def _target(self, name: str) -> Path | None:
        plain = "".join("-" if sign in '<>:"/\\|?*' else sign for sign in name).strip(" .") or "set"
        if not self._format.is_folder:
            kinds = self.tr("NumPy archive (*.npz)")
            return self._dialogs.save_file(self.tr("Export a set"), f"{plain}.npz", kinds)
        title = self.tr("Choose where to put the folder {name}")
        folder = f"{plain}-{self._format.value}"
        parent = self._dialogs.open_folder(title.format(name=folder))
        return None if parent is None else parent / folder

    def _on_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_written(self, target: Path) -> None:
        words = self.tr("Exported {name}.").format(name=target.name)
        self.file_saved.emit(FileSaved(words, target.absolute().parent))

    def _on_failed(self, error: Exception) -> None:
        self._dialogs.trouble(error)


def _write(library: SetLibrary, order: _Order, control: JobControl) -> Path:
    def progress(done: int, total: int) -> None:
        control.check()
        control.report(Fraction(done, total))

    data_set = library.open(order.identifier)
    # The system's dialog has asked before a file is replaced.
    export_set(data_set, order.target, order.format, packed=order.packed, replace=True, progress=progress)
    return order.target
