"""The matrix's colours: more mistakes are stronger, and every number can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from mnist_desktop.ui.theme.colours import DARK, LIGHT, Colours
from mnist_desktop.ui.theme.shades import contrast, mistake_shade, text_on


def test_contrast_as_defined() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_numbers_can_be_read_on_every_shade(colours: Colours) -> None:
    for count in range(1, 101):
        fill = mistake_shade(colours, count, 100)
        assert contrast(text_on(fill), fill) >= 4.5
    assert contrast(QColor(colours.ink), QColor(colours.line)) >= 4.5


@given(st.integers(1, 500), st.integers(1, 500))
def test_more_mistakes_are_stronger(one: int, other: int) -> None:
    fewer, more = sorted((one, other))
    paper = QColor(LIGHT.paper)
    weak, strong = (contrast(mistake_shade(LIGHT, count, 500), paper) for count in (fewer, more))
    assert weak <= strong + 1e-9


def test_no_mistake_is_paper_and_one_is_seen() -> None:
    assert mistake_shade(LIGHT, 0, 10) == QColor(LIGHT.paper)
    assert mistake_shade(LIGHT, 1, 1000) != QColor(LIGHT.paper)
