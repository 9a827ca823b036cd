"""The settings: few, each with its effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
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

from mnist_desktop.models.answers import Caution
from mnist_desktop.ui import caution_words
from mnist_desktop.ui.theme.theme import Scheme
from mnist_desktop.ui.widgets.labels import label

_THREE_LINES = 44


class SettingsDialog(QDialog):
    """Look, board and how careful to be.

    Signals:
        caution_chosen: A `Caution`.
        scheme_chosen: A `Scheme`.
        grid_chosen: Whether the board shows its baselines.
    """

    scheme_chosen = Signal(object)
    grid_chosen = Signal(bool)
    caution_chosen = Signal(object)

    def __init__(
        self,
        *,
        scheme: Scheme,
        has_grid: bool,
        caution: Caution,
        folders: str,
        parent: QWidget | None = None,
    ) -> None:
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
        self.caution = QComboBox()
        self.caution.setObjectName("caution")
        self.caution.setAccessibleName(caution_words.title())
        self.caution.setToolTip(caution_words.explanation())
        for choice in Caution:
            self.caution.addItem(caution_words.name(choice), choice.value)
        self.caution.setCurrentIndex(self.caution.findData(caution.value))
        self.caution.activated.connect(self._on_caution)
        self.effect = label("", "caption", "caution_effect")
        self.effect.setWordWrap(True)
        self.effect.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.effect.setMinimumHeight(_THREE_LINES)
        self._explain(caution)
        self._lay_out(folders)

    def _lay_out(self, folders: str) -> None:
        form = QFormLayout()
        form.setSpacing(12)
        form.addRow(self.tr("Look"), self.look)
        form.addRow(self.tr("Board"), self.grid)
        careful = QVBoxLayout()
        careful.setSpacing(4)
        careful.addWidget(self.caution)
        careful.addWidget(self.effect)
        form.addRow(caution_words.title(), careful)
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

    def _on_caution(self) -> None:
        caution = Caution(self.caution.currentData())
        self._explain(caution)
        self.caution_chosen.emit(caution)

    def _explain(self, caution: Caution) -> None:
        self.effect.setText(caution_words.effect(caution))
        self.caution.setAccessibleDescription(caution_words.effect(caution))

    def _on_look(self) -> None:
        # Qt keeps the word only.
        self.scheme_chosen.emit(Scheme(self.look.currentData()))
