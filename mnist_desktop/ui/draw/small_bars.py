"""The probabilities of all classes as a row of small upright bars."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desktop.ui.draw.bars import percent
from mnist_desktop.ui.theme.theme import Theme

_HEIGHT, _NAME, _WIDEST_BAR = 52, 16, 28.0
_SMALLEST_SHARE = 0.004


class SmallBars(QWidget):
    """One bar a class with its name beneath; the winner in the accent colour, the numbers in the tooltip."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Start without classes."""
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self.numbers: NDArray[np.float32] | None = None
        self.winner: int | None = None
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Probability of each digit"))
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._small = QFont(self.font())
        self._small.setPixelSize(11)
        theme.changed.connect(self.update)

    def show_probabilities(
        self, class_names: tuple[str, ...], numbers: NDArray[np.float32] | None, *, has_winner: bool = True
    ) -> None:
        """Show new numbers; None is an empty board. Without a winner all bars are grey."""
        self._names, self.numbers = class_names, numbers
        self.winner = None if numbers is None or not has_winner else int(numbers.argmax())
        told = "" if numbers is None else _told(class_names, numbers)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for ten."""
        return QSize(280, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all bars."""
        if not self._names:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        step = self.width() / len(self._names)
        for index in range(len(self._names)):
            self._paint_bar(painter, index, QRectF(index * step, 0, step, self.height()))
        painter.end()

    def _paint_bar(self, painter: QPainter, index: int, column: QRectF) -> None:
        colours, is_winner = self._theme.colours, index == self.winner
        room = column.adjusted(0, 0, 0, -_NAME)
        wide = min(_WIDEST_BAR, room.width() - 4)
        share = 0.0 if self.numbers is None else float(self.numbers[index])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(QRectF(room.center().x() - wide / 2, 0, wide, room.height()), 3, 3)
        if share > _SMALLEST_SHARE:
            high = max(2.0, room.height() * share)
            painter.setBrush(QColor(colours.accent if is_winner else colours.bar))
            painter.drawRoundedRect(
                QRectF(room.center().x() - wide / 2, room.bottom() - high, wide, high), 3, 3
            )
        painter.setPen(QColor(colours.ink if is_winner else colours.muted))
        name = QRectF(column.x(), room.bottom(), column.width(), _NAME)
        painter.drawText(name, Qt.AlignmentFlag.AlignCenter, self._names[index])


def _told(class_names: tuple[str, ...], numbers: NDArray[np.float32]) -> str:
    """The likeliest three in words."""
    order = np.argsort(-numbers)[:3]
    return ", ".join(f"{class_names[index]} {percent(float(numbers[index]))}" for index in order)
