"""Bars with their numbers, ten at most. The bars glide, the numbers are always the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.chances import percent
from mnist_desktop.ui.theme.theme import Theme

GLIDE_MILLISECONDS = 80
MOST_ROWS = 10
_ROW = 26
_GAP = 8
_WIDEST_NAME = 120


@dataclass(frozen=True)
class _RowLook:
    key: tuple[tuple[str, ...], str]
    font: QFont
    bold: QFont
    name_width: int
    number_width: int
    has_long_names: bool


class ProbabilityBars(QWidget):
    """One row a class: its name, a bar, the percentage; the winner in the accent colour.

    Of more than ten classes the ten likeliest are shown, the likeliest first.
    """

    def __init__(self, theme: Theme, class_names: Sequence[str], parent: QWidget | None = None) -> None:
        """Start flat, without numbers."""
        super().__init__(parent)
        self._theme = theme
        self._names = tuple(class_names)
        self._numbers: NDArray[np.float32] | None = None
        self._has_winner = False
        self._from = np.zeros(len(self._names), dtype=np.float32)
        self._lengths = self._from
        self._look: _RowLook | None = None
        self._meaning = ""
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(GLIDE_MILLISECONDS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.valueChanged.connect(self._on_glide)
        theme.changed.connect(self._on_theme_changed)

    @property
    def numbers(self) -> NDArray[np.float32] | None:
        """The probabilities shown as numbers, None on an empty board."""
        return self._numbers

    @property
    def shown(self) -> tuple[int, ...]:
        """The classes with a row, from top to bottom."""
        count = len(self._names)
        if count <= MOST_ROWS:
            return tuple(range(count))
        if self._numbers is None:
            return tuple(range(MOST_ROWS))
        return tuple(int(index) for index in np.argsort(-self._numbers, kind="stable")[:MOST_ROWS])

    @property
    def winner(self) -> int | None:
        """The class in the accent colour, None if there is none."""
        return int(np.argmax(self._numbers)) if self._numbers is not None and self._has_winner else None

    def explain(self, text: str) -> None:
        """Say in the tooltip what the bars are, and which names are shortened in them."""
        self._meaning = text
        self._tell_in_tooltip()

    def show_probabilities(
        self, class_names: Sequence[str], numbers: NDArray[np.float32] | None, *, has_winner: bool = True
    ) -> None:
        """Show new numbers at once and let the bars follow; None is flat grey bars without numbers.

        Without a winner all bars are grey.
        """
        if tuple(class_names) != self._names:
            self._names = tuple(class_names)
            self._lengths = np.zeros(len(self._names), dtype=np.float32)
            self.updateGeometry()
        self._numbers = numbers
        self._has_winner = has_winner
        self._from = self._lengths
        self.setAccessibleDescription(self._spoken())
        self._tell_in_tooltip()
        if self._theme.moves:
            self._glide.stop()
            self._glide.start()
        else:
            self._lengths = self._target()
        self.update()

    def sizeHint(self) -> QSize:
        """A row of 26 a class."""
        return QSize(300, _ROW * self._rows)

    def minimumSizeHint(self) -> QSize:
        """Rows of 18 are still readable."""
        return QSize(180, 18 * self._rows)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint all rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look_of_rows()
        height = min(self.height() / max(1, self._rows), _ROW * 1.3)
        winner = self.winner
        for row, index in enumerate(self.shown):
            area = QRectF(0, row * height, self.width(), height)
            self._paint_row(painter, look, index, area, is_winner=index == winner)
        painter.end()

    @property
    def _rows(self) -> int:
        return min(MOST_ROWS, len(self._names))

    def _look_of_rows(self) -> _RowLook:
        """Fonts and widths, measured once for the names and the font."""
        key = (self._names, self.font().key())
        if self._look is None or self._look.key != key:
            font = QFont(self.font())
            font.setPixelSize(15)
            font.setFeature(QFont.Tag("tnum"), 1)
            bold = QFont(font)
            bold.setBold(True)
            metrics = QFontMetrics(bold)
            widest = max(metrics.horizontalAdvance(name) for name in self._names)
            # Advances are rounded; a name would be shortened for a part of a pixel.
            name_width = min(widest + 2, _WIDEST_NAME) + _GAP
            number_width = metrics.horizontalAdvance(percent(1.0)) + _GAP
            self._look = _RowLook(key, font, bold, name_width, number_width, widest > _WIDEST_NAME)
        return self._look

    def _paint_row(
        self, painter: QPainter, look: _RowLook, index: int, area: QRectF, *, is_winner: bool
    ) -> None:
        colours = self._theme.colours
        painter.setFont(look.bold if is_winner else look.font)
        painter.setPen(QColor(colours.ink if is_winner or self._numbers is None else colours.muted))
        metrics, room = painter.fontMetrics(), look.name_width - _GAP
        name = metrics.elidedText(self._names[index], Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        track = area.adjusted(look.name_width, 0, -look.number_width, 0)
        thick = min(12.0, area.height() - 8)
        track = QRectF(track.x(), area.center().y() - thick / 2, max(1.0, track.width()), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(track, 3, 3)
        if self._lengths[index] > 0.002:
            painter.setBrush(QColor(colours.accent if is_winner else colours.bar))
            bar = QRectF(track.x(), track.y(), max(3.0, track.width() * float(self._lengths[index])), thick)
            painter.drawRoundedRect(bar, 3, 3)
        if self._numbers is not None:
            painter.setPen(QColor(colours.ink if is_winner else colours.muted))
            words = percent(float(self._numbers[index]))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _target(self) -> NDArray[np.float32]:
        return np.zeros(len(self._names), dtype=np.float32) if self._numbers is None else self._numbers

    def _on_glide(self, share: float) -> None:
        self._lengths = self._from + (self._target() - self._from) * np.float32(share)
        self.update()

    def _tell_in_tooltip(self) -> None:
        """Long names stand there in full, each with its number."""
        rows = []
        if self._numbers is not None and self._look_of_rows().has_long_names:
            rows = [f"{self._names[index]} {percent(float(self._numbers[index]))}" for index in self.shown]
        text = "\n".join([self._meaning, *rows])
        # Every change is an event, and readings come with every point of a stroke.
        if text != self.toolTip():
            self.setToolTip(text)

    def _on_theme_changed(self) -> None:
        self.update()

    def _spoken(self) -> str:
        if self._numbers is None:
            return ""
        order = np.argsort(-self._numbers)[:3]
        return ", ".join(f"{self._names[i]} {percent(float(self._numbers[i]))}" for i in order)
