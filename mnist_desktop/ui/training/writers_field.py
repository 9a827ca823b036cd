"""Which writers of the ink nothing is learnt from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.ink_survey import InkSurvey
from mnist_desktop.ui.training.tick_list import Tick, TickList
from mnist_desktop.ui.widgets.elided import shortened_words
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.wording import sentence

_MOST_NAMED = 12


class WritersField(QWidget):
    """A tick for each writer that was found; hidden where there is none.

    Signals:
        changed: Other writers are held out.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Start without writers."""
        super().__init__()
        self.setObjectName("writers_field")
        title, tooltip = (
            self.tr("Hold out writers"),
            self.tr("Learn nothing from the writers with a tick, to measure later how strangers are read"),
        )
        self.title = label(title, "", "held_out_title")
        self.title.setToolTip(tooltip)
        self.list = TickList("held_out", title, tooltip)
        self.title.setBuddy(self.list)
        self.trouble = label("", "danger", "held_out_trouble")
        self.trouble.setWordWrap(True)
        self._held_out: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.list, self.trouble):
            column.addWidget(part)
        self.hide()
        self.list.ticks_changed.connect(self._on_ticks_changed)

    @property
    def held_out(self) -> tuple[str, ...]:
        """The writers from whom nothing is learnt, in the order of their names."""
        return self._held_out

    def hold_out(self, writers: Sequence[str]) -> None:
        """Learn nothing from these."""
        self._held_out = tuple(sorted(writers))

    def show_surveys(self, surveys: Sequence[InkSurvey], *, is_complete: bool) -> None:
        """Offer the writers of these files; with all files read it is known who is in none of them."""
        found = sorted({writer for survey in surveys for writer in survey.writers})
        names = sorted({*found, *self._held_out})
        self.list.show_ticks([Tick(name, name, name) for name in names], self._held_out)
        wrong = self.wrong(surveys) if is_complete else ""
        self.trouble.setText(shortened_words(wrong))
        self.trouble.setVisible(bool(wrong))
        self.list.setAccessibleDescription(wrong)
        self.setVisible(bool(names))

    def wrong(self, surveys: Sequence[InkSurvey]) -> str:
        """Why nothing can be learnt without these writers, empty where it can."""
        found = {writer for survey in surveys for writer in survey.writers}
        missing = sorted(set(self._held_out) - found)
        if missing and not surveys:
            return self.tr("There are no ink files to hold writers out of. Take the ticks away.")
        if missing:
            problem = Problem(
                ProblemCode.DATA_WRITER_UNKNOWN,
                path=self.tr("these files"),
                writer=", ".join(missing[:_MOST_NAMED]),
                known=", ".join(sorted(found)[:_MOST_NAMED]) or "–",
            )
            return f"{sentence(problem)} {self.tr('Take the tick away.')}"
        if found and found <= set(self._held_out) and all(survey.is_all_named for survey in surveys):
            return self.tr("Nothing is left to learn from with all writers held out. Leave one of them in.")
        return ""

    def _on_ticks_changed(self) -> None:
        self._held_out = tuple(sorted(self.list.ticked()))
        self.changed.emit()
