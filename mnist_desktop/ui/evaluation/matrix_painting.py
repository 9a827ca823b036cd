"""Painting a confusion matrix: one hue, stronger with more mistakes; what was read right is grey."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from mnist_desktop.ui.evaluation.matrix_layout import TITLE, Cell, MatrixLayout
from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.theme.shades import mistake_shade, text_on

_SMALLEST_WITH_NUMBER = 20
_GAP = 2
_CENTRE = Qt.AlignmentFlag.AlignCenter


class MatrixPainter:
    """Paints with one painter, theme and layout."""

    def __init__(self, painter: QPainter, layout: MatrixLayout, colours: Colours, font: QFont) -> None:
        """Paint cells where the layout says."""
        self._painter, self._layout, self._colours, self._font = painter, layout, colours, font

    def titles(self, across: str, down: str) -> None:
        """What columns and rows are."""
        layout, painter = self._layout, self._painter
        self._write(11, is_bold=False)
        painter.setPen(QColor(self._colours.muted))
        painter.drawText(QRect(layout.left, 0, layout.extent, TITLE), _CENTRE, across)
        self._upwards(QRect(0, layout.top, TITLE, layout.extent), down, _CENTRE)

    def labels(self, index: int, name: str, marked: Cell | None) -> None:
        """The name of a class, beside its row and above its column."""
        layout = self._layout
        for axis in (0, 1):
            is_marked = marked is not None and marked[axis] == index
            self._write(min(13, max(8, layout.side - 4)), is_bold=is_marked)
            self._painter.setPen(QColor(self._colours.ink if is_marked else self._colours.muted))
            place = layout.column_label(index) if axis else layout.row_label(index)
            if axis and layout.is_upright:
                left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                self._upwards(place.adjusted(0, 0, 0, -4), self._fitting(name, place.height() - 4), left)
            elif layout.left - TITLE > layout.side and not axis:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                place = place.adjusted(0, 0, -6, 0)
                self._painter.drawText(place, right, self._fitting(name, place.width()))
            else:
                self._painter.drawText(place, _CENTRE, self._fitting(name, place.width()))

    def cell(self, cell: Cell, value: float, most: float, words: str) -> None:
        """One cell: how much is in it, the most that is in a cell of mistakes, and its number in words."""
        colours, place = self._colours, self._layout.cell_rect(cell)
        is_right = cell[0] == cell[1]
        fill = QColor(colours.line) if is_right else mistake_shade(colours, value, most)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(fill)
        self._painter.drawRoundedRect(QRectF(place).adjusted(_GAP / 2, _GAP / 2, -_GAP / 2, -_GAP / 2), 3, 3)
        if value and place.width() >= _SMALLEST_WITH_NUMBER:
            self._write(self._number_size(len(words)), is_bold=False)
            self._painter.setPen(QColor(colours.ink) if is_right else text_on(fill))
            self._painter.drawText(place, _CENTRE, words)

    def mark(self, cell: Cell | None, colour: str) -> None:
        """A frame around a cell."""
        if cell is not None:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(QColor(colour), 2))
            self._painter.drawRoundedRect(QRectF(self._layout.cell_rect(cell)).adjusted(1, 1, -1, -1), 4, 4)

    def _upwards(self, place: QRect, words: str, alignment: Qt.AlignmentFlag) -> None:
        self._painter.save()
        self._painter.translate(place.left(), place.bottom() + 1)
        self._painter.rotate(-90)
        self._painter.drawText(QRect(0, 0, place.height(), place.width()), alignment, words)
        self._painter.restore()

    def _fitting(self, name: str, width: int) -> str:
        metrics = QFontMetrics(self._painter.font())
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)

    def _number_size(self, signs: int) -> int:
        """As large as the number fits into its cell."""
        side = self._layout.side
        return max(8, min(13, int(0.42 * side), int(1.5 * side / max(1, signs))))

    def _write(self, pixels: int, *, is_bold: bool) -> None:
        font = QFont(self._font)
        font.setPixelSize(pixels)
        font.setBold(is_bold)
        self._painter.setFont(font)
