"""Which set is looked at, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from mnist_desktop.data.data_set import MNIST_IDENTIFIER
from mnist_desktop.data.set_library import DamagedSet, SetFacts
from mnist_desktop.ui.theme.icons import IconShop

_LIST_WIDTH = 220
_SIDE = 32


class SetRow(QWidget):
    """A list of the sets and buttons for the chosen one.

    Signals:
        chosen: The identifier of the set to look at.
        files_wanted: Files are to be taken up as a set.
        folder_wanted: A folder is to be taken up as a set.
        export_wanted: The chosen set is to be written to files.
        rename_wanted: The chosen set is to get another name.
        removal_wanted: The chosen set is to be removed.
    """

    chosen = Signal(str)
    files_wanted = Signal()
    folder_wanted = Signal()
    export_wanted = Signal()
    rename_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without sets."""
        super().__init__(parent)
        self.setObjectName("data-set-row")
        self._icons = icons
        self._sets: tuple[SetFacts | DamagedSet, ...] = ()
        self.sets = QComboBox()
        self.rename = QToolButton()
        self.remove = QToolButton()
        self.import_button = QPushButton(self.tr("Import"))
        self.export_button = QPushButton(self.tr("Export…"))
        self.import_files = QAction(self.tr("Files…"), self)
        self.import_folder = QAction(self.tr("Folder…"), self)
        self._name_parts(icons)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.sets, self.rename, self.remove):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.import_button)
        row.addWidget(self.export_button)
        self._connect()

    @property
    def current(self) -> SetFacts | DamagedSet | None:
        """The chosen set, None where there is none."""
        index = self.sets.currentIndex()
        return self._sets[index] if 0 <= index < len(self._sets) else None

    def show_sets(self, sets: Sequence[SetFacts | DamagedSet], wanted: str) -> None:
        """List these, the one with the identifier `wanted` chosen, or else the first; without a signal."""
        self._sets = tuple(sets)
        self.sets.clear()
        for entry in self._sets:
            if isinstance(entry, DamagedSet):
                icon = self._icons.icon("triangle-alert", "warning")
                self.sets.addItem(icon, self.tr("{name} (damaged)").format(name=name_of(entry)))
            else:
                self.sets.addItem(entry.name)
        identifiers = [entry.identifier for entry in self._sets]
        self.sets.setCurrentIndex(identifiers.index(wanted) if wanted in identifiers else 0)
        self._tell_set()

    def _tell_set(self) -> None:
        current = self.current
        is_own = current is not None and current.identifier != MNIST_IDENTIFIER
        is_sound = isinstance(current, SetFacts)
        self.rename.setEnabled(is_own and is_sound)
        self.remove.setEnabled(is_own)
        self.export_button.setEnabled(is_sound)
        if is_own:
            self.rename.setToolTip(self.tr("Rename this set"))
            self.remove.setToolTip(self.tr("Remove this set; a question comes first"))
        else:
            bundled = self.tr("MNIST belongs to the program: it can neither be renamed nor removed")
            self.rename.setToolTip(bundled)
            self.remove.setToolTip(bundled)

    def _on_activated(self) -> None:
        self._tell_set()
        if self.current is not None:
            self.chosen.emit(self.current.identifier)

    def _name_parts(self, icons: IconShop) -> None:
        self.sets.setObjectName("data-sets")
        self.sets.setAccessibleName(self.tr("Set"))
        self.sets.setToolTip(self.tr("The set that is looked at: MNIST, or one that you imported"))
        self.sets.setFixedWidth(_LIST_WIDTH)
        for button, name, title, icon in (
            (self.rename, "rename", self.tr("Rename set"), "pencil"),
            (self.remove, "remove", self.tr("Remove set"), "trash-2"),
        ):
            button.setObjectName(f"data-{name}")
            button.setProperty("role", "flat")
            button.setFixedSize(_SIDE, _SIDE)
            button.setAccessibleName(title)
            icons.dress(button, icon)
        for press, name, tooltip in (
            (
                self.import_button,
                "import",
                self.tr(
                    "Take up a set of your own: IDX, .npz, .npy, CSV, ink, or folders of images. "
                    "Files can also be dropped here"
                ),
            ),
            (self.export_button, "export", self.tr("Write this set to files for other programs")),
        ):
            press.setObjectName(f"data-{name}")
            press.setAccessibleName(press.text())
            press.setToolTip(tooltip)
        self.import_files.setToolTip(self.tr("IDX, .npz, .npy, CSV, ink or UNIPEN"))
        self.import_folder.setToolTip(
            self.tr("Images in folders named by class, IDX or .npy files that belong together, or ink files")
        )
        menu = QMenu(self)
        menu.setObjectName("data-import-menu")
        menu.setToolTipsVisible(True)
        menu.addActions([self.import_files, self.import_folder])
        self.import_button.setMenu(menu)
        icons.dress(self.import_button, "folder-open")
        icons.dress(self.export_button, "file-down")

    def _connect(self) -> None:
        self.sets.activated.connect(self._on_activated)
        self.rename.clicked.connect(self.rename_wanted)
        self.remove.clicked.connect(self.removal_wanted)
        self.import_files.triggered.connect(self.files_wanted)
        self.import_folder.triggered.connect(self.folder_wanted)
        self.export_button.clicked.connect(self.export_wanted)


def name_of(entry: SetFacts | DamagedSet) -> str:
    """What a set is called; of a damaged one perhaps only the folder is known."""
    if isinstance(entry, DamagedSet):
        return str(entry.problem.values.get("name", entry.identifier))
    return entry.name
