"""Files that are opened in the Draw place: one drawing or image goes to the board, many to the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.gallery.entries import Entry
from mnist_desktop.ink.image_files import SUFFIXES
from mnist_desktop.jobs.job import JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.priority import BEHIND_ALL
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.draw.files import DrawingFiles, fitted
from mnist_desktop.ui.draw.gallery.keeping import GalleryKeeping
from mnist_desktop.ui.draw.gallery.page import GalleryPage
from mnist_desktop.ui.draw.gallery.reading import GalleryReader
from mnist_desktop.ui.draw.gallery.work import single_image
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.work import WorkShown


class ImageGallery(QObject):
    """Opens files on the board or in the gallery, and leads from the one to the other.

    Signals:
        status_told: A sentence for the status bar.
    """

    status_told = Signal(str)

    def __init__(
        self,
        page: DrawPage,
        *,
        shelf: ModelShelf,
        sets: SetLibrary,
        caution: Caution,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        parent: QObject,
    ) -> None:
        """Work within the page of the Draw place."""
        super().__init__(parent)
        self._page, self._dialogs = page, dialogs
        self._loading = Lane("opening images", self, niceness=BEHIND_ALL)
        self._answering = Lane("reading images", self, niceness=BEHIND_ALL)
        self._drawings = DrawingFiles(page.board, dialogs, self)
        self.reader = GalleryReader(shelf.active, self._loading, self._answering, self)
        self.reader.set_caution(caution)
        self.keeping = GalleryKeeping(sets, self._loading, dialogs, self)
        self.page = GalleryPage(self.reader, theme, icons)
        page.host(self.page)
        shelf.active_changed.connect(self._on_active_changed)
        self.page.left.connect(page.show_board)
        self.page.open_wanted.connect(self._on_open_wanted)
        self.page.more_wanted.connect(self.ask_files)
        self.page.table_wanted.connect(self._on_table_wanted)
        self.page.set_wanted.connect(self._on_set_wanted)
        self.reader.work_started.connect(page.work_started)
        self.reader.failed.connect(self._on_failed)
        self.keeping.work_started.connect(page.work_started)
        self.keeping.file_saved.connect(page.file_saved)
        self.keeping.told.connect(self.status_told)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Its worker threads."""
        return (self._loading, self._answering)

    def set_caution(self, caution: Caution) -> None:
        """Be so careful from now on."""
        self.reader.set_caution(caution)

    def ask_files(self) -> None:
        """Ask for files and open them."""
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        words = self.tr("Drawings and images ({kinds});;All files (*)")
        paths = self._dialogs.open_files(
            self.tr("Open drawing or images"), words.format(kinds=f"*.jsonl *.txt *.dat {kinds}")
        )
        if paths:
            self.open_paths(paths)

    def ask_folder(self) -> None:
        """Ask for a folder and read everything in it."""
        folder = self._dialogs.open_folder(self.tr("Open a folder of images"))
        if folder is not None:
            self.open_paths((folder,))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Put a single drawing or image on the board; read several, or folders, in the gallery."""
        if len(paths) != 1 or paths[0].is_dir():
            self._page.show_gallery()
            self.reader.load(paths)
        elif paths[0].suffix.lower() in SUFFIXES:
            self._open_image(paths[0])
        else:
            self._page.show_board()
            self._drawings.open_path(paths[0])

    def _open_image(self, path: Path) -> None:
        job = self._loading.submit(_opening(path))
        job.succeeded.connect(self._put_on_board)
        job.failed.connect(self._dialogs.trouble)
        self._page.work_started.emit(WorkShown(self.tr("Opening {name}").format(name=path.name), job))

    def _put_on_board(self, entry: object) -> None:
        if not isinstance(entry, Entry) or entry.model_input is None:
            return
        if not entry.has_ink:
            self._dialogs.trouble(Problem(ProblemCode.INK_WITHOUT_DRAWINGS, path=str(entry.path)))
            return
        self._page.show_board()
        if entry.drawing is not None:
            self._page.board.show_drawing(fitted(entry.drawing))
        else:
            self._page.open_image(np.rint(entry.model_input * 255).astype(np.uint8))

    def _on_open_wanted(self, number: int) -> None:
        self._put_on_board(self.reader.collection.entry(number))

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


def _opening(path: Path) -> Work:
    def work(_control: JobControl) -> Entry:
        return single_image(path)

    return work
