"""Which set a training learns from: MNIST, or one that the user keeps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.ui.training.field_row import FieldRow
from mnist_desktop.ui.training.fields import Choice, ChoiceField
from mnist_desktop.ui.wording import sentence


class DataField(QWidget):
    """A list of the sets, with a line on the one that is chosen.

    Signals:
        changed: Another set is chosen, or more is known of it.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Start with MNIST alone."""
        super().__init__()
        self.setObjectName("data_field")
        self._sets: dict[str, LearntSet] = {}
        self._kept: frozenset[str] = frozenset()
        self._is_told = False
        self.field = ChoiceField()
        self.field.setObjectName("data_set")
        self.field.setAccessibleName(self.tr("Data"))
        self.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field.set_help(
            self.tr(
                "Which images the network learns from. Sets that you import stand here beside MNIST; "
                "the last layer of the network follows the number of their classes."
            )
        )
        self.row = FieldRow(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.row)
        self.offer((MNIST,))
        self.field.currentIndexChanged.connect(self._on_index_changed)

    @property
    def chosen(self) -> LearntSet:
        """The set that is chosen."""
        return self._sets[str(self.field.currentData())]

    def offer(self, sets: Sequence[LearntSet]) -> None:
        """Offer these sets; one that is chosen and not among them stays, and is told of."""
        kept = {one.identifier: one for one in sets}
        chosen = self.chosen if self._sets else MNIST
        if kept == self._sets:
            return
        self._is_told = True
        self.field.clear()
        self._sets, self._kept = {}, frozenset(kept)
        for one in sets:
            self._add(one, self._meaning(one))
        self._choose(kept.get(chosen.identifier, chosen))
        self._is_told = False
        self._show_note()
        self.changed.emit()

    def choose(self, data: LearntSet) -> None:
        """Choose a set, also one that is not kept any more."""
        self._is_told = True
        self._choose(data)
        self._is_told = False
        self._show_note()
        self.changed.emit()

    def wrong(self) -> str:
        """Why a training cannot learn from the chosen set, empty where it can."""
        chosen = self.chosen
        if chosen.identifier not in self._kept:
            return sentence(Problem(ProblemCode.SET_UNKNOWN, name=chosen.name))
        if not chosen.train_count:
            return sentence(Problem(ProblemCode.DATA_WITHOUT_TRAINING, name=chosen.name))
        return ""

    def _choose(self, data: LearntSet) -> None:
        if data.identifier not in self._sets:
            # A training of before may have learnt from a set that was removed.
            self._add(data, self.tr("It is not among your sets."))
        self.field.choose(data.identifier)

    def _add(self, data: LearntSet, meaning: str) -> None:
        self._sets[data.identifier] = data
        self.field.offer(Choice(data.identifier, data.name, meaning))

    def _meaning(self, data: LearntSet) -> str:
        counts = {
            "train": f"{data.train_count:,}",
            "test": f"{data.tested:,}",
            "classes": f"{len(data.class_names):,}",
        }
        if data.has_test_part:
            text = self.tr("{train} images of {classes} classes to learn from, and {test} for the test.")
        else:
            text = self.tr(
                "{train} images of {classes} classes. It has no test part, so {test} of them are kept aside "
                "for the test."
            )
        return text.format(**counts)

    def _show_note(self) -> None:
        wrong = self.wrong()
        self.row.show_trouble(wrong)
        # Of MNIST everybody has read on the way here.
        self.row.show_note("" if wrong or self.chosen == MNIST else self.field.meaning())

    def _on_index_changed(self) -> None:
        if not self._is_told:
            self._show_note()
            self.changed.emit()
