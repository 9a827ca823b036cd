"""What can be done with the chosen model, as a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.facts import Origin
from mnist_desktop.ui.models.recent_files import RecentFiles
from mnist_desktop.ui.theme.icons import IconShop


class ActionRow(QWidget):
    """Use, rename, open (or one of the last files again), save, and at the end delete.

    Signals:
        use_wanted, rename_wanted, open_wanted, save_wanted, delete_wanted: A button or its shortcut.
    """

    use_wanted = Signal()
    rename_wanted = Signal()
    open_wanted = Signal()
    save_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with nothing to act on but files."""
        super().__init__(parent)
        self.use = QPushButton(self.tr("Use"))
        self.rename = QPushButton(self.tr("Rename…"))
        self.open = QPushButton(self.tr("Open…"))
        self.save = QPushButton(self.tr("Save as…"))
        self.delete = QPushButton(self.tr("Delete…"))
        self.use.setProperty("role", "primary")
        self.delete.setProperty("role", "danger")
        icons.dress(self.use, "check", "accent_text")
        icons.dress(self.rename, "pencil")
        icons.dress(self.open, "folder-open")
        icons.dress(self.save, "save")
        icons.dress(self.delete, "trash-2", "danger")
        self.open.setToolTip(self.tr("Open a .keras or .h5 file and keep its model here (Ctrl+Shift+O)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, button, wanted in (
            ("models_use", self.use, self.use_wanted),
            ("models_rename", self.rename, self.rename_wanted),
            ("models_open", self.open, self.open_wanted),
            ("models_save", self.save, self.save_wanted),
            ("models_delete", self.delete, self.delete_wanted),
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            button.clicked.connect(wanted)
            row.addWidget(button)
        self.recent = RecentFiles(icons)
        row.insertWidget(row.indexOf(self.open) + 1, self.recent)

    def add_shortcuts(self, page: QWidget) -> None:
        """Let keys press the buttons while the focus is anywhere in `page`."""
        for keys, button in (
            ("F2", self.rename),
            ("Ctrl+Shift+O", self.open),
            ("Ctrl+Shift+S", self.save),
            (QKeySequence.StandardKey.Delete, self.delete),
        ):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def show_model(self, model: LibraryModel, is_active: bool) -> None:
        """Allow what can be done with `model`, and say why the rest cannot."""
        is_bundled = model.facts.origin is Origin.BUNDLED
        damaged, bundled = self.tr("This model is damaged"), self.tr("This model belongs to the program")
        keras_only = self.tr("Only Keras can run this model") if model.obstacle else ""
        in_use = self.tr("This model reads your drawing already")
        self._allow(
            self.use,
            self.tr("Read drawings with this model (Enter)"),
            in_use if is_active else damaged if model.damaged else keras_only,
        )
        self._allow(
            self.rename,
            self.tr("Give this model another name (F2)"),
            bundled if is_bundled else damaged if model.damaged else "",
        )
        self._allow(
            self.save,
            self.tr("Save a copy of this model in one of five formats (Ctrl+Shift+S)"),
            damaged if model.damaged else "",
        )
        self._allow(self.delete, self.tr("Delete this model (Del)"), bundled if is_bundled else "")

    def show_nothing(self) -> None:
        """There is no model to act on."""
        nothing = self.tr("No model is chosen")
        for button in (self.use, self.rename, self.save, self.delete):
            self._allow(button, "", nothing)

    def _allow(self, button: QPushButton, tooltip: str, obstacle: str) -> None:
        button.setEnabled(not obstacle)
        button.setToolTip(obstacle or tooltip)
