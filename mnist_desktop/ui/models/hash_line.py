"""The hash of a model's file: short to look at, whole in the tooltip, and to copy."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.labels import label

_SHORT = 12
_TOLD_MILLISECONDS = 2000


class HashLine(QWidget):
    """Twelve signs of the hash and a button that copies all of it."""

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without a hash."""
        super().__init__(parent)
        self.whole = ""
        self.short = label("", "", "models_hash")
        self.copied = label(self.tr("copied"), "caption", "models_hash_copied")
        self.copied.hide()
        self.copy = QToolButton()
        self.copy.setObjectName("models_hash_copy")
        self.copy.setProperty("role", "flat")
        self.copy.setFixedSize(32, 32)
        self.copy.setAccessibleName(self.tr("Copy the hash"))
        self.copy.setToolTip(self.tr("Copy the whole hash"))
        icons.dress(self.copy, "copy", "muted")
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_TOLD_MILLISECONDS)
        self._told.timeout.connect(self.copied.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.short)
        row.addWidget(self.copy)
        row.addWidget(self.copied)
        row.addStretch(1)
        self.copy.clicked.connect(self._on_copy)

    def show_hash(self, sha256: str) -> None:
        """Show this hash."""
        self.whole = sha256
        self.short.setText(f"{sha256[:_SHORT]}…")
        self.short.setAccessibleName(sha256)
        self.short.setToolTip(f"SHA-256: {sha256}")
        self.copied.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.whole)
        self.copied.show()
        self._told.start()
