"""Whether digits are changed at random while a network learns, and how far."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.training.plan import Augmentation
from mnist_desktop.ui.training.augmentation_kinds import kinds
from mnist_desktop.ui.training.button_row import ButtonRow, button
from mnist_desktop.ui.training.field_row import FieldRow
from mnist_desktop.ui.training.tick_field import TickField


class AugmentationSection(QWidget):
    """The switch, the changes in words, and the way to them.

    Signals:
        adjust_wanted: The changes shall be set, with a preview.
    """

    adjust_wanted = Signal()

    def __init__(self, switch: TickField) -> None:
        """Show the plan's own switch."""
        super().__init__()
        self._switch = switch
        self.row = FieldRow(switch)
        self.adjust = button(
            self.tr("Adjust…"), "adjust_augmentation", self.tr("Set how far, and see digits being changed")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.row)
        column.addWidget(ButtonRow(self.adjust))
        self.adjust.clicked.connect(self.adjust_wanted)
        switch.toggled.connect(self.adjust.setEnabled)
        self.adjust.setEnabled(switch.isChecked())

    def show_augmentation(self, changes: Augmentation) -> None:
        """Say in words what is changed, and how far."""
        words = [
            f"{kind.title} {getattr(changes, kind.name) * kind.scale:.3g}{kind.unit}"
            for kind in kinds()
            if getattr(changes, kind.name)
        ]
        self.row.show_note(", ".join(words) or self.tr("Nothing is changed yet"))
