"""Buttons beside each other, or above each other where there is too little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

_GAP = 8


class ButtonRow(QWidget):
    """A few buttons of which none is ever cut off."""

    def __init__(self, *buttons: QPushButton) -> None:
        """Begin beside each other."""
        super().__init__()
        self._buttons = buttons
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        for button in buttons:
            self._box.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest button."""
        widest = max((button.sizeHint().width() for button in self._shown()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them above each other, or beside each other again."""
        super().resizeEvent(event)
        needed = sum(button.sizeHint().width() + _GAP for button in self._shown()) - _GAP
        is_narrow = needed > self.width()
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )

    def _shown(self) -> tuple[QPushButton, ...]:
        return tuple(button for button in self._buttons if not button.isHidden())


def button(text: str, name: str, tooltip: str, role: str = "") -> QPushButton:
    """A button with all that it needs to be found and understood."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAccessibleName(text.rstrip("…"))
    made.setToolTip(tooltip)
    if role:
        made.setProperty("role", role)
    return made
