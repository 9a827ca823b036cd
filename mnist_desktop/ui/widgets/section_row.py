"""The sections of a place as a row of buttons, one of which is pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class SectionButton(QPushButton):
    """One of the row: the arrow keys go to its neighbours."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the next or the one before."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key, group = Qt.Key(event.key()), self.group()
        if key not in steps or group is None:
            super().keyPressEvent(event)
            return
        buttons = group.buttons()
        place = buttons.index(self) + steps[key]
        if 0 <= place < len(buttons):
            buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
            buttons[place].click()


class SectionRow(QWidget):
    """Lets the user choose a section.

    Signals:
        chosen: The key of the section that is wanted.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Start without sections."""
        super().__init__(parent)
        self.setObjectName(name)
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)

    def add(self, key: str, text: str, tooltip: str) -> None:
        """Add a section at the end; the first is the chosen one."""
        button = SectionButton(text)
        button.setObjectName(f"{self.objectName()}-{key}")
        button.setAccessibleName(text)
        button.setToolTip(tooltip)
        button.setProperty("role", "section")
        button.setCheckable(True)
        button.setChecked(not self.buttons)
        self.buttons[key] = button
        self._group.addButton(button)
        self._row.insertWidget(self._row.count() - 1, button)
        button.clicked.connect(self._on_clicked)

    @property
    def current(self) -> str:
        """The key of the chosen section; empty where there is none."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Press a button as the user would."""
        self.buttons[key].click()

    def _on_clicked(self) -> None:
        self.chosen.emit(self.current)
