"""One ink file to learn from: its name, what is in it or what is wrong with it, and a way to leave it out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from mnist_desktop.problems import Problem
from mnist_desktop.training.ink_survey import InkSurvey
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.elided import ElidedLabel, shortened_words
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.wording import sentence

_CONTROL = 32


class InkRow(QWidget):
    """Begins as a file that nobody has read.

    Signals:
        remove_wanted: Nothing shall be learnt from the file of this path.
    """

    remove_wanted = Signal(str)

    def __init__(self, path: str, icons: IconShop) -> None:
        """Show the file's name."""
        super().__init__()
        self.setObjectName("ink_row")
        self.path = path
        self.survey: InkSurvey | None = None
        self.problem: Problem | None = None
        self.name = ElidedLabel("", "ink_name")
        self.name.show_text(Path(path).name, path)
        self.note = _told("caption", "ink_note")
        self.trouble = _told("danger", "ink_trouble")
        self.remove = QToolButton()
        self.remove.setObjectName("ink_remove")
        self.remove.setProperty("role", "flat")
        self.remove.setAccessibleName(self.tr("Remove {name}").format(name=Path(path).name))
        self.remove.setToolTip(self.tr("Learn nothing from this file; the file itself stays"))
        self.remove.setFixedSize(_CONTROL, _CONTROL)
        icons.dress(self.remove, "x", "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.remove, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.note, 1, 0)
        grid.addWidget(self.trouble, 2, 0, 1, 2)
        self.remove.clicked.connect(self._on_remove)

    @property
    def is_read(self) -> bool:
        """Whether it is known what is in the file, or what is wrong with it."""
        return self.survey is not None or self.problem is not None

    def take(self, found: InkSurvey | Problem | None) -> None:
        """What reading it has brought; None while it is read."""
        self.survey = found if isinstance(found, InkSurvey) else None
        self.problem = found if isinstance(found, Problem) else None

    def show_for(self, rejects: bool) -> None:
        """Say what a network that rejects, or one that does not, can learn from the file."""
        self.note.setText(self._noted(rejects))
        self.note.setVisible(bool(self.note.text()))
        wrong = self._wrong(rejects) if self.is_read else ""
        self.trouble.setText(shortened_words(wrong))
        self.trouble.setVisible(bool(wrong))
        self.remove.setAccessibleDescription(wrong or self.note.text())

    def wrong(self, rejects: bool) -> str:
        """Why a training cannot begin with this file, empty where it can."""
        if not self.is_read:
            return self.tr("{name} is still being read.").format(name=Path(self.path).name)
        return self._wrong(rejects)

    def _wrong(self, rejects: bool) -> str:
        if self.problem is not None:
            named = {**self.problem.values, "path": Path(self.path).name}
            return sentence(Problem(self.problem.code, **named))
        if self.survey is not None and not self.survey.learnable(rejects):
            return self.tr(
                "None of its drawings is labelled with a digit, so there is nothing to learn from. Remove it."
            )
        return ""

    def _noted(self, rejects: bool) -> str:
        if self.survey is None:
            return "" if self.problem else self.tr("Being read …")
        digits, letters = self.survey.digits, self.survey.letters
        if not self.survey.learnable(rejects):
            return ""
        count = self.tr("1 digit") if digits == 1 else self.tr("{count} digits").format(count=f"{digits:,}")
        if rejects and letters:
            count = self.tr("{digits}, {letters} letters").format(digits=count, letters=f"{letters:,}")
        writers = len(self.survey.writers)
        if not writers:
            return self.tr("{count}, writers unknown").format(count=count)
        if writers == 1:
            return self.tr("{count} of 1 writer").format(count=count)
        return self.tr("{count} of {writers} writers").format(count=count, writers=f"{writers:,}")

    def _on_remove(self) -> None:
        self.remove_wanted.emit(self.path)


def _told(role: str, name: str) -> QLabel:
    made = label("", role, name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.hide()
    return made
