"""The line above the layers: what is shown beneath, what comes in, and the way to the summary."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mnist_desktop.models.network import Shape
from mnist_desktop.ui.shape_words import sizes
from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label

_TO_BASELINE = 4
"""The small words stand on the line of the heading."""


class EditorHead(QWidget):
    """Heading, input of the network, and a button that shows its summary or its layers.

    Signals:
        summary_toggled: Whether the summary shall be shown in place of the layers.
    """

    summary_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with the layers."""
        super().__init__(parent)
        self.setObjectName("editor_head")
        self.heading = label(self.tr("Layers"), "heading", "editor_heading")
        self.input = ElidedLabel("caption", "network_input")
        summary = self.tr("Show the network as model.summary() of Keras prints it")
        self.summary_button = button(self.tr("Summary"), "show_summary", summary)
        self.summary_button.setCheckable(True)
        self.summary_button.toggled.connect(self._on_toggled)
        self.input.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.input.setContentsMargins(0, _TO_BASELINE, 0, 0)
        self.input.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        # As high as the headings of the columns beside it, whatever the height of the button.
        row.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.input, 1)
        row.addWidget(self.summary_button)

    def show_input(self, shape: Shape) -> None:
        """Say what of a digit comes in."""
        text = self.tr("Each digit comes in as {shape} numbers from 0 to 1")
        self.input.show_text(text.format(shape=sizes(shape)))

    def _on_toggled(self, is_shown: bool) -> None:
        self.heading.setText(self.tr("Summary") if is_shown else self.tr("Layers"))
        self.summary_toggled.emit(is_shown)
