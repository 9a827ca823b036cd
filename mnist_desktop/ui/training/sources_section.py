"""What a training gets beside its plan: a set, ink, weights to begin with, whether it can be repeated."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.training.ink_to_learn import ink_epochs_left_out
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.sources import Sources, sources_from, sources_record
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.data_field import DataField
from mnist_desktop.ui.training.field_row import FieldRow
from mnist_desktop.ui.training.ink_list import InkList
from mnist_desktop.ui.training.parts_field import PartsField
from mnist_desktop.ui.training.start_field import StartField
from mnist_desktop.ui.training.tick_field import TickField
from mnist_desktop.ui.training.writers_field import WritersField
from mnist_desktop.ui.widgets.labels import label

INK, HELD_OUT, START, DATA = "ink", "held_out", "start", "data"
SETTINGS = (INK, HELD_OUT, START)
"""Those that stand in here; the field of the set stands among the settings that everybody needs."""
_WORD = "sources"


class SourcesSection(QWidget):
    """Shows the sources of the next training; somebody else reads the files.

    Signals:
        changed: `sources` or `left_out` may be others now, or more is known of them.
    """

    changed = Signal()

    def __init__(self, icons: IconShop) -> None:
        """Start with MNIST, without ink, and with fresh weights."""
        super().__init__()
        self.setObjectName("sources_section")
        self._is_showing = False
        self.data = DataField()
        self.intro = label("", "caption", "ink_intro")
        self.intro.setWordWrap(True)
        self.ink = InkList(icons)
        self.writers = WritersField()
        self.parts = PartsField()
        self.start = StartField()
        self.deterministic = TickField(self.tr("Repeatable to the bit"))
        self.deterministic.setObjectName("deterministic")
        self.deterministic.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.deterministic.setToolTip(
            self.tr(
                "The same settings give exactly the same network each time on this computer. "
                "Some calculations are slower then."
            )
        )
        self.deterministic_row = FieldRow(self.deterministic)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.intro, self.ink, self.writers, self.parts, self.start, self.deterministic_row):
            column.addWidget(part)
        fields = (self.data, self.ink, self.writers, self.parts, self.start)
        for signal in (field.changed for field in fields):
            signal.connect(self._on_changed)
        self.deterministic.toggled.connect(self._on_changed)

    def sources(self) -> Sources:
        """What the next training gets; ink files that are not read yet have no hash.

        Ink stays on the list while a set without digits is chosen, and is not learnt from.
        """
        data = self.data.chosen
        return Sources(
            ink=self.ink.sources() if data.shows_digits else (),
            held_out=self.writers.held_out if data.shows_digits else (),
            start=self.start.source(),
            deterministic=self.deterministic.isChecked(),
            data=data,
        )

    def show_sources(self, sources: Sources) -> None:
        """Take up what a training got; its files are as they are now."""
        self._is_showing = True
        self.data.choose(sources.data)
        self.writers.hold_out(sources.held_out)
        self.start.show_source(sources.start)
        self.deterministic.setChecked(sources.deterministic)
        self.ink.show_files([file.path for file in sources.ink])
        self._is_showing = False
        self._on_changed()

    def show_plan(self, plan: TrainingPlan) -> None:
        """Say what of the sources a plan can be trained with."""
        self.ink.show_for(plan.rejects)
        self.writers.show_surveys(self.ink.surveys, is_complete=self.ink.unread() is None)
        self.parts.setVisible(plan.rejects)
        self.start.show_for(plan.network)
        self._show_ink()
        self.deterministic_row.show_note(
            self.tr("Some calculations are slower then.") if self.deterministic.isChecked() else ""
        )

    def wrong(self, plan: TrainingPlan) -> dict[str, str]:
        """A sentence for each of DATA and SETTINGS that the plan cannot be trained with."""
        shows_digits = self.data.chosen.shows_digits
        ink = self.ink.wrong(plan.rejects) if shows_digits else ""
        writers = self.writers.wrong(self.ink.surveys) if shows_digits and not ink else ""
        start = self.start.wrong(plan.network)
        found = {DATA: self.data.wrong(), INK: ink, HELD_OUT: writers, START: start}
        return {setting: words for setting, words in found.items() if words}

    def epochs_note(self, plan: TrainingPlan) -> str:
        """What becomes of the epochs that a plan has for ink; empty where it has none."""
        if plan.ink_epochs is None:
            return ""
        if ink_epochs_left_out(plan, self.sources()):
            text = self.tr("{count} more, for ink, are left out: no ink file is chosen under {section}.")
        else:
            text = self.tr("Then {count} more, which learn from the ink as well.")
        return text.format(count=plan.ink_epochs.epochs, section=self.title())

    def title(self) -> str:
        """What the section is called."""
        return self.tr("Handwriting and start")

    def told(self) -> str:
        """In a word or two, what is chosen."""
        count = len(self.ink.rows) if self.data.chosen.shows_digits else 0
        words = [] if not count else [self.tr("1 file") if count == 1 else self.tr("{count} files")]
        if self.start.source() is not None:
            words.append(self.tr("from a model"))
        if self.deterministic.isChecked():
            words.append(self.tr("repeatable"))
        return ", ".join(words).format(count=count)

    def field(self, setting: str) -> QWidget:
        """Where DATA or one of SETTINGS is changed."""
        match setting:
            case "data":
                return self.data.field
            case "held_out":
                return self.writers.list
            case "start":
                return self.start.field
        return self.ink.first_wrong()

    def tab_stops(self) -> list[QWidget]:
        """Everything that can be gone into, from top to bottom."""
        rows = [row.remove for row in self.ink.rows]
        last = (self.start.field, self.start.adopt, self.deterministic)
        return [*rows, self.ink.add_button, self.writers.list, self.parts.list, *last]

    def state(self) -> dict[str, str]:
        """The sources as a word, to be remembered."""
        return {_WORD: json.dumps(sources_record(self.sources()))}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take up remembered sources; none where they are damaged."""
        try:
            self.show_sources(sources_from(json.loads(state[_WORD])))
        except (KeyError, TypeError, ValueError, RecursionError):
            return

    def _show_ink(self) -> None:
        """Let ink be chosen beside digits only, and say why it cannot be beside anything else."""
        data = self.data.chosen
        self.ink.setVisible(data.shows_digits)
        self.writers.setVisible(data.shows_digits and not self.writers.isHidden())
        self.intro.setVisible(not (data.shows_digits and self.ink.rows))
        text = self.tr("Digits that people drew can be learnt from as well as those of MNIST.")
        if not data.shows_digits:
            text = self.tr("{name} shows no digits, so no handwriting is learnt beside it.")
        self.intro.setText(text.format(name=data.name))

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.changed.emit()
