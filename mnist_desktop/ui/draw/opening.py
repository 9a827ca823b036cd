"""Files that are opened in the Draw place: one drawing or image goes to the board, many to the gallery."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.ink.image_files import SUFFIXES
from mnist_desktop.jobs.job import JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.priority import BEHIND_ALL
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.draw.files import DrawingFiles, fitted
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.work import WorkShown

if TYPE_CHECKING:
    from mnist_desktop.gallery.entries import Entry
    from mnist_desktop.ui.draw.gallery.gallery import ImageGallery


class DrawingOpening(QObject):
    """Opens files on the board or in the gallery, which is built when it is first needed.

    Signals:
        told: A sentence for the status bar.
    """

    told = Signal(str)

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
        self._page, self._shelf, self._sets = page, shelf, sets
        self._caution, self._theme, self._icons, self._dialogs = caution, theme, icons, dialogs
        self._opening = Lane("opening images", self, niceness=BEHIND_ALL)
        self._reading = Lane("reading images", self, niceness=BEHIND_ALL)
        self._drawings = DrawingFiles(page.board, dialogs, self)
        self._gallery: ImageGallery | None = None

    @property
    def lanes(self) -> tuple[Lane, Lane]:
        """Its worker threads."""
        return (self._opening, self._reading)

    @property
    def gallery(self) -> ImageGallery:
        """The gallery, built if this is the first time."""
        if self._gallery is None:
            from mnist_desktop.ui.draw.gallery.gallery import ImageGallery

            self._gallery = ImageGallery(
                self._page,
                shelf=self._shelf,
                sets=self._sets,
                lanes=self.lanes,
                caution=self._caution,
                theme=self._theme,
                icons=self._icons,
                dialogs=self._dialogs,
                parent=self,
            )
            self._gallery.open_wanted.connect(self._put_on_board)
            self._gallery.more_wanted.connect(self.ask_files)
            self._gallery.told.connect(self.told)
        return self._gallery

    def set_caution(self, caution: Caution) -> None:
        """Be so careful from now on."""
        self._caution = caution
        if self._gallery is not None:
            self._gallery.reader.set_caution(caution)

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
            self.gallery.load(paths)
        elif paths[0].suffix.lower() in SUFFIXES:
            self._open_image(paths[0])
        else:
            self._page.show_board()
            self._drawings.open_path(paths[0])

    def _open_image(self, path: Path) -> None:
        job = self._opening.submit(_Single(path))
        job.succeeded.connect(self._put_on_board)
        job.failed.connect(self._dialogs.trouble)
        self._page.work_started.emit(WorkShown(self.tr("Opening {name}").format(name=path.name), job))

    def _put_on_board(self, entry: Entry) -> None:
        if entry.model_input is None or not entry.has_ink:
            self._dialogs.trouble(Problem(ProblemCode.INK_WITHOUT_DRAWINGS, path=str(entry.path)))
            return
        self._page.show_board()
        if entry.drawing is not None:
            self._page.board.show_drawing(fitted(entry.drawing))
        else:
            self._page.open_image(np.rint(entry.model_input * 255).astype(np.uint8))


class _Single:
    """Reads one image, in the worker thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, _control: JobControl) -> Entry:
        from mnist_desktop.gallery.entries import entries_of

        entry = next(entries_of(self._path))
        if entry.problem is not None:
            raise entry.problem
        return entry
