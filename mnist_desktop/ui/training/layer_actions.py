"""What can be done with the layers of a network, as a row of buttons with keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from mnist_desktop.models.network import Layer
from mnist_desktop.training.network_draft import NetworkDraft
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.layer_settings import NEW_LAYERS
from mnist_desktop.ui.training.layer_words import purpose

_KEYS = QKeySequence.StandardKey
_SIDE = 32


class LayerActions(QWidget):
    """Add, remove, move up, move down, undo, redo.

    Signals:
        layer_wanted: A new layer to add.
        spent: The button with the keys can do no more, nor can the one that does the contrary.
    """

    layer_wanted = Signal(object)
    spent = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Make the buttons; `give_keys` makes their keys work."""
        super().__init__(parent)
        self.setObjectName("layer_actions")
        self._icons = icons
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.add = QPushButton(self.tr("Add layer"))
        self.add.setObjectName("add_layer")
        self.add.setAccessibleName(self.tr("Add layer"))
        self.add.setToolTip(self.tr("Add a layer beneath the chosen one"))
        self.add.setFixedHeight(_SIDE)
        self.add.setMenu(self._menu())
        icons.dress(self.add, "plus")
        self._row.addWidget(self.add)
        self._buttons: list[QWidget] = [self.add]
        remove = self.tr("Remove the chosen layer")
        self.remove = self._action("remove_layer", self.tr("Remove"), "trash-2", remove)
        above = self.tr("Move the chosen layer up, before the one above it")
        self.up = self._action("move_layer_up", self.tr("Move up"), "arrow-up", above)
        below = self.tr("Move the chosen layer down, behind the one beneath it")
        self.down = self._action("move_layer_down", self.tr("Move down"), "arrow-down", below)
        self._row.addSpacing(8)
        self.undo = self._action("undo_edit", self.tr("Undo"), "undo-2", self.tr("Take the last change back"))
        self.redo = self._action("redo_edit", self.tr("Redo"), "redo-2", self.tr("Make the change again"))
        self._row.addStretch(1)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """The buttons, in tab order."""
        return tuple(self._buttons)

    def give_keys(self, table: QWidget, page: QWidget) -> None:
        """Let the keys work: those for a layer in the table, undo and redo in the whole page."""
        wide, narrow = Qt.ShortcutContext.WidgetWithChildrenShortcut, Qt.ShortcutContext.WidgetShortcut
        alt_up, alt_down = QKeySequence("Alt+Up"), QKeySequence("Alt+Down")
        for action, keys in (
            (self.remove, [QKeySequence(_KEYS.Delete), QKeySequence(Qt.Key.Key_Backspace)]),
            (self.up, [alt_up]),
            (self.down, [alt_down]),
        ):
            _give(action, keys, table, narrow)
        _give(self.undo, QKeySequence.keyBindings(_KEYS.Undo), page, wide)
        _give(self.redo, QKeySequence.keyBindings(_KEYS.Redo), page, wide)

    def allow(self, draft: NetworkDraft, row: int) -> None:
        """Let be done what can be done with the layer at `row`.

        A button that can do no more hands the keys to the one that does the contrary, or else to the table.
        """
        pressed = next((part for part in self._buttons if part.hasFocus()), None)
        count = len(draft.layers)
        self.add.setEnabled(draft.can_add)
        self.remove.setEnabled(0 <= row < count)
        self.up.setEnabled(0 < row < count)
        self.down.setEnabled(0 <= row < count - 1)
        self.undo.setEnabled(draft.can_undo)
        self.redo.setEnabled(draft.can_redo)
        if pressed is not None and not pressed.isEnabled():
            self._hand_on(pressed)

    def _hand_on(self, pressed: QWidget) -> None:
        add, remove, up, down, undo, redo = self._buttons
        contrary = {up: down, down: up, undo: redo, redo: undo, remove: add}.get(pressed)
        if contrary is not None and contrary.isEnabled():
            contrary.setFocus()
        else:
            self.spent.emit()

    def refuse(self) -> None:
        """Let nothing be done, by no key either."""
        self.add.setEnabled(False)
        for action in (self.remove, self.up, self.down, self.undo, self.redo):
            action.setEnabled(False)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("add_layer_menu")
        menu.setToolTipsVisible(True)
        for layer in NEW_LAYERS:
            action = menu.addAction(layer.kind)
            action.setObjectName(f"add_{layer.kind.lower()}")
            action.setToolTip(purpose(layer.kind))
            action.triggered.connect(partial(self._on_chosen, layer))
        return menu

    def _on_chosen(self, layer: Layer, _is_checked: bool = False) -> None:
        self.layer_wanted.emit(layer)

    def _action(self, name: str, text: str, icon: str, help_text: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"action_{name}")
        action.setToolTip(help_text)
        self._icons.dress(action, icon)
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "tool")
        button.setDefaultAction(action)
        button.setAccessibleName(text)
        button.setFixedSize(_SIDE, _SIDE)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row.addWidget(button)
        self._buttons.append(button)
        return action


def _give(action: QAction, keys: list[QKeySequence], place: QWidget, context: Qt.ShortcutContext) -> None:
    action.setShortcuts(keys)
    action.setShortcutContext(context)
    shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{action.toolTip()} ({shown})")
    place.addAction(action)
