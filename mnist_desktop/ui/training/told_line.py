"""A line beneath a field for what is wrong with it, and how the field itself shows that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from mnist_desktop.ui.widgets.labels import label

_WRONG = "wrong"
_ABOVE_WORDS = 2


def told_line(role: str, name: str) -> QLabel:
    """A small label for a sentence, hidden while there is none."""
    words = label("", role, name)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setWordWrap(True)
    words.setContentsMargins(0, _ABOVE_WORDS, 0, 0)
    words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    words.hide()
    return words


def line_height(words: QLabel) -> int:
    """The room that one line of it takes."""
    words.ensurePolished()
    return _ABOVE_WORDS + QFontMetrics(words.font()).height()


def mark(field: QWidget, is_wrong: bool) -> None:
    """Let the border of a field say whether its value is wrong."""
    if bool(field.property(_WRONG)) == is_wrong:
        return
    field.setProperty(_WRONG, is_wrong)
    field.style().unpolish(field)
    field.style().polish(field)
