"""The numbers in the pixels: where they stand, large enough, and in readable colours."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.data.pixel_numbers import LEAST_CELL, PixelNumbers
from mnist_desktop.ui.theme.shades import contrast
from mnist_desktop.ui.theme.theme import Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    made.choose(Scheme.SYSTEM)
    made.deleteLater()


@pytest.fixture
def numbers(qtbot: QtBot, theme: Theme) -> PixelNumbers:
    made = PixelNumbers(theme)
    qtbot.addWidget(made)
    made.show_pixels(np.arange(784, dtype=np.uint16).reshape(28, 28).astype(np.uint8))
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_number_can_be_told_from_its_pixel(numbers: PixelNumbers, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme)
    assert (
        min(contrast(numbers.number_colour(value), numbers.fill_colour(value)) for value in range(256)) >= 4.5
    )
    picture = numbers.grab().toImage()
    for row, column in ((0, 0), (9, 3), (27, 27)):
        place = numbers.cell(row, column)
        value = row * 28 + column & 255
        assert picture.pixelColor(place.topLeft() + QPoint(1, 1)) == numbers.fill_colour(value)
        inside = {
            picture.pixelColor(x, y).name()
            for x in range(place.left() + 1, place.right())
            for y in range(place.top() + 1, place.bottom())
        }
        assert len(inside) > 1


def test_three_figures_fit_into_the_smallest_pixel_and_grow_with_it(numbers: PixelNumbers) -> None:
    assert numbers.cell(0, 0).width() == LEAST_CELL
    small = numbers.number_font()
    assert small.pixelSize() >= 8
    assert QFontMetrics(small).horizontalAdvance("255") <= LEAST_CELL
    numbers.resize(900, 900)
    assert numbers.cell(0, 0).width() == 32
    assert numbers.number_font().pixelSize() > small.pixelSize()


def test_ink_is_ink_and_paper_is_paper(numbers: PixelNumbers, theme: Theme) -> None:
    assert numbers.fill_colour(0) == QColor(theme.colours.paper)
    assert numbers.fill_colour(255) == QColor(theme.colours.ink)
