"""A small button beside the answer, with a menu of how careful to be."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QShowEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget, QWidgetAction

from mnist_desktop.models.answers import Caution
from mnist_desktop.ui import caution_words
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.labels import label


class CautionButton(QToolButton):
    """Opens the menu.

    Signals:
        chosen: A `Caution`.
    """

    chosen = Signal(object)

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start balanced."""
        super().__init__(parent)
        self.setObjectName("caution")
        self.setProperty("role", "flat")
        self.setFixedSize(32, 32)
        self.setAccessibleName(caution_words.title())
        icons.dress(self, "sliders-horizontal")
        menu = _MenuInWindow(self)
        menu.setObjectName("caution_menu")
        menu.setToolTipsVisible(True)
        heading = QWidgetAction(menu)
        words = label(caution_words.title(), "caption", "caution_heading")
        words.setContentsMargins(26, 4, 12, 4)
        # Nothing to be chosen with the keys.
        heading.setEnabled(False)
        heading.setDefaultWidget(words)
        menu.addAction(heading)
        self._group = QActionGroup(self)
        self.choices = {caution: self._choice(caution) for caution in Caution}
        menu.addActions(list(self.choices.values()))
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._group.triggered.connect(self._on_triggered)
        self.show_caution(Caution.BALANCED)

    def show_caution(self, caution: Caution) -> None:
        """Mark what is in force."""
        self.choices[caution].setChecked(True)
        self.setToolTip(f"{caution_words.title()}: {caution_words.name(caution)}")
        self.setAccessibleDescription(caution_words.name(caution))

    def _choice(self, caution: Caution) -> QAction:
        # A menu shows what comes after a tab in a column of its own.
        action = QAction(f"{caution_words.name(caution)}\t{caution_words.gist(caution)}", self)
        action.setObjectName(f"action_caution_{caution}")
        action.setToolTip(caution_words.effect(caution))
        action.setCheckable(True)
        action.setData(caution.value)
        self._group.addAction(action)
        return action

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(Caution(action.data()))


class _MenuInWindow(QMenu):
    """A menu beneath a button at the right edge of a window, which ends where the button does."""

    def __init__(self, button: QWidget) -> None:
        """Belong to the button."""
        super().__init__(button)
        self._button = button

    def showEvent(self, event: QShowEvent) -> None:
        """Move into the window before it can be seen."""
        super().showEvent(event)
        button, window = self._button, self._button.window()
        left = window.mapToGlobal(window.rect().topLeft()).x()
        right = button.mapToGlobal(button.rect().bottomRight()).x()
        self.move(max(left, right - self.width() + 1), self.y())
