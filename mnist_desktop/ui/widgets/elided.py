"""A label that shortens its text to the room it has and tells the whole in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def shortened_words(text: str, longest: int = 28) -> str:
    """The text with the middle left out of each word that no narrow column has room for, such as a path."""
    half = longest // 2
    return " ".join(
        word if len(word) <= longest else f"{word[:half]}…{word[-half:]}" for word in text.split()
    )


class ElidedLabel(QLabel):
    """One line of text that never asks for more room than there is."""

    def __init__(self, role: str = "", name: str = "", parent: QWidget | None = None) -> None:
        """Start without text."""
        super().__init__(parent)
        self._whole = ""
        self._meaning = ""
        self.setProperty("role", role)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def whole(self) -> str:
        """The text, not shortened."""
        return self._whole

    def show_text(self, text: str, meaning: str = "") -> None:
        """Show `text`, as much of it as fits; `meaning` is told in the tooltip."""
        if (text, meaning) == (self._whole, self._meaning):
            return
        self._whole, self._meaning = text, meaning
        self.setAccessibleName(text)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be, one line high."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        self.setText(shown)
        whole = self._whole if shown != self._whole else ""
        self.setToolTip("\n".join(filter(None, (whole, self._meaning))))
