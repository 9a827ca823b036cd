"""The grid of digits: painted sharp, moved through by mouse and keys, kept in place when it is resized."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.widgets.digit_grid import DigitGrid

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    made.choose(Scheme.SYSTEM)
    made.deleteLater()


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> DigitGrid:
    made = DigitGrid(theme)
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    images = np.zeros((1000, 28, 28), np.uint8)
    images[:, 0, 0] = 255
    images[:, 14, 14] = 128
    made.show_digits(images, np.arange(1000)[::-1].copy(), lambda index: f"digit {index}")
    return made


def click(grid: DigitGrid, position: int) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, grid.cell(position).center())


def test_a_click_chooses(grid: DigitGrid, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.chosen) as told:
        click(grid, 9)
    assert told.args == [9]
    assert grid.current == 9
    assert grid.index_at(9) == 990
    assert grid.accessibleDescription() == "digit 990"


def test_a_click_between_digits_does_nothing(grid: DigitGrid, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(grid.chosen):
        QTest.mouseClick(
            grid.viewport(),
            LEFT,
            Qt.KeyboardModifier.NoModifier,
            grid.cell(0).topLeft() - QPoint(2, 2),
        )


def test_pixels_have_the_themes_colours(grid: DigitGrid, theme: Theme) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.choose(scheme)
        picture = grid.viewport().grab().toImage()
        corner = grid.cell(8).topLeft()
        assert picture.pixelColor(corner + QPoint(1, 1)) == QColor(theme.colours.ink)
        assert picture.pixelColor(corner + QPoint(2, 2)) == QColor(theme.colours.paper)
        middle = picture.pixelColor(corner + QPoint(29, 29)).lightness()
        assert 100 < middle < 160


def test_keys_move_and_bring_into_view(grid: DigitGrid) -> None:
    columns = next(n for n in range(1, 30) if grid.cell(n).top() > grid.cell(0).top())
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current == 0
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current == columns + 1
    QTest.keyClick(grid, Qt.Key.Key_Up)
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert grid.current == 1
    QTest.keyClick(grid, Qt.Key.Key_End)
    assert grid.current == 999
    assert grid.viewport().rect().contains(grid.cell(999))
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    assert 900 < (grid.current or 0) < 999
    QTest.keyClick(grid, Qt.Key.Key_Home)
    assert grid.current == 0
    assert grid.verticalScrollBar().value() == 0


def test_enter_chooses_and_escape_leaves(grid: DigitGrid, qtbot: QtBot) -> None:
    grid.make_current(3)
    with qtbot.waitSignal(grid.chosen) as told:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert told.args == [3]
    with qtbot.waitSignal(grid.left):
        QTest.keyClick(grid, Qt.Key.Key_Escape)


def test_the_current_digit_stays_where_it_was_when_the_columns_change(grid: DigitGrid) -> None:
    grid.make_current(500)
    before = grid.cell(500).top()
    grid.resize(300, 300)
    assert abs(grid.cell(500).top() - before) <= 1
    grid.resize(620, 300)
    assert abs(grid.cell(500).top() - before) <= 1


def test_what_was_seen_first_stays_in_view(grid: DigitGrid) -> None:
    grid.verticalScrollBar().setValue(2000)
    first = next(n for n in range(1000) if grid.cell(n).top() >= 0)
    grid.resize(300, 300)
    assert -60 <= grid.cell(first).top() <= 120


def test_an_empty_grid_takes_keys_and_clicks(grid: DigitGrid) -> None:
    grid.show_digits(np.zeros((0, 28, 28), np.uint8), np.zeros(0, np.int64), str)
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.mouseClick(grid.viewport(), LEFT)
    grid.viewport().grab()
    assert grid.count == 0
    assert grid.current is None
