"""One image of the gallery: the file, what the model got of it, and the answer beneath."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mnist_desktop.gallery.collection import Collection
from mnist_desktop.gallery.entries import Entry
from mnist_desktop.ui.draw.gallery import words
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_painting import tones

PICTURE = 56
_EDGE, _GAP = 12, 8
_LINE, _SMALL_LINE = 20, 16
_CORNER = 6
CELL = QSize(2 * _EDGE + 2 * PICTURE + _GAP, _EDGE + PICTURE + 6 + _LINE + _SMALL_LINE + 6)
_MORE = QSize(16, 4)


class EntryPainter(QStyledItemDelegate):
    """Paints an image of a collection; the index has its number as the user's own role."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        """Follow the theme."""
        super().__init__(parent)
        self._theme = theme
        self._tones = tones(theme.colours)
        self.collection = Collection()
        theme.changed.connect(self._on_theme_changed)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All are of one size."""
        return CELL + _MORE

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one."""
        number = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        cell = QRect(area.topLeft(), CELL).translated((area.width() - CELL.width()) // 2, 2)
        painter.save()
        self._paint_ground(painter, cell, state)
        entry = self.collection.entry(number)
        left = QRect(cell.left() + _EDGE, cell.top() + _EDGE, PICTURE, PICTURE)
        right = left.translated(PICTURE + _GAP, 0)
        if entry.problem is None:
            paint_thumbnail(painter, left, entry)
            self._paint_input(painter, right, entry)
            painter.setPen(QColor(self._theme.colours.line))
            painter.drawRect(left.adjusted(0, 0, -1, -1))
            painter.drawRect(right.adjusted(0, 0, -1, -1))
        else:
            self._paint_trouble(painter, left.united(right))
        self._paint_words(painter, cell, number, option.font)
        painter.restore()

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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_input(self, painter: QPainter, square: QRect, entry: Entry) -> None:
        if entry.model_input is None:
            return
        shades: NDArray[np.uint32] = self._tones[np.rint(entry.model_input * 255).astype(np.intp)]
        side = len(shades)
        image = QImage(shades.data, side, side, 4 * side, QImage.Format.Format_RGB32)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(square, image)

    def _paint_trouble(self, painter: QPainter, area: QRect) -> None:
        colours = self._theme.colours
        painter.setPen(QPen(QColor(colours.line), 1, Qt.PenStyle.DashLine))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(colours.danger))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.tr("cannot be read"))

    def _paint_words(self, painter: QPainter, cell: QRect, number: int, usual: QFont) -> None:
        colours, label = self._theme.colours, self.collection.label(number)
        line = QRect(cell.left() + _EDGE, cell.top() + _EDGE + PICTURE + 6, 2 * PICTURE + _GAP, _LINE)
        strong = QFont(usual)
        strong.setBold(True)
        painter.setFont(strong)
        if label is not None:
            given = painter.fontMetrics().elidedText(f"→ {label}", Qt.TextElideMode.ElideRight, PICTURE)
            painter.setPen(QColor(colours.accent))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, given)
            line = line.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(given) - 4, 0)
        painter.setFont(usual)
        painter.setPen(QColor(getattr(colours, words.colour_role(self.collection, number))))
        _write(painter, line, words.answer_words(self.collection, number), Qt.TextElideMode.ElideRight)
        small = QFont(usual)
        small.setPixelSize(11)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        line = QRect(cell.left() + _EDGE, line.bottom() + 1, 2 * PICTURE + _GAP, _SMALL_LINE)
        _write(painter, line, words.name_of(self.collection, number), Qt.TextElideMode.ElideMiddle)

    def _on_theme_changed(self) -> None:
        self._tones = tones(self._theme.colours)


def paint_thumbnail(painter: QPainter, square: QRect, entry: Entry) -> None:
    """The image itself in the middle of a white square, as large as fits."""
    painter.fillRect(square, Qt.GlobalColor.white)
    small = entry.thumbnail
    if small is None:
        return
    height, width = small.shape[:2]
    image = QImage(small.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    size = image.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRect(square.topLeft(), size.expandedTo(QSize(1, 1)))
    target.moveCenter(square.center())
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)


def _write(painter: QPainter, line: QRect, text: str, mode: Qt.TextElideMode) -> None:
    shown = painter.fontMetrics().elidedText(text, mode, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
