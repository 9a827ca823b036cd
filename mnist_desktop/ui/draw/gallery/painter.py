"""Paints the images of the gallery; what was painted of one is kept while it may be seen again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mnist_desktop.gallery.answers import Answer
from mnist_desktop.gallery.collection import Collection
from mnist_desktop.gallery.entries import Entry
from mnist_desktop.ui.draw.gallery.entry_picture import CELL, EntryPicture
from mnist_desktop.ui.theme.theme import Theme

LEAST_ROOM = CELL + QSize(4, 4)
_CORNER = 6
_MOST_KEPT = 400


@dataclass(frozen=True, eq=False)
class _Painted:
    entry: Entry
    answer: Answer | None
    label: str | None
    ratio: float
    pixmap: QPixmap

    def is_of(self, entry: Entry, answer: Answer | None, label: str | None, ratio: float) -> bool:
        return self.entry is entry and self.answer is answer and (self.label, self.ratio) == (label, ratio)


class EntryPainter(QStyledItemDelegate):
    """Paints an image of a collection; the index has its number as the user's own role."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Follow the theme."""
        super().__init__(parent)
        self._theme = theme
        self._picture = EntryPicture(theme.colours, QApplication.font())
        self._painted: dict[int, _Painted] = {}
        self.collection = Collection()
        self.room = LEAST_ROOM
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All are of one size."""
        return self.room

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell = QRect(area.topLeft(), CELL).translated((area.width() - CELL.width()) // 2, 2)
        painter.save()
        self._paint_ground(painter, cell, state)
        pixmap = self._pixmap(index.data(Qt.ItemDataRole.UserRole), painter.device().devicePixelRatioF())
        painter.drawPixmap(cell.topLeft(), pixmap)
        painter.restore()

    def _pixmap(self, number: int, ratio: float) -> QPixmap:
        state = (
            self.collection.entry(number),
            self.collection.answer(number),
            self.collection.label(number),
            ratio,
        )
        known = self._painted.get(number)
        if known is None or not known.is_of(*state):
            if len(self._painted) >= _MOST_KEPT:
                del self._painted[next(iter(self._painted))]
            known = _Painted(*state, self._picture.of(self.collection, number, ratio))
            self._painted[number] = known
        return known.pixmap

    def _paint_ground(self, painter: QPainter, cell: QRect, state: QStyle.StateFlag) -> None:
        colours = self._theme.colours
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = colours.accent_soft if is_chosen else colours.hover if is_hovered else colours.paper
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(colours.accent), 2) if has_focus else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), _CORNER, _CORNER)

    def _on_theme_changed(self) -> None:
        self._picture = EntryPicture(self._theme.colours, QApplication.font())
        self._painted.clear()
