"""How a model looks in the list: a tick, name and accuracy, below them a badge for its origin and the day."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models import words
from mnist_desktop.ui.models.rows import ACTIVE_ROLE, MODEL_ROLE
from mnist_desktop.ui.theme.theme import Theme

ROW_HEIGHT = 56
_SIDE = 12
_TICK = 16
_DOT = 8
_GAP = 8
_TICK_CORNERS = (QPointF(3.5, 8), QPointF(6.5, 11), QPointF(11.5, 4.5))
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
        self._paint_tick(painter, option)
        area = option.rect.adjusted(_SIDE + _TICK + _GAP, 8, -_SIDE, -8)
        font = QFont(option.font)
        self._paint_caption(painter, area, font, model)
        if index.data(ACTIVE_ROLE):
            self._paint_dot(painter, area)
            area = area.adjusted(_DOT + _GAP, 0, 0, 0)
        self._paint_name(painter, area, font, model)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = self._theme.colours, option.state
        ground = QRectF(option.rect).adjusted(2, 2, -2, -2)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.accent_soft if is_chosen else colours.hover))
            painter.drawRoundedRect(ground, _CORNER, _CORNER)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)

    def _paint_tick(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        box = QRectF(_tick_box(option.rect)).adjusted(0.5, 0.5, -0.5, -0.5)
        if not option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(colours.paper))
            painter.setPen(QPen(QColor(colours.field_line), 1))
            painter.drawRoundedRect(box, 4, 4)
            return
        painter.setBrush(QColor(colours.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QPen(QColor(colours.accent_text), 1.8))
        painter.drawPolyline([box.topLeft() + corner for corner in _TICK_CORNERS])

    def _paint_dot(self, painter: QPainter, area: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.accent))
        painter.drawEllipse(area.left(), area.top() + 6, _DOT, _DOT)

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


def tick_target(row: QRect) -> QRect:
    """Where a click in a row ticks it: the tick with room for a finger around it."""
    return QRect(row.left(), row.top(), _SIDE + _TICK + _GAP // 2, row.height())


def _tick_box(row: QRect) -> QRect:
    return QRect(row.left() + _SIDE, row.center().y() - _TICK // 2 + 1, _TICK, _TICK)
