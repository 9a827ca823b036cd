"""Presets of the user's own that cannot be read: said where presets are chosen, and deleted there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.training.own_presets import DamagedPreset
from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.widgets.elided import shortened_words
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.wording import sentence


class DamagedPresets(QWidget):
    """Tells of one after the other; hidden where there is none.

    Signals:
        delete_wanted: The `DamagedPreset` that is told of shall be deleted; nobody has been asked yet.
    """

    delete_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.setObjectName("damaged_presets")
        self._presets: tuple[DamagedPreset, ...] = ()
        self.text = label("", "warning", "damaged_preset_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.delete = button(
            self.tr("Delete this file…"),
            "delete_damaged_preset",
            self.tr("Delete the file of the preset that cannot be used"),
            "danger",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addWidget(self.delete)
        self.delete.clicked.connect(self._on_delete)
        self.hide()

    def show_presets(self, presets: Sequence[DamagedPreset]) -> None:
        """Tell of these."""
        self._presets = tuple(presets)
        self.setVisible(bool(presets))
        if not presets:
            return
        first, *others = presets
        told = self.tr("The preset {name} cannot be used. {reason}")
        text = told.format(name=first.name, reason=sentence(first.problem))
        if others:
            text = f"{text} {self.tr('{count} more cannot be used either.').format(count=len(others))}"
        self.text.setText(shortened_words(text))
        self.text.setToolTip(first.name)
        self.delete.setAccessibleDescription(text)

    def _on_delete(self) -> None:
        if self._presets:
            self.delete_wanted.emit(self._presets[0])
