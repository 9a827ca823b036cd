"""The narrow sidebar: five places, and settings and about at its foot."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from mnist_desktop.ui.theme.icons import IconShop


@dataclass(frozen=True)
class Place:
    """One of the five places: its key, its name as the user reads it, its icon, what one does there."""

    key: str
    name: str
    icon: str
    help_text: str


class Sidebar(QWidget):
    """Chooses the place.

    Signals:
        place_chosen: The key of a place.
    """

    place_chosen = Signal(str)

    def __init__(self, places: tuple[Place, ...], icons: IconShop, parent: QWidget | None = None) -> None:
        """Show the places from the top, with Ctrl+1 and so on."""
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icons = icons
        self._group = QActionGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 8, 12)
        self._column.setSpacing(4)
        self.place_actions = {
            place.key: self._place_action(place, number) for number, place in enumerate(places, 1)
        }
        self._column.addStretch(1)

    def add_foot(self, action: QAction, icon: str) -> None:
        """Add an action at the foot."""
        self._icons.dress(action, icon)
        self._button(action, action.objectName().removeprefix("action_"))

    def show_place(self, key: str) -> None:
        """Mark a place as the one that is shown."""
        self.place_actions[key].setChecked(True)

    def _place_action(self, place: Place, number: int) -> QAction:
        action = QAction(place.name, self)
        action.setObjectName(f"place_{place.key}")
        action.setData(place.key)
        action.setCheckable(True)
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{place.help_text} ({shown})")
        action.triggered.connect(self._on_triggered)
        self._icons.dress(action, place.icon)
        self._group.addAction(action)
        self._button(action, f"sidebar_{place.key}")
        return action

    def _button(self, action: QAction, name: str) -> None:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "place")
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._column.addWidget(button)

    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.place_chosen.emit(str(action.data()))
