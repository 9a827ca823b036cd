"""What to measure on: parts of the sets that are kept, or what the user opens; that stays to choose from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QWidget

from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.evaluation.source import MNIST_TEST, KeptPart, OpenedPath, Part, Source
from mnist_desktop.ui.theme.icons import IconShop

_LIST_WIDTH = 204


class SourceRow(QWidget):
    """A list of the sets that are known, and two ways to open another.

    Signals:
        chosen: The `Source` to measure on.
    """

    chosen = Signal(object)

    def __init__(
        self, sets: SetLibrary, dialogs: Dialogs, icons: IconShop, parent: QWidget | None = None
    ) -> None:
        """Start with MNIST's test digits."""
        super().__init__(parent)
        self.setObjectName("evaluation-source")
        self._library = sets
        self._dialogs = dialogs
        self._opened: list[OpenedPath] = []
        self._sources: list[Source] = [MNIST_TEST]
        self.sets = QComboBox()
        self.sets.setObjectName("evaluation-set")
        self.sets.setAccessibleName(self.tr("Measure on"))
        self.sets.setFixedWidth(_LIST_WIDTH)
        self.open_ink = QToolButton()
        self.open_folder = QToolButton()
        self._name_buttons(icons)
        self.list_sets()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.sets, self.open_ink, self.open_folder):
            row.addWidget(part)
        self.sets.activated.connect(self._on_activated)
        self.open_ink.clicked.connect(self._on_open_ink)
        self.open_folder.clicked.connect(self._on_open_folder)

    @property
    def current(self) -> Source:
        """What is measured on."""
        return self._sources[max(0, self.sets.currentIndex())]

    def list_sets(self) -> None:
        """List what is kept by now; what was chosen stays chosen, unless it is gone."""
        chosen = self.current
        kept = [
            part for facts in self._library.sets() if isinstance(facts, SetFacts) for part in _parts(facts)
        ]
        self._sources = [*kept, *self._opened]
        self.sets.clear()
        self.sets.addItems([self._told(source) for source in self._sources])
        known = chosen if chosen in self._sources else MNIST_TEST
        self.sets.setCurrentIndex(self._sources.index(known))
        self._tell_set()

    def _told(self, source: Source) -> str:
        if isinstance(source, OpenedPath):
            return source.name
        words = self.tr("{name}, training") if source.part is Part.TRAIN else self.tr("{name}, test")
        return words.format(name=source.name)

    def _name_buttons(self, icons: IconShop) -> None:
        self.open_ink.setObjectName("evaluation-open-ink")
        self.open_ink.setAccessibleName(self.tr("Measure on an ink file"))
        self.open_ink.setToolTip(
            self.tr(
                "Measure on drawings with labels: an ink file (.jsonl) or a UNIPEN file, of your own hand say"
            )
        )
        self.open_folder.setObjectName("evaluation-open-folder")
        self.open_folder.setAccessibleName(self.tr("Measure on a folder of images"))
        self.open_folder.setToolTip(
            self.tr(
                "Measure on images: a folder with the folders 0 to 9, and in these, if you like, "
                "a folder for each writer, or with images whose names begin with their digit"
            )
        )
        for button in (self.open_ink, self.open_folder):
            button.setProperty("role", "tool")
            button.setIconSize(QSize(18, 18))
        icons.dress(self.open_ink, "pencil")
        icons.dress(self.open_folder, "folder-open")

    def _on_activated(self) -> None:
        self._tell_set()
        self.chosen.emit(self.current)

    def _on_open_ink(self) -> None:
        kinds = self.tr("Ink files (*.jsonl *.unp *.txt *.dat *.tra *.tes);;All files (*)")
        self._open(self._dialogs.open_file(self.tr("Measure on an ink file"), kinds))

    def _on_open_folder(self) -> None:
        self._open(self._dialogs.open_folder(self.tr("Measure on a folder of images")))

    def _open(self, path: Path | None) -> None:
        if path is None:
            return
        source = OpenedPath(path.absolute())
        if source not in self._opened:
            self._opened.append(source)
            self._sources.append(source)
            self.sets.addItem(source.name)
        self.sets.setCurrentIndex(self._sources.index(source))
        self._on_activated()

    def _tell_set(self) -> None:
        source = self.current
        told = str(source.path) if isinstance(source, OpenedPath) else self._told(source)
        self.sets.setToolTip(self.tr("What the model is measured on: {set}").format(set=told))


def _parts(facts: SetFacts) -> list[KeptPart]:
    """The parts of a set that have images, the test part first."""
    counts = ((Part.TEST, facts.test_count), (Part.TRAIN, facts.train_count))
    return [KeptPart(facts.identifier, part, facts.name) for part, count in counts if count]
