"""What the user does with sets as a whole: rename, remove, take up, hand out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.set_library import LONGEST_NAME, DamagedSet, SetFacts, tidy_name
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.data.set_row import name_of
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.set_shelf import SetShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.wording import sentence


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
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        """Change the shelf of sets; long work is done in the lane."""
        super().__init__(parent)
        self._sets = sets
        self._lane = lane
        self._theme, self._icons = theme, icons
        self._dialogs = dialogs

    def choose_files(self) -> None:
        """Ask for files and take them up."""

    def choose_folder(self) -> None:
        """Ask for a folder and take it up."""

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Show what is in these files or folders, and take it up if the user wants it."""

    def export(self, facts: SetFacts) -> None:
        """Ask for a format and a place, and write the set there."""

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
