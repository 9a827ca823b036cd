from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.pixel_view import PixelView
from mnist_desktop.ui.widgets.probability_bars import ProbabilityBars


class Paints(QObject):
    """Keeps what of a widget was painted, and how often what is beneath it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.areas: list[QRect] = []
        self.beneath = 0
        self._widget = widget
        widget.installEventFilter(self)
        widget.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            if watched is self._widget:
                self.areas.append(QRect(event.rect()))
            else:
                self.beneath += 1
        return False


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(300, 300)
    qtbot.addWidget(made)
    return made


def shares(**of: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The probabilities of digits, e.g. d3=0.9; the others share the rest."""
    values = np.zeros(10, dtype=np.float32)
    for name, value in of.items():
        values[int(name[1:])] = value
    return values


@pytest.fixture
def bars(qtbot: QtBot, theme: Theme, window: QWidget) -> ProbabilityBars:
    made = ProbabilityBars(theme, DIGIT_NAMES, window, on_surface=True)
    made.setGeometry(0, 0, 300, 260)
    window.show()
    made.show_probabilities(DIGIT_NAMES, shares(d3=0.9, d8=0.1))
    qtbot.waitUntil(lambda: made.is_painted)
    qtbot.wait(150)
    return made


def test_only_the_rows_that_changed_are_painted(qtbot: QtBot, bars: ProbabilityBars) -> None:
    paints = Paints(bars)
    bars.show_probabilities(DIGIT_NAMES, shares(d3=0.8, d8=0.1))
    assert not bars.is_painted
    qtbot.waitUntil(lambda: bars.is_painted)
    assert paints.areas
    assert all(area.top() >= 3 * 26 and area.bottom() <= 4 * 26 for area in paints.areas)
    assert paints.beneath == 0


def test_the_same_numbers_need_no_paint(qtbot: QtBot, bars: ProbabilityBars) -> None:
    paints = Paints(bars)
    bars.show_probabilities(DIGIT_NAMES, shares(d3=0.9, d8=0.1))
    assert bars.is_painted
    qtbot.wait(150)
    assert paints.areas == []


def test_what_is_beneath_the_bars_is_painted_by_them(bars: ProbabilityBars, theme: Theme) -> None:
    image = bars.grab().toImage()
    assert image.pixelColor(299, 259) == QColor(theme.colours.surface)
    assert image.pixelColor(0, 0) == QColor(theme.colours.surface)


def test_part_by_part_looks_as_all_at_once(qtbot: QtBot, bars: ProbabilityBars, theme: Theme) -> None:
    """Rows that are painted alone leave nothing of what was there before."""
    bars.show_probabilities(DIGIT_NAMES, shares(d2=0.97, d8=0.0004, d9=0.01))
    qtbot.waitUntil(lambda: bars.is_painted)
    qtbot.wait(150)
    window = bars.window()
    in_parts = window.screen().grabWindow(window.winId()).toImage()
    other = ProbabilityBars(theme, DIGIT_NAMES, on_surface=True)
    qtbot.addWidget(other)
    other.resize(bars.size())
    other.show_probabilities(DIGIT_NAMES, shares(d2=0.97, d8=0.0004, d9=0.01))
    qtbot.wait(150)
    at_once = other.grab().toImage().convertToFormat(in_parts.format())
    assert at_once == in_parts.copy(0, 0, 300, 260)


def test_another_font_makes_other_room_for_names(bars: ProbabilityBars) -> None:
    names = ("a", "an altogether longer name", "c")
    bars.show_probabilities(names, np.array([0.5, 0.3, 0.2], dtype=np.float32))
    before = bars.grab().toImage()
    font = bars.font()
    font.setStretch(50)
    bars.setFont(font)
    assert bars.grab().toImage() != before


def test_an_array_is_shown_as_squares_of_whole_pixels(qtbot: QtBot, theme: Theme) -> None:
    view = PixelView(theme, on_surface=True)
    qtbot.addWidget(view)
    view.resize(112, 120)
    array = np.zeros((28, 28), dtype=np.float32)
    array[3, 5] = 1.0
    view.show_array(array)
    image = view.grab().toImage()
    ink, paper = QColor(theme.colours.ink), QColor(theme.colours.paper)
    inked = [(x, y) for y in range(8, 100) for x in range(4, 100) if image.pixelColor(x, y) == ink]
    assert inked == [(x, y) for y in range(16, 20) for x in range(20, 24)]
    assert image.pixelColor(50, 50) == paper
    assert image.pixelColor(50, 1) == QColor(theme.colours.surface)
