"""The buttons beneath the layers: what becomes of the network as a whole."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.button_row import button


class EditorFoot(QWidget):
    """Keep as preset, reset, rename and delete the preset, done."""

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Make the buttons; those for a preset of one's own are hidden."""
        super().__init__(parent)
        self.setObjectName("editor_foot")
        keep = self.tr("Keep these layers and all settings under a name of your own")
        self.keep = button(self.tr("Keep as preset…"), "keep_preset", keep)
        reset = self.tr("Take the layers that the preset has; you can undo it")
        self.reset = button(self.tr("Reset"), "reset_network", reset)
        forget = self.tr("Delete this preset of yours; models and trainings stay")
        self.forget = button(self.tr("Delete…"), "forget_preset", forget, "danger")
        rename = self.tr("Give this preset of yours another name")
        self.rename = button(self.tr("Rename…"), "rename_preset", rename)
        self.offer_own(False)
        self.done = button(self.tr("Done"), "editor_done", self.tr("Go back to the plots"))
        icons.dress(self.keep, "save")
        icons.dress(self.reset, "rotate-ccw")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.reset)
        row.addWidget(self.rename)
        row.addWidget(self.forget)
        row.addStretch(1)
        row.addWidget(self.done)

    def offer_own(self, is_own: bool) -> None:
        """Offer to rename and to delete the preset, where it is the user's own."""
        self.rename.setVisible(is_own)
        self.forget.setVisible(is_own)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons, in tab order."""
        return (self.keep, self.reset, self.rename, self.forget, self.done)
