"""What a plot shows, as values that do not change: for the screen, and for files, in any thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mnist_desktop.ui.training.curve_data import Curve
from mnist_desktop.ui.training.line_styles import LineStyle
from mnist_desktop.ui.training.scales import Range, Tick


@dataclass(frozen=True, eq=False)
class PictureLine:
    """A line in the units of its axes, broken by a NaN; `dot` is the width of its dots, 0 for none."""

    curve: Curve
    style: LineStyle
    dot: int = 0
    is_hollow: bool = False


NO_LINE = PictureLine((np.empty(0), np.empty(0)), LineStyle("ink", 1.0))


@dataclass(frozen=True)
class PanelPicture:
    """One plot: ranges and numbers of its axes, where the best epoch is, and its lines.

    `behind` lies beneath the line of the live steps, `before` above it; each from the hindmost on.
    """

    title: str
    x: Range
    y: Range
    left: tuple[Tick, ...]
    bottom: tuple[Tick, ...]
    best: float | None = None
    behind: tuple[PictureLine, ...] = ()
    live: PictureLine = NO_LINE
    before: tuple[PictureLine, ...] = ()


@dataclass(frozen=True)
class PlotPicture:
    """Plots above each other with their heights, `width` points wide; what stands beneath them; the key."""

    width: float
    panels: tuple[tuple[PanelPicture, float], ...]
    foot: str
    key: tuple[tuple[LineStyle, str], ...]
