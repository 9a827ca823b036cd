"""One of several models that read the drawing: its name, its reading, and its bars."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from mnist_desktop.models.certainty import Sureness, certainty_of
from mnist_desktop.models.class_names import are_digits
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.problems import Problem
from mnist_desktop.ui.draw.reader import Reading
from mnist_desktop.ui.draw.small_bars import SmallBars
from mnist_desktop.ui.draw.told import nothing, told
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.wording import sentence

_GLYPH_WIDTH = 44


class ComparedModel(QWidget):
    """Shows what one model makes of the drawing."""

    def __init__(self, model: LibraryModel, theme: Theme, number: int, parent: QWidget | None = None) -> None:
        """Start without a reading."""
        super().__init__(parent)
        self.model = model
        self.reading: Reading | None = None
        self.setObjectName(f"compared_{number}")
        self.glyph = label("", "small_reading", f"compared_glyph_{number}")
        self.glyph.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.glyph.setFixedWidth(_GLYPH_WIDTH)
        self.name = ElidedLabel("strong", f"compared_name_{number}")
        self.in_use = label(self.tr("in use"), "caption", f"compared_in_use_{number}")
        self.in_use.setToolTip(self.tr("This model reads your drawing when nothing is compared"))
        self.words = ElidedLabel("muted", f"compared_words_{number}")
        self.unable = label(self.tr("knows digits only"), "caption", f"compared_unable_{number}")
        self.unable.setToolTip(
            self.tr("This model cannot tell “not a digit”: it reads a digit into whatever you draw")
        )
        kept = self.unable.sizePolicy()
        # Without it the bars would stand nearer to the words than those of the other models.
        kept.setRetainSizeWhenHidden(True)
        self.unable.setSizePolicy(kept)
        self.bars = SmallBars(theme, f"compared_bars_{number}")
        self._lay_out()
        self.unable.setVisible(not model.facts.can_reject and are_digits(model.facts.class_names))
        self.name.show_text(model.facts.name)
        self._say_nothing()

    def show_in_use(self, is_in_use: bool) -> None:
        """Mark the model that is in use."""
        self.in_use.setVisible(is_in_use)

    def show_reading(self, reading: Reading | Problem) -> None:
        """Show a reading, or why there is none."""
        if isinstance(reading, Problem):
            self.reading = None
            self._say_nothing()
            self.words.show_text(sentence(reading))
            set_role(self.words, "danger")
            return
        self.reading = reading
        if reading.probabilities is None:
            self._say_nothing()
            self.bars.show_probabilities(reading.class_names, None)
            return
        certainty = certainty_of(
            reading.class_names, reading.probabilities, reading.digit_probability, reading.threshold
        )
        said = told(
            certainty, reading.digit_probability, reading.threshold, of_digits=are_digits(reading.class_names)
        )
        is_digit = certainty.sureness is not Sureness.NO_DIGIT
        self.bars.show_probabilities(reading.class_names, reading.probabilities, has_winner=is_digit)
        is_sign = len(said.glyph) == 1
        self._show_glyph(said.glyph if is_sign else "", said.spoken)
        is_named = is_sign or said.glyph in said.words
        words = said.words if is_named else f"{said.glyph}: {said.words}"
        self.words.show_text(words, said.words_meaning)
        set_role(self.words, "muted")

    def _show_glyph(self, glyph: str, spoken: str) -> None:
        # A label arranges everything around it anew, whatever it is told.
        if self.glyph.text() != glyph or not self.glyph.accessibleName():
            self.glyph.setText(glyph)
            self.glyph.setAccessibleName(f"{self.model.facts.name}: {spoken}")

    def _say_nothing(self) -> None:
        self._show_glyph("", nothing().spoken)
        self.words.show_text("")
        set_role(self.words, "muted")
        self.bars.show_probabilities(self.model.facts.class_names, None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name, 1)
        head.addWidget(self.in_use)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.addWidget(self.glyph, 0, 0, 2, 1)
        grid.addLayout(head, 0, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.unable)
        grid.addLayout(line, 1, 1)
        grid.addWidget(self.bars, 2, 0, 1, 2)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
