"""Changing a network layer by layer, with its shapes, its parameters and its mistakes always in sight."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from mnist_desktop.models.network import Layer, Network
from mnist_desktop.training.network_draft import NetworkDraft
from mnist_desktop.training.network_mending import Mend, mend_for
from mnist_desktop.training.network_review import NetworkReview, review
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.editor_foot import EditorFoot
from mnist_desktop.ui.training.editor_head import EditorHead
from mnist_desktop.ui.training.editor_stack import EditorStack
from mnist_desktop.ui.training.editor_verdict import EditorVerdict
from mnist_desktop.ui.training.layer_words import counts
from mnist_desktop.ui.training.layers_page import LayersPage
from mnist_desktop.ui.training.mistake_words import mistake_in_words
from mnist_desktop.ui.training.network_facts import same_layers
from mnist_desktop.ui.training.summary_view import SummaryView

_DIGITS = 10
_WIDEST = 1280
_LEFT_OF_VIEWS = 12
"""As far from the settings as the plots, whose place this takes."""
_ELSEWHERE = "elsewhere"
"""All changes of the settings in a row are one edit."""


class NetworkEditor(QWidget):
    """A table of layers, the settings of the chosen one, and what is to be said of the whole.

    Signals:
        network_changed: The user changed the network, or took a change back.
        keep_wanted: Keep the network as a preset of one's own; it has no mistake then.
        reset_wanted: Go back to the preset's own layers; `replace_network` does it.
        rename_wanted: Rename the preset, which is one of the user's own.
        forget_wanted: Delete the preset, which is one of the user's own.
        done: Go back to the plots.
    """

    network_changed = Signal()
    keep_wanted = Signal()
    reset_wanted = Signal()
    rename_wanted = Signal()
    forget_wanted = Signal()
    done = Signal()

    def __init__(self, icons: IconShop, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without layers; `set_network` brings some."""
        super().__init__(parent)
        self.setObjectName("network_editor")
        self._draft = NetworkDraft(Network((28, 28, 1), ()))
        self._own = self._draft.network
        self._outputs, self._of_digits = _DIGITS, True
        self._seen = NetworkReview(())
        self._is_locked = False
        # Whatever comes to another parent later is dressed once more, with all that is in it.
        self._content = QWidget(self)
        self._head = EditorHead(self._content)
        self._stack = EditorStack(self._head, self._content)
        self._page = LayersPage(icons, theme, self._stack)
        self.table, self.actions_row, self.inspector = (
            self._page.table,
            self._page.actions_row,
            self._page.inspector,
        )
        self.summary = SummaryView(icons, self._stack)
        self.input, self.summary_button = self._head.input, self._head.summary_button
        self._verdict = EditorVerdict(self._content)
        self.verdict, self.mend, self.count = self._verdict.mistake, self._verdict.mend, self._page.count
        self._foot = EditorFoot(icons, self._content)
        self.keep, self.reset, self.rename, self.forget, self.done_button = self._foot.buttons
        self._lay_out()
        self._connect()
        self._show()
        self.setFocusProxy(self.table)

    def set_network(self, network: Network, own: Network | None = None) -> None:
        """Begin anew with a network; `own` is what a reset would go back to, the same unless told."""
        self._draft = NetworkDraft(network)
        self._own = own or network
        self._show(0)

    def replace_network(self, network: Network) -> None:
        """Put another network in place of this one, as an edit that can be undone."""
        self._draft.replace(network)
        self._show(0)
        self.network_changed.emit()

    def follow(self, network: Network, own: Network) -> None:
        """Take up a network that was changed elsewhere; what was edited here can still be undone.

        `own` is what a reset would go back to. No signal is sent.
        """
        is_edited = self._draft.can_undo or not same_layers(self._own, self._draft.network)
        self._own = own
        if network == self._draft.network:
            self._allow()
        elif is_edited or self.isVisible():
            self._draft.replace(network, edit=_ELSEWHERE)
            self._show()
        else:
            self.set_network(network, own)

    def set_outputs(self, count: int, *, of_digits: bool = True) -> None:
        """How many numbers the network shall answer with: one a class, one more to tell what is no digit."""
        if (count, of_digits) != (self._outputs, self._of_digits):
            self._outputs, self._of_digits = count, of_digits
            self._show()

    def offer_own(self, is_own: bool) -> None:
        """Offer to rename and to delete the preset, where it is the user's own."""
        self._foot.offer_own(is_own)

    def lock(self, is_locked: bool) -> None:
        """Let nothing be changed, or everything again; what only tells stays within reach."""
        self._is_locked = is_locked
        self._allow()

    def show_summary(self, is_shown: bool) -> None:
        """Show the summary in place of the table, or the table again; the escape key leaves either."""
        self._stack.open(with_summary=is_shown)

    def show_mistake(self) -> None:
        """Choose the layer where the mistake arises, if there is one."""
        if self._seen.row is not None:
            self.table.choose(self._seen.row)

    def network(self) -> Network | None:
        """The network as it is now; None as long as it has a mistake."""
        return None if self._seen.mistake else self._draft.network

    def draft(self) -> Network:
        """The network as it is now, with any mistake."""
        return self._draft.network

    def mistake(self) -> str:
        """What is wrong about the network, in words; empty where nothing is."""
        return mistake_in_words(self._draft.network, self._seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the settings beside the layers where there is room, else beneath them."""
        super().resizeEvent(event)
        width = min(event.size().width() - _LEFT_OF_VIEWS, _WIDEST)
        self._page.fit(width)
        self._verdict.fit(width)

    def _show(self, row: int | None = None) -> None:
        """Show the draft as it is, with another row chosen or the same."""
        network = self._draft.network
        self._seen = review(network, self._outputs, of_digits=self._of_digits)
        had_focus = self._is_inspector_in_use()
        self.table.show_network(network, self._seen, self.table.row if row is None else row)
        self._show_chosen()
        if had_focus and not self._is_inspector_in_use():
            self.table.setFocus()
        self._head.show_input(network.input_shape)
        self.count.show_text(counts(self._seen) if self._seen.parameters else "")
        self._verdict.tell(self.mistake(), self._mend())
        if self._stack.shows_summary:
            self.summary.show_network(self.network())

    def _show_chosen(self) -> None:
        row, layers = self.table.row, self._draft.layers
        self.inspector.show_layer(layers[row] if 0 <= row < len(layers) else None)
        self._allow()

    def _allow(self) -> None:
        """Let be done what can be done with the network and its chosen layer."""
        is_open = not self._is_locked
        self.inspector.setEnabled(is_open)
        if is_open:
            self.actions_row.allow(self._draft, self.table.row)
        else:
            self.actions_row.refuse()
        had_focus = self.reset.hasFocus()
        self.keep.setEnabled(is_open and self._seen.mistake is None)
        self.reset.setEnabled(is_open and self._draft.network != self._own)
        if had_focus and not self.reset.isEnabled():
            self.table.setFocus()
        self.rename.setEnabled(is_open)
        self.forget.setEnabled(is_open)
        self.mend.setEnabled(is_open)

    def _is_inspector_in_use(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.inspector.isAncestorOf(focused)

    def _mend(self) -> Mend | None:
        return mend_for(self._draft.network, self._seen, self._outputs)

    def _edited(self, row: int) -> None:
        self._show(row)
        self.network_changed.emit()

    def _on_add(self, layer: Layer) -> None:
        row = self.table.row + 1
        self._draft.insert(row, layer)
        self._edited(row)
        self.table.setFocus()

    def _on_remove(self) -> None:
        row = self.table.row
        self._draft.remove(row)
        self._edited(row)

    def _on_move(self, step: int, _is_checked: bool = False) -> None:
        row = self.table.row
        self._draft.move(row, row + step)
        self._edited(row + step)

    def _on_setting_changed(self, layer: Layer, setting: str) -> None:
        row = self.table.row
        if self._draft.change(row, layer, edit=(row, setting)):
            self._edited(row)

    def _on_mend(self, mend: Mend) -> None:
        self._draft.rearrange(mend.layers)
        self._edited(mend.row)
        self.table.setFocus()

    def _on_undo(self) -> None:
        self._edited(self._draft.undo())

    def _on_redo(self) -> None:
        self._edited(self._draft.redo())

    def _on_row_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._draft.settle()
        self._show_chosen()

    def _on_summary_shown(self) -> None:
        self.summary.show_network(self.network())

    def _connect(self) -> None:
        actions = self.actions_row
        actions.give_keys(self.table, self._page)
        actions.layer_wanted.connect(self._on_add)
        actions.spent.connect(self.table.setFocus)
        actions.remove.triggered.connect(self._on_remove)
        actions.up.triggered.connect(partial(self._on_move, -1))
        actions.down.triggered.connect(partial(self._on_move, 1))
        actions.undo.triggered.connect(self._on_undo)
        actions.redo.triggered.connect(self._on_redo)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.table.activated.connect(self.inspector.focus_first)
        self.inspector.changed.connect(self._on_setting_changed)
        self.inspector.settled.connect(self._on_settled)
        self._stack.summary_shown.connect(self._on_summary_shown)
        self._verdict.mend_wanted.connect(self._on_mend)
        self.keep.clicked.connect(self.keep_wanted)
        self.reset.clicked.connect(self.reset_wanted)
        self.rename.clicked.connect(self.rename_wanted)
        self.forget.clicked.connect(self.forget_wanted)
        self.done_button.clicked.connect(self.done)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._on_escape)

    def _on_escape(self) -> None:
        """Close the summary where it was opened in here, else the editor."""
        if self._stack.close_summary():
            self.table.setFocus()
        else:
            self.done.emit()

    def _on_settled(self) -> None:
        self._draft.settle()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT_OF_VIEWS, 0, 0, 0)
        row.addWidget(self._content, 1)
        row.addStretch(0)
        self._content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        self._stack.hold(self._page, self.summary)
        column.addWidget(self._stack, 1)
        column.addWidget(self._verdict)
        column.addWidget(self._foot)
        self._order()

    def _order(self) -> None:
        """Let the tab key go through all as one reads them; fields join when they are made."""
        last = (self.summary.text, self.summary.copy, self.mend, *self._foot.buttons)
        order = (self.summary_button, self.table, *self.actions_row.buttons, *last)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
