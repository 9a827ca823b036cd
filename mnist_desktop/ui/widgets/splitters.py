"""What a splitter remembers between two starts, as text."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter


def splitter_text(splitter: QSplitter) -> str:
    """The places of its handles."""
    return splitter.saveState().toBase64().toStdString()


def restore_splitter(splitter: QSplitter, text: str) -> None:
    """Put its handles where they were; text that says nothing of the kind changes nothing."""
    splitter.restoreState(QByteArray.fromBase64(text.encode("ascii", "ignore")))
