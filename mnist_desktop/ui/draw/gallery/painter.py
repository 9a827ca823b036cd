"""Paints the images of the gallery; what was painted of one is kept while it may be seen again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mnist_desktop.gallery.answers import Answer
from mnist_desktop.gallery.collection import Collection
from mnist_desktop.gallery.entries import Entry
from mnist_desktop.ui.draw.gallery.entry_picture import CELL, EntryPicture
from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.theme.theme import Theme

if TYPE_CHECKING:
    from mnist_desktop.ui.draw.gallery.view import GalleryView

LEAST_ROOM = CELL + QSize(4, 4)
_CORNER = 6
_MOST_KEPT = 400
_CELL_WIDTH = CELL.width()
_LOOKS = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver


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
    """Paints the images of a view."""

    def __init__(self, theme: Theme, view: GalleryView) -> None:
        """Paint for this view; follow the theme."""
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._grounds: dict[tuple[int, float], QPixmap] = {}
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
        """Paint one, from pixmaps and numbers: see `RowPlaces` for what every other value would cost."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        left = area.x() + (area.width() - _CELL_WIDTH) // 2
        top = area.y() + 2
        ratio = self._view.devicePixelRatioF()
        painter.drawPixmap(left, top, self._ground(state & _LOOKS, ratio))
        painter.drawPixmap(left, top, self._pixmap(self._view.images.numbers[index.row()], ratio))

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

    def _ground(self, state: QStyle.StateFlag, ratio: float) -> QPixmap:
        """What is beneath an image that is chosen, or under the mouse, or has the focus."""
        key = (state.value, ratio)
        if key not in self._grounds:
            self._grounds[key] = _made_ground(self._theme.colours, state, ratio)
        return self._grounds[key]

    def _on_theme_changed(self) -> None:
        self._picture = EntryPicture(self._theme.colours, QApplication.font())
        self._painted.clear()
        self._grounds.clear()


def _made_ground(colours: Colours, state: QStyle.StateFlag, ratio: float) -> QPixmap:
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    pixmap = QPixmap(CELL * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    ground = colours.accent_soft if is_chosen else colours.hover if is_hovered else colours.paper
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(ground))
    painter.setPen(QPen(QColor(colours.accent), 2) if has_focus else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRect(QPoint(0, 0), CELL).adjusted(1, 1, -1, -1), _CORNER, _CORNER)
    painter.end()
    return pixmap
