"""Bars with their numbers, ten at most. The bars glide, the numbers are always the newest."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEasingCurve, QEvent, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.chances import percent
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.bar_rows import ROW, Row, RowLook, RowPlaces, rows_of

GLIDE_MILLISECONDS = 80
MOST_ROWS = 10


class ProbabilityBars(QWidget):
    """One row a class: its name, a bar, the percentage; the winner in the accent colour.

    Of more than ten classes the ten likeliest are shown, the likeliest first.
    """

    def __init__(
        self,
        theme: Theme,
        class_names: Sequence[str],
        parent: QWidget | None = None,
        *,
        on_surface: bool = False,
    ) -> None:
        """Start flat, without numbers.

        Args:
            theme: the colours.
            class_names: a row for each.
            parent: its owner.
            on_surface: True where nothing but the window's plain surface is beneath. The bars then paint that
                themselves, and nothing beneath has to be painted with every reading.

        """
        super().__init__(parent)
        self._on_surface = on_surface
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on_surface)
        self._theme = theme
        self._names = tuple(class_names)
        self._numbers: NDArray[np.float32] | None = None
        self._has_winner = False
        self._from = np.zeros(len(self._names), dtype=np.float32)
        self._lengths = self._from
        self._look: RowLook | None = None
        self._places: RowPlaces | None = None
        self._painted: tuple[Row, ...] = ()
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
    def is_painted(self) -> bool:
        """True where the numbers and bars are as they were last painted."""
        return self._painted == self._current_rows()

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
        self._update_rows()

    def sizeHint(self) -> QSize:
        """A row of 26 a class."""
        return QSize(300, ROW * self._rows)

    def minimumSizeHint(self) -> QSize:
        """Rows of 18 are still readable."""
        return QSize(180, 18 * self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that changed, or all."""
        self._painted = self._current_rows()
        places = self._row_places(len(self._painted))
        places.paint(self, event.region(), self._painted, with_surface=self._on_surface)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other widths."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._look = self._places = None
        super().changeEvent(event)

    @property
    def _rows(self) -> int:
        return min(MOST_ROWS, len(self._names))

    def _look_of_rows(self) -> RowLook:
        """Fonts and widths, measured once for the names and the font."""
        if self._look is None or self._look.names != self._names:
            self._look = RowLook.of(self._names, self.font())
        return self._look

    def _target(self) -> NDArray[np.float32]:
        return np.zeros(len(self._names), dtype=np.float32) if self._numbers is None else self._numbers

    def _on_glide(self, share: float) -> None:
        self._lengths = self._from + (self._target() - self._from) * np.float32(share)
        self._update_rows()

    def _current_rows(self) -> tuple[Row, ...]:
        return rows_of(self._look_of_rows(), self._lengths, self._numbers, self.shown, self.winner)

    def _update_rows(self) -> None:
        """Ask for a paint of the rows that look other than when they were painted."""
        rows = self._current_rows()
        if len(rows) != len(self._painted):
            self.update()
            return
        places = self._row_places(len(rows))
        for index, (row, painted) in enumerate(zip(rows, self._painted, strict=True)):
            if row != painted:
                places.update(self, index)

    def _row_places(self, count: int) -> RowPlaces:
        look, colours = self._look_of_rows(), self._theme.colours
        key = (self.width(), self.height(), count, look, colours)
        if self._places is None or self._places.key != key:
            self._places = RowPlaces(self.size(), count, look, colours)
        return self._places

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
        numbers = self._numbers.tolist()
        order = nlargest(3, range(len(numbers)), key=numbers.__getitem__)
        return ", ".join(f"{self._names[i]} {percent(numbers[i])}" for i in order)
