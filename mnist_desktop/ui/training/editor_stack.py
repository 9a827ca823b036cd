"""The layers of a network, or its summary in their place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mnist_desktop.ui.training.editor_head import EditorHead
from mnist_desktop.ui.training.layers_page import LayersPage
from mnist_desktop.ui.training.summary_view import SummaryView


class EditorStack(QStackedWidget):
    """Follows the button in the head, and knows whether the summary was all that was wanted.

    Signals:
        summary_shown: The summary is in sight now, and has to be that of today's network.
    """

    summary_shown = Signal()

    def __init__(self, head: EditorHead, parent: QWidget | None = None) -> None:
        """Wait for what shall be shown."""
        super().__init__(parent)
        self.setObjectName("editor_stack")
        self._button = head.summary_button
        self._is_summary_alone = False
        head.summary_toggled.connect(self._on_toggled)

    def hold(self, page: LayersPage, summary: SummaryView) -> None:
        """Show the layers, and the summary when it is wanted."""
        self.addWidget(page)
        self.addWidget(summary)

    @property
    def shows_summary(self) -> bool:
        """Whether the summary is in sight."""
        return self._button.isChecked()

    def open(self, *, with_summary: bool) -> None:
        """Show the summary alone, or the layers."""
        self._button.setChecked(with_summary)
        self._is_summary_alone = with_summary

    def close_summary(self) -> bool:
        """Go back from the summary to the layers, where it was opened from there; whether it was."""
        was_opened_here = self.shows_summary and not self._is_summary_alone
        if was_opened_here:
            self._button.setChecked(False)
        return was_opened_here

    def _on_toggled(self, is_shown: bool) -> None:
        self._is_summary_alone = False
        self.setCurrentIndex(int(is_shown))
        if is_shown:
            self.summary_shown.emit()
