"""What is known of the chosen model."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.facts import ModelFacts
from mnist_desktop.ui.models import words
from mnist_desktop.ui.models.layer_table import LayerTable
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.wording import sentence

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
    """Names and words of facts, two pairs in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
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
        self.rejection = self._line(grid, self.tr("Not a digit"), "models_rejection")
        self.confidence = self._line(grid, self.tr("Confidence"), "models_confidence")
        self.training = self._line(grid, self.tr("Training"), "models_training")
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def show_facts(self, facts: ModelFacts) -> None:
        """Show what is known: short facts in pairs, longer ones in rows of their own."""
        pairs = words.facts_in_words(facts)
        filled = (*pairs, *[("", "")] * (_MOST_FACTS - len(pairs)))
        for (key, value), (name, text) in zip(self.pairs, filled, strict=True):
            key.setText(name)
            value.show_text(text)
            key.setVisible(bool(name))
            value.setVisible(bool(name))
        self.rejection.show(words.rejection(facts), words.rejection_meaning(facts))
        self.confidence.show(words.confidence(facts.calibration), words.confidence_meaning())
        self.training.show(words.training(facts.training), words.training_meaning(facts.training))

    def _line(self, grid: QGridLayout, name: str, object_name: str) -> _Line:
        line = _Line(label(name, "muted"), ElidedLabel(name=object_name))
        row = grid.rowCount()
        grid.addWidget(line.key, row, 0)
        grid.addWidget(line.value, row, 1, 1, _COLUMNS - 1)
        return line


class Figure(QWidget):
    """A number that matters, with its name below."""

    def __init__(self, name: str, caption: str, tooltip: str, parent: QWidget | None = None) -> None:
        """Start without a number."""
        super().__init__(parent)
        self.number = label("", "figure", name)
        self.setToolTip(tooltip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(label(caption, "caption"))

    def show_number(self, text: str) -> None:
        """Show a number; a dash stands for an unknown one."""
        self.number.setText(text or "–")


class ModelDetails(QWidget):
    """Name, figures, facts and layers of one model, or what is wrong with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a model."""
        super().__init__(parent)
        self.setObjectName("models_details")
        self.name = ElidedLabel("heading", "models_name")
        self.notice = label("", "warning", "models_notice")
        self.notice.setWordWrap(True)
        self.accuracy = Figure(
            "models_accuracy",
            self.tr("on MNIST"),
            self.tr("The share of MNIST's 10,000 test digits that the model reads rightly"),
        )
        self.parameters = Figure(
            "models_parameters", self.tr("parameters"), self.tr("How many numbers the network consists of")
        )
        self.disk = Figure(
            "models_size", self.tr("on disk"), self.tr("The size of the model as a Keras file")
        )
        self.facts = FactGrid()
        self.layers = LayerTable()
        self.layers_heading = label(self.tr("Layers"), "heading", "models_layers_heading")
        self._lay_out()

    def show_model(self, model: LibraryModel) -> None:
        """Show what is known of `model`."""
        facts = model.facts
        self.name.show_text(facts.name)
        trouble = sentence(model.obstacle) if model.obstacle else words.advice(model)
        set_role(self.notice, "danger" if model.damaged else "warning")
        self.notice.setText(trouble)
        self.notice.setVisible(bool(trouble))
        self.accuracy.show_number(words.accuracy(facts))
        self.parameters.show_number(f"{facts.parameters:,}" if facts.parameters else "")
        self.disk.show_number(words.size(facts.keras_bytes) if facts.keras_bytes else "")
        is_known = bool(facts.layers)
        if is_known:
            self.facts.show_facts(facts)
        self.layers.show_layers(facts.layers)
        for part in (self.figures, self.facts, self.layers, self.layers_heading):
            part.setVisible(is_known)

    def _lay_out(self) -> None:
        self.figures = QWidget()
        row = QHBoxLayout(self.figures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        for figure in (self.accuracy, self.parameters, self.disk):
            row.addWidget(figure)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.name)
        column.addWidget(self.notice)
        column.addWidget(self.figures)
        column.addWidget(self.facts)
        column.addSpacing(8)
        column.addWidget(self.layers_heading)
        column.addWidget(self.layers, 1)
        # Where there is no table (a damaged model), the words stay at the top.
        column.addStretch(0)
