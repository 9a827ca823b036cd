"""Which parts of the handwriting that the program makes up a network that rejects learns from."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.ui.training.tick_list import Tick, TickList
from mnist_desktop.ui.widgets.labels import label

translate = QCoreApplication.translate


class PartsField(QWidget):
    """A tick for each part that is learnt from.

    Signals:
        changed: Other parts are learnt from.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Start with all parts."""
        super().__init__()
        self.setObjectName("parts_field")
        title, tooltip = (
            self.tr("Made handwriting"),
            self.tr(
                "What the program makes up for this network to learn from. "
                "Leave out a part to see what it is good for."
            ),
        )
        self.title = label(title, "", "parts_title")
        self.title.setToolTip(tooltip)
        self.list = TickList("parts", title, tooltip)
        self.title.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.list)
        self.show_left_out(())
        self.list.ticks_changed.connect(self.changed)

    def left_out(self) -> frozenset[Part]:
        """The parts to do without."""
        return frozenset(Part) - {Part(value) for value in self.list.ticked()}

    def show_left_out(self, parts: Collection[Part]) -> None:
        """Tick all parts but these."""
        self.list.show_ticks(_entries(), [part.value for part in Part if part not in parts])


def _entries() -> list[Tick]:
    return [
        Tick(
            Part.INK,
            translate("Parts", "variations of the ink"),
            translate(
                "Parts", "The digits of the ink files, bent and stretched as other hands would draw them."
            ),
        ),
        Tick(
            Part.STYLES,
            translate("Parts", "other styles of digits"),
            translate("Parts", "Digits in styles that people write, those that MNIST lacks among them."),
        ),
        Tick(
            Part.ADDITIONS,
            translate("Parts", "digits with additions"),
            translate("Parts", "MNIST’s digits with what other hands add: slashed zeros, crossed sevens."),
        ),
        Tick(
            Part.LETTERS,
            translate("Parts", "letters"),
            translate(
                "Parts", "Letters that look like no digit, those of the ink too, to learn what to reject."
            ),
        ),
        Tick(
            Part.GLYPHS,
            translate("Parts", "other signs"),
            translate("Parts", "Signs and symbols that are no digit, to learn what to reject."),
        ),
        Tick(
            Part.SHAPES,
            translate("Parts", "scribbles and lines"),
            translate("Parts", "Scribbles, lines, dots and unfinished digits, to learn what to reject."),
        ),
    ]
