"""The settings: few, each with its effect at once."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.ui.theme.theme import Scheme
from mnist_desktop.ui.widgets.labels import label


class SettingsDialog(QDialog):
    """Look and board.

    Signals:
        scheme_chosen: A `Scheme`.
        grid_chosen: Whether the board shows its baselines.
    """

    scheme_chosen = Signal(object)
    grid_chosen = Signal(bool)

    def __init__(self, scheme: Scheme, has_grid: bool, folders: str, parent: QWidget | None = None) -> None:
        """Show what is set now; `folders` tells where models and logs are kept."""
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Settings"))
        self.setMinimumWidth(460)
        self.look = QComboBox()
        self.look.setObjectName("look")
        self.look.setAccessibleName(self.tr("Look"))
        self.look.setToolTip(self.tr("Light or dark, or whatever your system is set to"))
        for value, words in (
            (Scheme.SYSTEM, self.tr("As the system")),
            (Scheme.LIGHT, self.tr("Light")),
            (Scheme.DARK, self.tr("Dark")),
        ):
            self.look.addItem(words, value)
        self.look.setCurrentIndex(self.look.findData(scheme))
        self.look.activated.connect(self._on_look)
        self.grid = QCheckBox(self.tr("Show baselines on the board"))
        self.grid.setObjectName("grid")
        self.grid.setToolTip(self.tr("Faint lines to write on; the model does not see them"))
        self.grid.setChecked(has_grid)
        self.grid.toggled.connect(self.grid_chosen)
        self._lay_out(folders)

    def _lay_out(self, folders: str) -> None:
        form = QFormLayout()
        form.setSpacing(12)
        form.addRow(self.tr("Look"), self.look)
        form.addRow(self.tr("Board"), self.grid)
        where = QLabel(folders)
        where.setObjectName("folders")
        where.setWordWrap(True)
        where.setTextInteractionFlags(
            where.textInteractionFlags() | where.textInteractionFlags().TextSelectableByMouse
        )
        form.addRow(self.tr("Kept in"), where)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Settings"), "title"))
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)

    def _on_look(self) -> None:
        # Qt keeps the word only.
        self.scheme_chosen.emit(Scheme(self.look.currentData()))
