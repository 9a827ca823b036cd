"""The Data place: reads a set in the background, then shows it; takes up others and hands them out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.data.data_set import MNIST_IDENTIFIER
from mnist_desktop.data.set_library import DamagedSet, SetFacts, SetLibrary
from mnist_desktop.jobs.job import Job, JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.ui.data.reading import ReadSet, looked_at
from mnist_desktop.ui.data.set_changes import SetChanges
from mnist_desktop.ui.data.set_row import SetRow
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.set_shelf import SetShelf
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.notice import Notice
from mnist_desktop.ui.wording import sentence

if TYPE_CHECKING:
    from mnist_desktop.ui.data.browser import DigitBrowser


class DataPage(QWidget):
    """Sets of images to look at, filter and search.

    Signals:
        canvas_wanted: The (28, 28) uint8 pixels of an image, ink 255, for the canvas.
        work_started: A `WorkShown` for the status bar.
        file_saved: A `FileSaved` for the status bar.
        status_told: A sentence for the status bar.
    """

    canvas_wanted = Signal(object)
    work_started = Signal(object)
    file_saved = Signal(object)
    status_told = Signal(str)

    def __init__(
        self,
        *,
        sets: SetShelf,
        shelf: ModelShelf,
        lane: Lane,
        writing: Lane,
        training: Lane,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """Read a set when the page is first shown.

        Args:
            sets: the sets to choose from.
            shelf: the model in use is shown to see an image in its form.
            lane: reads sets and takes them up.
            writing: writes them to files.
            training: changes images as a training does.
            theme: for what is painted.
            icons: for buttons.
            dialogs: ask and tell.
            parent: its owner.

        """
        super().__init__(parent)
        self.setObjectName("data-page")
        self._sets, self._shelf = sets, shelf
        self._lane, self._training = lane, training
        self._theme, self._icons = theme, icons
        self._job: Job | None = None
        self._wanted = MNIST_IDENTIFIER
        self._shown = ""
        self.browser: DigitBrowser | None = None
        self.set_row = SetRow(icons)
        self.notice = Notice("data-notice")
        self.changes = SetChanges(sets, lane, writing, theme, dialogs, self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._list_sets()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Show what is in these files or folders, and take it up if the user wants it."""
        self.changes.import_paths(paths)

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        return {"set": self._wanted}

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        self._wanted = state.get("set", MNIST_IDENTIFIER)
        self._list_sets()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to read at the first visit; know of sets that came or went elsewhere since the last one."""
        super().showEvent(event)
        self._list_sets()
        if self._shown != self._wanted and self._job is None:
            self._read()

    def _list_sets(self) -> None:
        self.set_row.show_sets(self._sets.sets, self._wanted)
        current = self.set_row.current
        self._wanted = current.identifier if current is not None else MNIST_IDENTIFIER

    def _read(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        current = self.set_row.current
        if isinstance(current, DamagedSet):
            self._shown = ""
            self._offer_again(sentence(current.problem), is_trouble=True)
            return
        self.notice.tell(self.tr("Reading the images …"))
        self.notice.show_progress(0, 0)
        self._stack.setCurrentWidget(self.notice)
        source = _source_words(current)
        self._job = self._lane.submit(partial(_read_set, self._sets.library, self._wanted, source))
        self._job.succeeded.connect(self._on_read)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        # What shows the set is imported while the lane reads it.
        QTimer.singleShot(0, self, _import_browser)

    def _on_read(self, read: ReadSet) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self._shown = self._wanted
        if self.browser is not None:
            self._stack.removeWidget(self.browser)
            self.browser.deleteLater()
        self.browser = _import_browser()(
            read, shelf=self._shelf, lane=self._training, theme=self._theme, icons=self._icons
        )
        self.browser.canvas_wanted.connect(self.canvas_wanted)
        self.setFocusProxy(self.browser.overview.nine)
        self._stack.addWidget(self.browser)
        self._stack.setCurrentWidget(self.browser)
        if self.isVisible():
            self.setFocus()
        self.notice.show_progress(0, 1)

    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        words = sentence(error) if isinstance(error, Problem) else self.tr("The images could not be read.")
        self._offer_again(words, is_trouble=True)
        if not isinstance(error, Problem):
            raise error  # to the error relay, as any unexpected exception in the GUI thread

    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._offer_again(self.tr("The images were not read."), is_trouble=False)

    def _offer_again(self, words: str, *, is_trouble: bool) -> None:
        self.notice.tell(
            words,
            button=self.tr("Read again"),
            tooltip=self.tr("Try to read the images once more"),
            is_trouble=is_trouble,
        )
        self._stack.setCurrentWidget(self.notice)

    def _on_chosen(self, identifier: str) -> None:
        self._wanted = identifier
        self._read()

    def _on_again(self) -> None:
        self._list_sets()
        self._read()

    def _on_taken(self, facts: SetFacts) -> None:
        self._wanted = facts.identifier
        self._list_sets()
        self._read()

    def _on_sets_changed(self) -> None:
        before = self._wanted
        self._list_sets()
        if self._wanted != before and self.isVisible():
            self._read()

    def _on_rename(self) -> None:
        if isinstance(self.set_row.current, SetFacts):
            self.changes.rename(self.set_row.current)

    def _on_remove(self) -> None:
        if self.set_row.current is not None:
            self.changes.remove(self.set_row.current)

    def _on_export(self) -> None:
        if isinstance(self.set_row.current, SetFacts):
            self.changes.export(self.set_row.current)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.notice)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(self.tr("Data"), "title", "data-title"))
        head.addWidget(self.set_row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.notice.button.clicked.connect(self._on_again)
        self.set_row.chosen.connect(self._on_chosen)
        self.set_row.files_wanted.connect(self.changes.choose_files)
        self.set_row.folder_wanted.connect(self.changes.choose_folder)
        self.set_row.export_wanted.connect(self._on_export)
        self.set_row.rename_wanted.connect(self._on_rename)
        self.set_row.removal_wanted.connect(self._on_remove)
        self._sets.sets_changed.connect(self._on_sets_changed)
        self.changes.taken.connect(self._on_taken)
        self.changes.work_started.connect(self.work_started)
        self.changes.file_saved.connect(self.file_saved)
        self.changes.status_told.connect(self.status_told)


def _import_browser() -> type[DigitBrowser]:
    from mnist_desktop.ui.data.browser import DigitBrowser

    return DigitBrowser


def _source_words(facts: SetFacts | None) -> str:
    return facts.source if facts is not None and facts.identifier != MNIST_IDENTIFIER else ""


def _read_set(library: SetLibrary, identifier: str, source: str, _control: JobControl) -> ReadSet:
    return looked_at(library.open(identifier), source)
