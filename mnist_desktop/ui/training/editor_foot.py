"""The buttons beneath the layers: what becomes of the network as a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.button_row import button


class EditorFoot(QWidget):
    """Keep as preset, reset, delete the preset, done."""

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Make the buttons; the one that deletes is hidden until there is something to delete."""
        super().__init__(parent)
        self.setObjectName("editor_foot")
        keep = self.tr("Keep these layers and all settings under a name of your own")
        self.keep = button(self.tr("Keep as preset…"), "keep_preset", keep)
        reset = self.tr("Take the layers that the preset has; you can undo it")
        self.reset = button(self.tr("Reset"), "reset_network", reset)
        forget = self.tr("Delete this preset of yours; models and trainings stay")
        self.forget = button(self.tr("Delete preset…"), "forget_preset", forget, "danger")
        self.forget.hide()
        self.done = button(self.tr("Done"), "editor_done", self.tr("Go back to the plots"))
        icons.dress(self.keep, "save")
        icons.dress(self.reset, "rotate-ccw")
        icons.dress(self.forget, "trash-2", "danger")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.reset)
        row.addWidget(self.forget)
        row.addStretch(1)
        row.addWidget(self.done)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons, in tab order."""
        return (self.keep, self.reset, self.forget, self.done)
