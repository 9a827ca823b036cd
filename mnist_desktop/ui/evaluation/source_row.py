"""What to measure on: MNIST's test digits, or what the user opens; what was opened stays to choose from."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.evaluation.source import MNIST_TEST, Source
from mnist_desktop.ui.theme.icons import IconShop

_LIST_WIDTH = 188


class SourceRow(QWidget):
    """A list of the sets that are known, and two ways to open another.

    Signals:
        chosen: The `Source` to measure on.
    """

    chosen = Signal(object)

    def __init__(self, dialogs: Dialogs, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with MNIST's test digits."""
        super().__init__(parent)
        self.setObjectName("evaluation-source")
        self._dialogs = dialogs
        self._sources = [MNIST_TEST]
        self.sets = QComboBox()
        self.sets.setObjectName("evaluation-set")
        self.sets.setAccessibleName(self.tr("Measure on"))
        self.sets.setFixedWidth(_LIST_WIDTH)
        self.sets.addItem(self.tr("MNIST test set"))
        self.open_ink = QPushButton(self.tr("Ink file …"))
        self.open_folder = QPushButton(self.tr("Folder …"))
        self._name_buttons(icons)
        self._tell_set()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.sets, self.open_ink, self.open_folder):
            row.addWidget(part)
        self.sets.activated.connect(self._on_activated)
        self.open_ink.clicked.connect(self._on_open_ink)
        self.open_folder.clicked.connect(self._on_open_folder)

    @property
    def current(self) -> Source:
        """What is measured on."""
        return self._sources[self.sets.currentIndex()]

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
        source = Source(path.absolute())
        if source not in self._sources:
            self._sources.append(source)
            self.sets.addItem(source.name)
        self.sets.setCurrentIndex(self._sources.index(source))
        self._on_activated()

    def _tell_set(self) -> None:
        path = self.current.path
        self.sets.setToolTip(
            self.tr("What the model is measured on: MNIST's 10,000 test digits")
            if path is None
            else self.tr("What the model is measured on: {path}").format(path=path)
        )
