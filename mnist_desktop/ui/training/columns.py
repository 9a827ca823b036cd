"""The two columns of the Train place, with a handle between them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from mnist_desktop.ui.widgets.splitters import restore_splitter, splitter_text

_WIDTHS = (320, 840)


class Columns(QSplitter):
    """The settings on the left, and on the right what gets the room that is left."""

    def __init__(self, settings: QWidget, right: QWidget) -> None:
        """Put both beside each other."""
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("training_splitter")
        self.setChildrenCollapsible(False)
        self.addWidget(settings)
        self.addWidget(right)
        self.setStretchFactor(1, 1)
        self.setSizes(list(_WIDTHS))

    def state(self) -> dict[str, str]:
        """The widths as a word, to be remembered."""
        return {"splitter": splitter_text(self)}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take up remembered widths."""
        if "splitter" in state:
            restore_splitter(self, state["splitter"])
