"""The probabilities of all classes as a row of small upright bars."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from mnist_desktop.models.class_names import are_digits
from mnist_desktop.ui.chances import percent
from mnist_desktop.ui.theme.theme import Theme

_LOWEST, _HIGHEST, _NAME, _WIDEST_BAR = 52, 88, 16, 28.0
_SMALLEST_SHARE = 0.004


class SmallBars(QWidget):
    """One bar a class with its name beneath; the winner in the accent colour, the numbers in the tooltip."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """Start without classes."""
        super().__init__(parent)
        self._theme = theme
        self._names: tuple[str, ...] = ()
        self._ground = QPixmap()
        self._ground_key: object = None
        self.numbers: NDArray[np.float32] | None = None
        self.winner: int | None = None
        self.setObjectName(name)
        self._name(of_digits=True)
        self.setMinimumHeight(_LOWEST)
        self.setMaximumHeight(_HIGHEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._small = QFont(self.font())
        self._small.setPixelSize(11)
        theme.changed.connect(self.update)

    def show_probabilities(
        self, class_names: tuple[str, ...], numbers: NDArray[np.float32] | None, *, has_winner: bool = True
    ) -> None:
        """Show new numbers; None is an empty board. Without a winner all bars are grey."""
        self._name(of_digits=are_digits(class_names))
        self._names, self.numbers = class_names, numbers
        self.winner = None if numbers is None or not has_winner else int(numbers.argmax())
        told = "" if numbers is None else _told(class_names, numbers)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def _name(self, *, of_digits: bool) -> None:
        name = self.tr("Probability of each digit") if of_digits else self.tr("Probability of each class")
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        """Wide enough for ten."""
        return QSize(280, _LOWEST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what never changes as one picture, and the bars on it."""
        if not self._names:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._ground_of_now())
        if self.numbers is not None:
            for index in np.flatnonzero(self.numbers > _SMALLEST_SHARE):
                self._paint_bar(painter, int(index), float(self.numbers[index]))
        painter.end()

    def _paint_bar(self, painter: QPainter, index: int, share: float) -> None:
        colours, is_winner = self._theme.colours, index == self.winner
        track = self._track(index)
        high = max(2.0, track.height() * share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if is_winner else colours.bar))
        painter.drawRoundedRect(QRectF(track.x(), track.bottom() - high, track.width(), high), 3, 3)

    def _ground_of_now(self) -> QPixmap:
        """Tracks and names, painted once for a size, a theme and a winner."""
        ratio = self.devicePixelRatioF()
        key = (self.size(), ratio, self._names, self._theme.colours, self.winner)
        if self._ground_key != key:
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(Qt.GlobalColor.transparent)
            self._paint_ground(self._ground)
            self._ground_key = key
        return self._ground

    def _paint_ground(self, ground: QPixmap) -> None:
        colours = self._theme.colours
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        painter.setBrush(QColor(colours.hover))
        written = self.written
        for index, name in enumerate(self._names):
            track = self._track(index)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(track, 3, 3)
            if name in written:
                painter.setPen(QColor(colours.ink if index == self.winner else colours.muted))
                painter.drawText(self._room(index, name), Qt.AlignmentFlag.AlignCenter, name)
        painter.end()

    @property
    def written(self) -> tuple[str, ...]:
        """The names beneath the bars: all, or the winner's alone where there is no room for all."""
        step, metrics = self.width() / len(self._names), QFontMetrics(self._small)
        if all(metrics.horizontalAdvance(name) <= step for name in self._names):
            return self._names
        return () if self.winner is None else (self._names[self.winner],)

    def _room(self, index: int, name: str) -> QRectF:
        """Where a name stands: in the middle below its bar, as far as the edges let it."""
        wide = QFontMetrics(self._small).horizontalAdvance(name) + 2
        middle = (index + 0.5) * self.width() / len(self._names)
        left = max(0.0, min(middle - wide / 2, self.width() - wide))
        return QRectF(left, self._track(index).bottom(), wide, _NAME)

    def _track(self, index: int) -> QRectF:
        """Where a bar of the whole length is."""
        step = self.width() / len(self._names)
        wide = min(_WIDEST_BAR, step - 4)
        return QRectF((index + 0.5) * step - wide / 2, 0, wide, self.height() - _NAME)


def _told(class_names: tuple[str, ...], numbers: NDArray[np.float32]) -> str:
    """The likeliest three in words."""
    order = np.argsort(-numbers)[:3]
    return ", ".join(f"{class_names[index]} {percent(float(numbers[index]))}" for index in order)
