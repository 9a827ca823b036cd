"""The network as Keras prints it, to read and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.models.network import Network
from mnist_desktop.models.summary import summary
from mnist_desktop.ui.theme.icons import IconShop

_MARGIN = 12


class SummaryView(QWidget):
    """Keras's `model.summary()` of a network."""

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("summary_view")
        self._icons = icons
        self.text = QPlainTextEdit()
        self.text.setObjectName("summary_text")
        self.text.setAccessibleName(self.tr("Summary of the network"))
        self.text.setToolTip(self.tr("The network as model.summary() of Keras prints it"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.document().setDocumentMargin(_MARGIN)
        self.copy = QPushButton()
        self.copy.setObjectName("copy_summary")
        self.copy.setToolTip(self.tr("Copy the summary as text"))
        self._show_copied(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.text, 1)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self.copy.clicked.connect(self._on_copy)

    def show_network(self, network: Network | None) -> None:
        """Show a network's summary; None for one that has a mistake."""
        if network is None:
            text = self.tr("There is no summary as long as the network has a mistake.")
        else:
            text = summary(network)
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
            self._show_copied(False)
        self.copy.setEnabled(network is not None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Begin anew the next time."""
        super().hideEvent(event)
        self._show_copied(False)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._show_copied(True)

    def _show_copied(self, is_copied: bool) -> None:
        words = self.tr("Copied") if is_copied else self.tr("Copy")
        self.copy.setText(words)
        self.copy.setAccessibleName(words)
        self._icons.dress(self.copy, "check" if is_copied else "copy")
