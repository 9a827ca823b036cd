"""How a model looks in the list: name and accuracy, below them a badge for its origin and the day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models import words
from mnist_desktop.ui.models.rows import ACTIVE_ROLE, MODEL_ROLE
from mnist_desktop.ui.theme.theme import Theme

ROW_HEIGHT = 56
_SIDE = 12
_DOT = 8
_CAPTION_PIXELS = 11
_CORNER = 6


class RowPainter(QStyledItemDelegate):
    """Paints rows in the theme's colours. A dot in the accent colour marks the model that reads."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Paint with the theme's colours of the moment."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Two lines; the width is the list's."""
        return QSize(160, ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        model: LibraryModel = index.data(MODEL_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        area = option.rect.adjusted(_SIDE + _DOT + 8, 8, -_SIDE, -8)
        if index.data(ACTIVE_ROLE):
            self._paint_dot(painter, area)
        font = QFont(option.font)
        self._paint_name(painter, area, font, model)
        self._paint_caption(painter, area, font, model)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = self._theme.colours, option.state
        ground = QRectF(option.rect).adjusted(2, 2, -2, -2)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.accent_soft if is_chosen else colours.hover))
            painter.drawRoundedRect(ground, _CORNER, _CORNER)

    def _paint_dot(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.accent))
        painter.drawEllipse(area.left() - 8 - _DOT, area.top() + 6, _DOT, _DOT)

    def _paint_name(self, painter: QPainter, area: QRect, font: QFont, model: LibraryModel) -> None:
        colours = self._theme.colours
        figure = words.accuracy(model.facts)
        line = QRect(area.left(), area.top(), area.width(), 20)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
        room = line.width() - (QFontMetrics(font).horizontalAdvance(figure) + 12 if figure else 0)
        font = QFont(font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted if model.damaged else colours.ink))
        name = QFontMetrics(font).elidedText(model.facts.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_caption(self, painter: QPainter, area: QRect, font: QFont, model: LibraryModel) -> None:
        colours = self._theme.colours
        small = QFont(font)
        small.setPixelSize(_CAPTION_PIXELS)
        painter.setFont(small)
        text = words.badge(model)
        width = QFontMetrics(small).horizontalAdvance(text) + 12
        badge = QRectF(area.left() + 0.5, area.top() + 23.5, width, 16)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.danger if model.damaged else colours.field_line), 1))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setPen(QColor(colours.danger if model.damaged else colours.muted))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(QColor(colours.muted))
        day = QRect(area.left(), area.top() + 23, area.width(), 17)
        painter.drawText(
            day, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words.date(model.facts)
        )
