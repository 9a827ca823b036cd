"""Using, renaming and deleting models, with the questions that belong to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.library import LONGEST_NAME
from mnist_desktop.problems import Problem
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.shelf import ModelShelf


class ModelChanges(QObject):
    """Changes the shelf as the user wants it.

    Signals:
        refused: A change was not possible, which was told; the shelf may be another than it seemed.
    """

    refused = Signal()

    def __init__(self, shelf: ModelShelf, dialogs: Dialogs, parent: QObject | None = None) -> None:
        """Change this shelf."""
        super().__init__(parent)
        self._shelf, self._dialogs = shelf, dialogs

    def use(self, model: LibraryModel) -> None:
        """Read with this model from now on."""
        self._try(lambda: self._shelf.activate(model.facts.identifier))

    def rename(self, model: LibraryModel) -> None:
        """Ask for another name."""
        name = self._dialogs.ask_text(
            self.tr("Rename"), self.tr("New name"), model.facts.name, LONGEST_NAME, agree=self.tr("Rename")
        )
        if name is not None and name != model.facts.name:
            self._try(lambda: self._shelf.rename(model.facts.identifier, name))

    def delete(self, model: LibraryModel) -> None:
        """Ask, and remove the model."""
        question = self.tr("Delete {name}? Its files are removed for good.").format(name=model.facts.name)
        if model.facts.identifier == self._shelf.active.facts.identifier:
            question += " " + self.tr("It reads your drawing now; the bundled model will do so then.")
        title, yes, no = self.tr("Delete a model"), self.tr("Delete"), self.tr("Keep")
        if self._dialogs.ask(title, question, yes, no, danger=True):
            self._try(lambda: self._shelf.delete(model.facts.identifier))

    def show_folder(self, model: LibraryModel) -> None:
        """Show the model's files in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(model.folder)))

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except Problem as problem:
            self._dialogs.trouble(problem)
            self.refused.emit()
