"""One model's column in a comparison: values, what they are beside the others', and its confusions."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from mnist_desktop.evaluation.model_figures import ModelFigures, SetFigures
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models import words
from mnist_desktop.ui.models.small_matrix import SmallMatrix
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label

_MOST_CONFUSIONS = 3
UNKNOWN = "–"


@dataclass(frozen=True)
class Value:
    """A value and, quieter below it, how it differs."""

    shown: ElidedLabel
    difference: QLabel
    widget: QWidget

    @classmethod
    def named(cls, name: str, role: str = "") -> Value:
        """Without a value yet."""
        widget = QWidget()
        shown, difference = ElidedLabel(role, name), label("", "caption", f"{name}_difference")
        # A long sentence takes more lines, not the room of the other columns.
        difference.setWordWrap(True)
        difference.setTextFormat(Qt.TextFormat.PlainText)
        difference.setMinimumWidth(0)
        difference.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(shown)
        column.addWidget(difference)
        return cls(shown, difference, widget)

    def show(self, text: str, difference: str = "", meaning: str = "") -> None:
        """Show it; a dash stands for what is unknown."""
        self.shown.show_text(text or UNKNOWN, meaning)
        self.difference.setText(difference)
        self.difference.setVisible(bool(difference))


def confusions_text(figures: SetFigures | None) -> str:
    """The most frequent mistakes, a line each."""
    if figures is None:
        return ""
    lines = [
        words.confusion(mistake.true, mistake.read, mistake.count)
        for mistake in figures.confusions(_MOST_CONFUSIONS)
    ]
    return "\n".join(lines) or words.no_confusion()


class ConfusionCell(QWidget):
    """The most frequent mistakes in words, and the matrix."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Start blank."""
        super().__init__(parent)
        self.told = label("", "", f"{name}_words")
        self.told.setMinimumWidth(0)
        self.told.setWordWrap(True)
        self.matrix = SmallMatrix(theme, f"{name}_matrix")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.told)
        column.addWidget(self.matrix, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_figures(self, figures: SetFigures | None) -> None:
        """Show them; None where nothing was measured."""
        text = confusions_text(figures)
        self.told.setText(text or UNKNOWN)
        self.matrix.show_figures(figures)
        self.matrix.setAccessibleDescription(text.replace("\n", ", "))
        self.matrix.setVisible(figures is not None)


@dataclass
class ComparedColumn:
    """What is known of one of the compared models."""

    model: LibraryModel
    figures: ModelFigures
    problem: str = ""
