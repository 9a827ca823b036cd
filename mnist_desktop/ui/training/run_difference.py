"""What a kept training did differently from another, or from the settings of now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mnist_desktop.training.kept_run import KeptRun
from mnist_desktop.ui.training.run_words import label_of
from mnist_desktop.ui.widgets.labels import label

_HEIGHT = 104


class RunDifference(QWidget):
    """A heading that says what is compared, and a line for each difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(parent)
        self.heading = label("", "caption", "run_difference_heading")
        self.text = label("", "", "run_difference")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Of one height whatever it says, so that the list above stays where it is.
        self.area = QScrollArea()
        self.area.setObjectName("run_differences")
        self.area.setWidgetResizable(True)
        self.area.setFixedHeight(_HEIGHT)
        self.area.setWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.area)

    def show_words(self, phrases: Sequence[str] | None, basis: KeptRun | None) -> None:
        """Show these; they come of a comparison with `basis`, None for the settings. Without any it hides."""
        self.setVisible(phrases is not None)
        if phrases is None:
            return
        self.text.setText(_lines(phrases) or self.tr("The same settings"))
        if basis is None:
            heading = self.tr("Compared with the settings now")
            tooltip = self.tr("What this training did differently from the settings of now")
        else:
            heading = self.tr("Compared with the training shown")
            tooltip = self.tr("What this training did differently from {name}").format(name=label_of(basis))
        self.heading.setText(heading)
        self.area.setAccessibleName(heading)
        self.area.setToolTip(tooltip)


def _lines(phrases: Sequence[str]) -> str:
    """A line for each phrase."""
    return "\n".join(f"{phrase[:1].upper()}{phrase[1:]}" for phrase in phrases)
