"""How a kept training looks in the list: box, name and result; below when, how long, what became of it.

Where it learnt in an unusual way, a third line says so.
"""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training import run_words
from mnist_desktop.ui.training.run_rows import RUN_ROLE

ROW_HEIGHT = 56
BOX_WIDTH = 40
"""What can be pressed around a box."""
_BOX = 16
_SIDE = 12
_LINE = 20
_CAPTION_PIXELS = 11
_CORNER = 6
_TICK = ((4.5, 8.0), (7.0, 10.8), (12.0, 5.2))
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STATUS_COLOURS = {RunStatus.FAILED: "danger", RunStatus.UNFINISHED: "warning", RunStatus.RUNNING: "accent"}
_CHECKABLE = Qt.ItemFlag.ItemIsUserCheckable
_CHECK_ROLE = Qt.ItemDataRole.CheckStateRole

_Index: TypeAlias = QModelIndex | QPersistentModelIndex


class RunRowPainter(QStyledItemDelegate):
    """Paints rows in the theme's colours, and lets their boxes be pressed."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Paint with the theme's colours of the moment."""
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Two lines, or three; the width is the list's."""
        return QSize(160, ROW_HEIGHT + (_LINE if run_words.particulars(index.data(RUN_ROLE)) else 0))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """Press the box with the mouse, or with the space bar."""
        match event:
            case QMouseEvent() if event.type() == QEvent.Type.MouseButtonRelease:
                is_box = event.position().x() < option.rect.left() + BOX_WIDTH
                is_meant = is_box and event.button() == Qt.MouseButton.LeftButton
            case QKeyEvent():
                is_meant = event.key() == Qt.Key.Key_Space
            case _:
                return False
        if not is_meant:
            return False
        is_checked = index.data(_CHECK_ROLE) == Qt.CheckState.Checked
        return model.setData(
            index, Qt.CheckState.Unchecked if is_checked else Qt.CheckState.Checked, _CHECK_ROLE
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        run: KeptRun = index.data(RUN_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        if index.flags() & _CHECKABLE:
            self._paint_box(painter, option.rect, index.data(_CHECK_ROLE) == Qt.CheckState.Checked)
        area = option.rect.adjusted(BOX_WIDTH, 8, -_SIDE, -8)
        first = QRect(area.left(), area.top(), area.width(), _LINE)
        self._paint_name(painter, first, option.font, run, index.data(Qt.ItemDataRole.DisplayRole))
        self._paint_caption(painter, first.translated(0, _LINE), option.font, run)
        self._paint_particulars(painter, first.translated(0, 2 * _LINE), option.font, run)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours, state = self._theme.colours, option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if is_chosen else colours.hover))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), _CORNER, _CORNER)

    def _paint_box(self, painter: QPainter, row: QRect, is_checked: bool) -> None:
        colours = self._theme.colours
        left, top = row.left() + _SIDE + 0.5, row.top() + (row.height() - _BOX) // 2 + 0.5
        painter.setPen(QPen(QColor(colours.accent if is_checked else colours.field_line), 1))
        painter.setBrush(QColor(colours.accent if is_checked else colours.paper))
        painter.drawRoundedRect(QRectF(left, top, _BOX, _BOX), 4, 4)
        if is_checked:
            painter.setPen(QPen(QColor(colours.accent_text), 1.6))
            painter.drawPolyline([QPointF(left + x, top + y) for x, y in _TICK])

    def _paint_name(self, painter: QPainter, line: QRect, font: QFont, run: KeptRun, title: str) -> None:
        figure = run_words.result(run)
        is_final = run.test_accuracy is not None
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.ink if is_final else self._theme.colours.muted))
        painter.drawText(line, _RIGHT, figure)
        room = line.width() - (QFontMetrics(font).horizontalAdvance(figure) + 12 if figure else 0)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(self._theme.colours.ink))
        name = QFontMetrics(strong).elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, _LEFT, name)

    def _paint_caption(self, painter: QPainter, line: QRect, font: QFont, run: KeptRun) -> None:
        colours, status = self._theme.colours, run_words.status(run)
        small = QFont(font)
        small.setPixelSize(_CAPTION_PIXELS)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(QColor(getattr(colours, _STATUS_COLOURS.get(run.status, "muted"))))
        painter.drawText(line, _RIGHT, status)
        room = line.width() - (metrics.horizontalAdvance(status) + 12 if status else 0)
        words = " · ".join(filter(None, (run_words.moment(run), run_words.epochs(run))))
        painter.setPen(QColor(colours.muted))
        painter.drawText(line, _LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    def _paint_particulars(self, painter: QPainter, line: QRect, font: QFont, run: KeptRun) -> None:
        small = QFont(font)
        small.setPixelSize(_CAPTION_PIXELS)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.colours.muted))
        words = " · ".join(run_words.particulars(run))
        elided = QFontMetrics(small).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _LEFT, elided)
