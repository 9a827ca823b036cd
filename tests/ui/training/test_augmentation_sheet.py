from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.training.augmentation_maker import VARIANTS
from mnist_desktop.ui.training.augmentation_panel import AugmentationPanel
from mnist_desktop.ui.training.augmentation_sheet import SheetLayout
from tests.ui.training.changing import shown


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("size", [(177, 358), (193, 494), (469, 652), (469, 612), (978, 892), (1400, 1000)])
def test_pictures_are_whole_multiples_beside_each_other(size: tuple[int, int], ratio: float) -> None:
    width, height = round(size[0] * ratio), round(size[1] * ratio)
    layout = SheetLayout(width, height, ratio)
    assert layout.side % 28 == 0
    assert 3 <= layout.variants <= VARIANTS
    last = layout.variant(9, layout.variants - 1)
    assert last.bottom() < height
    assert last.right() < width
    assert layout.digit(0).right() < layout.variant(0, 0).left()
    assert layout.variant(0, 0).right() + 1 < layout.variant(0, 1).left()
    assert layout.digit(0).bottom() + 1 < layout.digit(1).top()


def test_usual_windows_show_pictures_of_twice_their_pixels() -> None:
    assert SheetLayout(469, 652, 1.0).side == 56
    assert SheetLayout(469, 612, 1.0).side == 56


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_pictures_are_painted_sharp_in_the_colours_of_the_theme(
    panel: AugmentationPanel, theme: Theme, scheme: Scheme, qtbot: QtBot
) -> None:
    theme.choose(scheme)
    sheet = panel.preview.sheet
    preview = shown(panel)
    assert preview is not None
    image = sheet.grab().toImage()
    layout = SheetLayout(image.width(), image.height(), image.devicePixelRatio())
    paper, ink = QColor(theme.colours.paper), QColor(theme.colours.ink)
    step = layout.side // 28
    for picture, place in (
        (preview.digits[3], layout.digit(3)),
        (preview.changed[1, 7], layout.variant(7, 1)),
    ):
        for row, column in ((14, 14), (0, 0), *np.argwhere(picture == 255)[:5]):
            share = int(picture[row, column]) / 255
            wanted = round(paper.red() + (ink.red() - paper.red()) * share)
            corner = place.topLeft() + QPoint(int(column) * step, int(row) * step)
            for offset in (QPoint(0, 0), QPoint(step - 1, step - 1)):
                assert abs(image.pixelColor(corner + offset).red() - wanted) <= 1
