"""A short list of things to tick."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

_ROW_HEIGHT = 28
_MOST_ROWS = 6
_FRAME = 2
_FLAGS = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Tick(NamedTuple):
    """An entry: what it stands for, its words, and what it means in one sentence."""

    value: str
    text: str
    meaning: str


class TickList(QListWidget):
    """As high as its entries, up to six of them; the space bar ticks as well as the mouse.

    Signals:
        ticks_changed: The user ticked one or took a tick away.
    """

    ticks_changed = Signal()

    def __init__(self, name: str, title: str, tooltip: str) -> None:
        """Start without entries."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setToolTip(tooltip)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_filled = False
        self.itemChanged.connect(self._on_item_changed)

    def show_ticks(self, entries: Sequence[Tick], ticked: Collection[str]) -> None:
        """Show these entries; where they are the same as before, the list stays where it is."""
        self._is_filled = True
        if [entry.value for entry in entries] != self._values():
            self.clear()
            for entry in entries:
                item = QListWidgetItem(self)
                item.setFlags(_FLAGS)
                item.setSizeHint(QSize(0, _ROW_HEIGHT))
                item.setData(Qt.ItemDataRole.UserRole, entry.value)
            self.setFixedHeight(min(max(len(entries), 1), _MOST_ROWS) * _ROW_HEIGHT + _FRAME)
        for row, entry in enumerate(entries):
            item = self.item(row)
            item.setText(entry.text)
            item.setToolTip(entry.meaning)
            is_ticked = entry.value in ticked
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self._is_filled = False

    def ticked(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _values(self) -> list[str]:
        return [str(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.count())]

    def _on_item_changed(self) -> None:
        if not self._is_filled:
            self.ticks_changed.emit()
