"""What is known of a model, as names and words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mnist_desktop.models.class_names import are_digits
from mnist_desktop.models.facts import ModelFacts
from mnist_desktop.ui.models import form_words, words
from mnist_desktop.ui.models.hash_line import HashLine
from mnist_desktop.ui.models.history import epochs_of, summary
from mnist_desktop.ui.models.history_plot import HistoryPlot
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label

_MOST_FACTS = 6
_COLUMNS = 4


@dataclass(frozen=True)
class _Line:
    """A fact in a row of its own."""

    key: QLabel
    value: ElidedLabel

    def show(self, text: str, meaning: str = "") -> None:
        self.value.show_text(text, meaning)
        self.key.setToolTip(meaning)
        self.key.setVisible(bool(text))
        self.value.setVisible(bool(text))


class FactGrid(QWidget):
    """Short facts, two pairs in a row; longer ones in rows of their own; the history of the training."""

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without facts."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.pairs = []
        for number in range(_MOST_FACTS):
            key, value = label("", "muted"), ElidedLabel(name=f"models_fact_{number}")
            row, column = divmod(number, 2)
            grid.addWidget(key, row, 2 * column)
            grid.addWidget(value, row, 2 * column + 1)
            self.pairs.append((key, value))
        self.form = self._line(grid, self.tr("Pixels"), "models_form")
        self.rejection = self._line(grid, self.tr("Not a digit"), "models_rejection")
        self.confidence = self._line(grid, self.tr("Confidence"), "models_confidence")
        self.training = self._line(grid, self.tr("Training"), "models_training")
        self.history = self._line(grid, self.tr("Its epochs"), "models_epochs")
        self.plot = HistoryPlot(theme)
        grid.addWidget(self.plot, grid.rowCount(), 1, 1, _COLUMNS - 1)
        self.hash = HashLine(icons)
        row = grid.rowCount()
        grid.addWidget(label(self.tr("Hash"), "muted"), row, 0)
        grid.addWidget(self.hash, row, 1, 1, _COLUMNS - 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def show_facts(self, facts: ModelFacts, milliseconds: float | None) -> None:
        """Show what is known, and how long a reading takes where that was measured."""
        pairs = words.facts_in_words(facts, milliseconds)
        filled = (*pairs, *[("", "")] * (_MOST_FACTS - len(pairs)))
        for (key, value), (name, text) in zip(self.pairs, filled, strict=True):
            key.setText(name)
            value.show_text(text)
            key.setVisible(bool(name))
            value.setVisible(bool(name))
        self.form.show(form_words.form(facts), form_words.form_meaning())
        title = self.tr("Not a digit") if are_digits(facts.class_names) else self.tr("Anything else")
        self.rejection.key.setText(title)
        self.rejection.show(words.rejection(facts), words.rejection_meaning(facts))
        self.confidence.show(words.confidence(facts.calibration), words.confidence_meaning())
        self.training.show(words.training(facts.training), words.training_meaning(facts.training))
        epochs = epochs_of(facts.training)
        self.history.show(summary(epochs))
        self.plot.show_epochs(epochs)
        self.plot.setVisible(len(epochs) > 1)
        self.hash.show_hash(facts.keras_sha256)

    def _line(self, grid: QGridLayout, name: str, object_name: str) -> _Line:
        line = _Line(label(name, "muted"), ElidedLabel(name=object_name))
        row = grid.rowCount()
        grid.addWidget(line.key, row, 0)
        grid.addWidget(line.value, row, 1, 1, _COLUMNS - 1)
        return line
