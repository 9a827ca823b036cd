"""Colours of a confusion matrix: one hue, stronger with more mistakes, and readable numbers."""

from __future__ import annotations

import math

from PySide6.QtGui import QColor

from mnist_desktop.ui.theme.colours import Colours

_WEAKEST = 0.18


def mistake_shade(colours: Colours, count: float, most: float) -> QColor:
    """The fill of a cell with `count` mistakes, or a share of them, where the worst cell has `most`."""
    if count <= 0:
        return QColor(colours.paper)
    # The root lets a single mistake be seen beside a cell with fifty.
    share = _WEAKEST + (1 - _WEAKEST) * math.sqrt(min(1.0, count / max(most, count)))
    return mixed(QColor(colours.paper), QColor(colours.accent), share)


def mixed(low: QColor, high: QColor, share: float) -> QColor:
    """A colour between two: `low` for a share of 0, `high` for 1."""
    return QColor(
        round(low.red() + (high.red() - low.red()) * share),
        round(low.green() + (high.green() - low.green()) * share),
        round(low.blue() + (high.blue() - low.blue()) * share),
    )


def text_on(fill: QColor) -> QColor:
    """Black or white, whichever is read better on the fill; one of them always has a contrast over 4.5:1."""
    black, white = QColor("#000000"), QColor("#FFFFFF")
    return black if contrast(black, fill) >= contrast(white, fill) else white


def contrast(one: QColor, other: QColor) -> float:
    """Contrast of two colours as WCAG defines it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    return (
        0.2126 * _linear(colour.redF()) + 0.7152 * _linear(colour.greenF()) + 0.0722 * _linear(colour.blueF())
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
