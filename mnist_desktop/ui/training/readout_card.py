"""The small card with the values at the crosshair: a sample of each line, its name, loss and accuracy."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from mnist_desktop.ui.theme.colours import Colours
from mnist_desktop.ui.training.readout import Readout, ReadoutRow, accuracy_words, loss_words, rate_words

translate = QCoreApplication.translate

_AIR, _GAP, _SAMPLE = 10, 12, 20
_LINE, _FIRST = 17, 22
_PIXELS = 11
_SHORTEST_NAME, _LONGEST_NAME = 120, 190
_CORNER = 6
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ReadoutCard:
    """Measures and paints readouts. Its size only grows, so that nothing jumps while the mouse moves."""

    def __init__(self, font: QFont) -> None:
        """Write in a small form of the font."""
        self._font = QFont(font)
        self._font.setPixelSize(_PIXELS)
        # Figures of one width keep the columns where they are.
        self._font.setFeature(QFont.Tag("tnum"), 1)
        self._strong = QFont(self._font)
        self._strong.setWeight(QFont.Weight.DemiBold)
        self._columns = [0, 0, 0]
        self._height = self._heading = 0

    @property
    def size(self) -> QSize:
        """Room for every readout measured since it last shrank."""
        table = _SAMPLE + sum(self._columns) + 3 * _GAP
        return QSize(2 * _AIR + max(table, self._heading), self._height)

    def shrink(self) -> None:
        """Forget all readouts."""
        self._columns = [0, 0, 0]
        self._height = self._heading = 0

    def measure(self, readout: Readout, most: int) -> None:
        """Make room for a readout, if possible not more than `most` pixels across."""
        metrics = QFontMetrics(self._font)
        for words in (_titles(), *map(_cells, readout.rows)):
            widths = [metrics.horizontalAdvance(word) for word in words]
            rest = 2 * _AIR + _SAMPLE + 3 * _GAP + max(self._columns[1], widths[1])
            rest += max(self._columns[2], widths[2])
            widths[0] = min(widths[0], _LONGEST_NAME, max(_SHORTEST_NAME, most - rest))
            self._columns = [max(pair) for pair in zip(self._columns, widths, strict=True)]
        heading = QFontMetrics(self._strong).horizontalAdvance(readout.heading)
        self._heading = max(self._heading, heading, metrics.horizontalAdvance(readout.note))
        lines = len(readout.rows) + 1 + bool(readout.note)
        self._height = max(self._height, _FIRST + lines * _LINE + _AIR)

    def paint(self, painter: QPainter, area: QRect, readout: Readout, colours: Colours) -> None:
        """Paint a readout that was measured."""
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.paper))
        painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), _CORNER, _CORNER)
        inside = area.adjusted(_AIR, 4, -_AIR, 0)
        line = QRect(inside.left(), inside.top(), inside.width(), _FIRST)
        painter.setFont(self._strong)
        painter.setPen(QColor(colours.ink))
        painter.drawText(line, _LEFT, readout.heading)
        painter.setFont(self._font)
        line = QRect(line.left(), line.bottom() - 2, line.width(), _LINE)
        if readout.note:
            painter.setPen(QColor(colours.warning))
            painter.drawText(line, _LEFT, readout.note)
            line.translate(0, _LINE)
        painter.setPen(QColor(colours.muted))
        self._write(painter, line, _titles())
        for row in readout.rows:
            line.translate(0, _LINE)
            painter.setPen(row.style.pen(colours))
            middle = line.center().y() + 0.5
            painter.drawLine(QPointF(line.left(), middle), QPointF(line.left() + _SAMPLE, middle))
            painter.setPen(QColor(colours.ink))
            self._write(painter, line, _cells(row))

    def _write(self, painter: QPainter, line: QRect, words: tuple[str, str, str]) -> None:
        name, *values = words
        left, width = line.left() + _SAMPLE + _GAP, self._columns[0]
        # Names as long as the room for them would lose their middle by a fraction of a pixel.
        name = QFontMetrics(self._font).elidedText(name, Qt.TextElideMode.ElideMiddle, width + 1)
        painter.drawText(QRect(left, line.top(), width + _GAP, line.height()), _LEFT, name)
        right = line.right()
        for width, value in zip(self._columns[:0:-1], reversed(values), strict=True):
            painter.drawText(
                QRect(line.left(), line.top(), right - line.left(), line.height()), _RIGHT, value
            )
            right -= width + _GAP


def _titles() -> tuple[str, str, str]:
    return "", translate("Curves", "Loss"), translate("Curves", "Accuracy")


def _cells(row: ReadoutRow) -> tuple[str, str, str]:
    if row.rate is not None:
        return row.name, "", rate_words(row.rate)
    loss = "" if row.loss is None else loss_words(row.loss)
    accuracy = "" if row.accuracy is None else accuracy_words(row.accuracy)
    return row.name, loss, accuracy
