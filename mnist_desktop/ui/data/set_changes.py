"""What the user does with sets as a whole: rename, remove, take up, hand out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.set_library import LONGEST_NAME, DamagedSet, SetFacts, tidy_name
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.data.set_row import name_of
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.set_shelf import SetShelf
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.wording import sentence

if TYPE_CHECKING:
    from mnist_desktop.ui.data.import_dialog import ImportDialog
    from mnist_desktop.ui.data.set_export import SetExport


class SetChanges(QObject):
    """Asks what needs asking, and changes the shelf.

    Signals:
        taken: The `SetFacts` of a set that was taken up.
        work_started: A `WorkShown` for the status bar.
        file_saved: A `FileSaved` for the status bar.
        status_told: A sentence for the status bar.
    """

    taken = Signal(object)
    work_started = Signal(object)
    file_saved = Signal(object)
    status_told = Signal(str)

    def __init__(
        self,
        sets: SetShelf,
        lane: Lane,
        writing: Lane,
        theme: Theme,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        """Change the shelf of sets; they are taken up in the one lane and written in the other."""
        super().__init__(parent)
        self._sets = sets
        self._lane = lane
        self._theme = theme
        self._dialogs = dialogs
        self.import_dialog: ImportDialog | None = None
        self._writing = writing
        self._exporting: SetExport | None = None

    def choose_files(self) -> None:
        """Ask for files and take them up."""
        kinds = self.tr(
            "Sets (*.npz *.npy *.csv *.gz *ubyte *.idx *.jsonl *.unp *.txt *.dat *.tra *.tes);;All files (*)"
        )
        self.import_paths(self._dialogs.open_files(self.tr("Import a set"), kinds))

    def choose_folder(self) -> None:
        """Ask for a folder and take it up."""
        folder = self._dialogs.open_folder(self.tr("Import a folder as a set"))
        self.import_paths(() if folder is None else (folder,))

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Show what is in these files or folders, and take it up if the user wants it."""
        if not paths or self.import_dialog is not None:
            return
        from mnist_desktop.ui.data.import_dialog import ImportDialog

        self.import_dialog = ImportDialog(
            paths,
            library=self._sets.library,
            lane=self._lane,
            theme=self._theme,
            parent=self._dialogs.window,
        )
        self.import_dialog.work_started.connect(self.work_started)
        self.import_dialog.taken.connect(self._on_taken)
        self.import_dialog.finished.connect(self._on_import_closed)
        self.import_dialog.open()

    def export(self, facts: SetFacts) -> None:
        """Ask for a format and a place, and write the set there."""
        self.exporting.start(facts)

    @property
    def exporting(self) -> SetExport:
        """What writes sets, made when it is first wanted."""
        if self._exporting is None:
            self._exporting = SetExport(self._sets.library, self._writing, self._dialogs, self)
            self._exporting.work_started.connect(self.work_started)
            self._exporting.file_saved.connect(self.file_saved)
        return self._exporting

    def rename(self, facts: SetFacts) -> None:
        """Ask for another name."""
        name = self._dialogs.ask_text(
            self.tr("Rename set"),
            self.tr("Name of the set"),
            facts.name,
            LONGEST_NAME,
            agree=self.tr("Rename"),
            refusal=lambda text: self._refusal(facts, text),
        )
        if name is None or name == facts.name:
            return
        try:
            self._sets.rename(facts.identifier, name)
        except Problem as problem:
            self._dialogs.trouble(problem)

    def remove(self, entry: SetFacts | DamagedSet) -> None:
        """Ask whether a set may go, and remove it."""
        name = name_of(entry)
        text = self.tr(
            "Remove {name} from this program? The files that it was imported from stay where they are."
        ).format(name=name)
        if not self._dialogs.ask(self.tr("Remove set"), text, self.tr("Remove"), danger=True):
            return
        try:
            self._sets.remove(entry.identifier)
        except Problem as problem:
            self._dialogs.trouble(problem)
        else:
            self.status_told.emit(self.tr("Removed {name}.").format(name=name))

    def _on_taken(self, facts: SetFacts) -> None:
        self._sets.tell()
        self.taken.emit(facts)
        told = self.tr("Imported {name}: {count} images.")
        count = facts.train_count + facts.test_count
        self.status_told.emit(told.format(name=facts.name, count=f"{count:,}"))

    def _on_import_closed(self) -> None:
        if self.import_dialog is not None:
            self.import_dialog.deleteLater()
            self.import_dialog = None

    def _refusal(self, facts: SetFacts, text: str) -> str:
        """What is wrong with a name, in a sentence; empty where nothing is."""
        try:
            wanted = tidy_name(text).casefold()
        except Problem as problem:
            return sentence(problem)
        others = (entry for entry in self._sets.sets if entry.identifier != facts.identifier)
        if any(wanted == name_of(entry).casefold() for entry in others):
            return sentence(Problem(ProblemCode.SET_NAME_TAKEN, name=tidy_name(text)))
        return ""
