"""A dialog that tells something of several things: a name and a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QScrollArea, QVBoxLayout, QWidget

from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label

_WIDTH, _HEIGHT = 520, 360


class ListDialog(QDialog):
    """Head, names with their sentences, and a button to close."""

    def __init__(
        self, title: str, text: str, lines: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """Show the lines."""
        super().__init__(parent)
        self.setObjectName("list_dialog")
        self.setWindowTitle(title)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for name, words in lines:
            shown = ElidedLabel("strong", "list_name")
            shown.show_text(name)
            column.addWidget(shown)
            column.addWidget(_sentence(words))
            column.addSpacing(8)
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("list_area")
        area.setAccessibleName(text)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 16)
        page.setSpacing(12)
        page.addWidget(label(text, "heading", "list_head"))
        page.addWidget(area, 1)
        page.addWidget(buttons)
        self.resize(_WIDTH, _HEIGHT)


def _sentence(words: str) -> QLabel:
    made = label(words, "muted", "list_sentence")
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
