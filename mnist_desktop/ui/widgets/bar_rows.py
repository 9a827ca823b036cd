"""Rows of names, bars and numbers, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.chances import percent
from mnist_desktop.ui.theme.colours import Colours

ROW = 26
_TALLEST = 1.3
"""Rows grow with their room, but no more than so many times."""
_GAP = 8
_WIDEST_NAME = 120
_THICK, _ROUND = 12.0, 3.0
_SHORTEST_SHARE, _SHORTEST = 0.002, 3.0


@dataclass(frozen=True, eq=False)
class RowLook:
    """Fonts and widths for some names, measured once."""

    names: tuple[str, ...]
    font: QFont
    bold: QFont
    name_width: int
    number_width: int
    shortened: tuple[str, ...]
    metrics: QFontMetrics
    bold_metrics: QFontMetrics

    @property
    def has_long_names(self) -> bool:
        """Whether a name is not to be read in full."""
        return self.shortened != self.names

    @classmethod
    def of(cls, names: tuple[str, ...], font: QFont) -> RowLook:
        """The look of these names in a widget's font."""
        usual = QFont(font)
        usual.setPixelSize(15)
        usual.setFeature(QFont.Tag("tnum"), 1)
        bold = QFont(usual)
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        # Advances are rounded; a name would be shortened for a part of a pixel.
        name_width = min(widest + 2, _WIDEST_NAME) + _GAP
        number_width = metrics.horizontalAdvance(percent(1.0)) + _GAP
        shortened = tuple(
            metrics.elidedText(name, Qt.TextElideMode.ElideRight, name_width - _GAP) for name in names
        )
        return cls(names, usual, bold, name_width, number_width, shortened, QFontMetrics(usual), metrics)


@dataclass(frozen=True)
class Row:
    """A row as it is seen: its name, the length of its bar, 0..1, and its number; none on an empty board."""

    name: str
    length: float
    number: str | None
    is_winner: bool


class RowPlaces:
    """Where rows are, from top to bottom, and a brush for them.

    Wherever PySide makes a value (a point, a rectangle, a colour) it lets go of Python's lock, and a training
    that waits for it keeps it for a while. So what painting a reading needs is made here, once for a size.
    """

    def __init__(self, size: QSize, count: int, look: RowLook, colours: Colours) -> None:
        """Measure so many rows on a widget of this size."""
        self.key = (size.width(), size.height(), count, look, colours)
        self._look = look
        self._ink, self._muted = QColor(colours.ink), QColor(colours.muted)
        self._hover, self._bar, self._accent = (
            QColor(name) for name in (colours.hover, colours.bar, colours.accent)
        )
        self._surface = QColor(colours.surface)
        height, width = min(size.height() / max(1, count), ROW * _TALLEST), size.width()
        areas = [QRectF(0, row * height, width, height) for row in range(count)]
        self.rects = [area.toAlignedRect() for area in areas]
        self._edges = [(rect.x(), rect.y(), rect.width(), rect.height()) for rect in self.rects]
        self._tracks = [_track(area, look) for area in areas]
        self._lengths = [QRectF(track) for track in self._tracks]
        self._baselines = [_baseline(area, look) for area in areas]
        self._width, self._track_width = width, self._tracks[0].width() if count else 0.0

    def update(self, widget: QWidget, row: int) -> None:
        """Ask for a paint of one row."""
        widget.update(*self._edges[row])

    def paint(self, widget: QWidget, region: QRegion, rows: Sequence[Row], *, with_surface: bool) -> None:
        """Paint the rows that a region touches, and on demand what is beneath them."""
        painter = QPainter(widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if with_surface:
            painter.fillRect(region.boundingRect(), self._surface)
        painter.setFont(self._look.font)
        for index, row in enumerate(rows):
            if region.intersects(self.rects[index]):
                self._paint_row(painter, index, row)
        painter.end()

    def _paint_row(self, painter: QPainter, index: int, row: Row) -> None:
        look, baseline = self._look, self._baselines[index]
        if row.is_winner:
            painter.setFont(look.bold)
        painter.setPen(self._ink if row.is_winner or row.number is None else self._muted)
        painter.drawText(0, baseline, row.name)
        if row.number is not None:
            metrics = look.bold_metrics if row.is_winner else look.metrics
            painter.drawText(self._width - metrics.horizontalAdvance(row.number), baseline, row.number)
        if row.is_winner:
            painter.setFont(look.font)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._hover)
        painter.drawRoundedRect(self._tracks[index], _ROUND, _ROUND)
        if row.length > 0:
            length = self._lengths[index]
            length.setWidth(max(_SHORTEST, self._track_width * row.length))
            painter.setBrush(self._accent if row.is_winner else self._bar)
            painter.drawRoundedRect(length, _ROUND, _ROUND)


def _track(area: QRectF, look: RowLook) -> QRectF:
    thick = min(_THICK, area.height() - 8)
    width = max(1.0, area.width() - look.name_width - look.number_width)
    return QRectF(area.x() + look.name_width, area.center().y() - thick / 2, width, thick)


def _baseline(area: QRectF, look: RowLook) -> int:
    metrics = look.metrics
    return round(area.y() + (area.height() - metrics.height()) / 2 + metrics.ascent())


def rows_of(
    look: RowLook,
    lengths: NDArray[np.float32],
    numbers: NDArray[np.float32] | None,
    shown: Sequence[int],
    winner: int | None,
) -> tuple[Row, ...]:
    """The rows of the classes `shown`, from top to bottom.

    Args:
        look: of all classes.
        lengths: (classes,) of their bars, 0..1.
        numbers: (classes,) their probabilities; None on an empty board.
        shown: the classes that have a row.
        winner: the class that stands out.

    """
    return tuple(
        Row(
            look.shortened[index],
            float(lengths[index]) if lengths[index] > _SHORTEST_SHARE else 0.0,
            None if numbers is None else percent(float(numbers[index])),
            index == winner,
        )
        for index in shown
    )
