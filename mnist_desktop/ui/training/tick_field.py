"""A check box whose words go on in a second line where there is too little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

_BOX = 32


class TickField(QCheckBox):
    """A check box that is never cut off."""

    def __init__(self, words: str) -> None:
        """Start without a tick."""
        super().__init__(words)
        self._words = words.split()
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def whole_width(self) -> int:
        """The width at which all words are in one line."""
        return self._width(" ".join(self._words)) + _BOX

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longest word."""
        longest = max(map(self._width, self._words), default=0)
        return QSize(longest + _BOX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words into lines anew."""
        super().resizeEvent(event)
        lines = [""]
        for word in self._words:
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._width(longer) > self.width() - _BOX:
                lines.append(word)
            else:
                lines[-1] = longer
        text = "\n".join(lines)
        if text != self.text():
            self.setText(text)

    def _width(self, text: str) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(text)
