"""The gallery and what belongs to it: the reader, the page, and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.problems import Problem
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.draw.gallery.keeping import GalleryKeeping
from mnist_desktop.ui.draw.gallery.page import GalleryPage
from mnist_desktop.ui.draw.gallery.reading import GalleryReader
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme


class ImageGallery(QObject):
    """Reads many images within the page of the Draw place.

    Signals:
        open_wanted: An `Entry` to put on the board.
        more_wanted: Other files are to be opened.
        told: A sentence for the status bar.
    """

    open_wanted = Signal(object)
    more_wanted = Signal()
    told = Signal(str)

    def __init__(
        self,
        page: DrawPage,
        *,
        shelf: ModelShelf,
        sets: SetLibrary,
        lanes: tuple[Lane, Lane],
        caution: Caution,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        parent: QObject,
    ) -> None:
        """Open files in the first lane and read images in the second one."""
        super().__init__(parent)
        self._board_page, self._dialogs = page, dialogs
        self.reader = GalleryReader(shelf.active, *lanes, self)
        self.reader.set_caution(caution)
        self.keeping = GalleryKeeping(sets, lanes[0], dialogs, self)
        self.page = GalleryPage(self.reader, theme, icons)
        page.host(self.page)
        shelf.active_changed.connect(self._on_active_changed)
        self.page.left.connect(page.show_board)
        self.page.open_wanted.connect(self._on_open_wanted)
        self.page.more_wanted.connect(self.more_wanted)
        self.page.table_wanted.connect(self._on_table_wanted)
        self.page.set_wanted.connect(self._on_set_wanted)
        self.reader.work_started.connect(page.work_started)
        self.reader.failed.connect(self._on_failed)
        self.keeping.work_started.connect(page.work_started)
        self.keeping.file_saved.connect(page.file_saved)
        self.keeping.told.connect(self.told)

    def load(self, paths: Sequence[Path]) -> None:
        """Show the gallery and read these files and folders."""
        self._board_page.show_gallery()
        self.reader.load(paths)

    def _on_open_wanted(self, number: int) -> None:
        self.open_wanted.emit(self.reader.collection.entry(number))

    def _on_table_wanted(self) -> None:
        self.keeping.save_table(self.reader.collection)

    def _on_set_wanted(self) -> None:
        self.keeping.keep_labelled(self.reader.collection, self.reader.class_names)

    def _on_active_changed(self, model: LibraryModel) -> None:
        self.reader.use(model)

    def _on_failed(self, error: Exception) -> None:
        # The board tells of a model that cannot read.
        if not isinstance(error, Problem):
            self._dialogs.trouble(error)
