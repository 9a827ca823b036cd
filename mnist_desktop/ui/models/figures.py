"""A number that matters, with its name below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.ui.widgets.labels import label


class Figure(QWidget):
    """A number that matters, with its name below."""

    def __init__(self, name: str, caption: str, tooltip: str, parent: QWidget | None = None) -> None:
        """Start without a number."""
        super().__init__(parent)
        self.number = label("", "figure", name)
        self.caption = label("", "caption")
        self.name_as(caption, tooltip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.caption)

    def name_as(self, caption: str, tooltip: str) -> None:
        """Say below it what the number is, and in the tooltip what that means."""
        self.caption.setText(caption)
        self.setToolTip(tooltip)

    def show_number(self, text: str) -> None:
        """Show a number; a dash stands for an unknown one."""
        self.number.setText(text or "–")
