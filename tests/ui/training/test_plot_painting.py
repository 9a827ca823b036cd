"""How wide lines are, whatever the screen."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from mnist_desktop.ui.theme.colours import LIGHT
from mnist_desktop.ui.training.line_styles import LIVE, VALIDATION, LineStyle
from mnist_desktop.ui.training.plot_painting import paint_lines
from mnist_desktop.ui.training.plot_picture import PanelPicture, PictureLine
from mnist_desktop.ui.training.scales import Range

PANEL = PanelPicture("Loss", Range(0.0, 1.0), Range(0.0, 1.0), (), ())
UPWARDS = (np.array([0.505, 0.505]), np.array([0.0, 1.0]))


def width_in_pixels(style: LineStyle, ratio: int) -> int:
    image = QImage(100 * ratio, 100 * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_lines(painter, (PictureLine(UPWARDS, style),), PANEL, QRectF(0, 0, 100, 100), LIGHT, "#ffffff")
    painter.end()
    return sum(image.pixelColor(x, 50 * ratio).name() != "#ffffff" for x in range(image.width()))


@pytest.mark.parametrize("style", [LIVE, VALIDATION])
@pytest.mark.parametrize("ratio", [2, 3])
def test_lines_are_as_wide_on_a_fine_screen(qapp: QApplication, style: LineStyle, ratio: int) -> None:
    coarse = width_in_pixels(style, 1)
    assert coarse == round(style.width)
    assert abs(width_in_pixels(style, ratio) - ratio * style.width) < 1
