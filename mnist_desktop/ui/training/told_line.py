"""A line beneath a field for what is wrong with it, and how the field itself shows that."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

_WRONG = "wrong"
_ABOVE_WORDS = 2


class ToldLine(QLabel):
    """A small label for a sentence, hidden while there is none, as wide as the field above it."""

    def __init__(self, role: str, name: str) -> None:
        """Start without a sentence."""
        super().__init__()
        self.setProperty("role", role)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(0, _ABOVE_WORDS, 0, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.hide()

    def sizeHint(self) -> QSize:
        """No width of its own: the columns stay as they are."""
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """No width of its own either."""
        return QSize(0, super().minimumSizeHint().height())


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
