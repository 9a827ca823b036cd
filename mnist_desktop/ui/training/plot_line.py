"""One line of a plot: its values as they are, and what of them is painted."""

from __future__ import annotations

import numpy as np

from mnist_desktop.ui.training.curve_data import Curve, thinned
from mnist_desktop.ui.training.line_styles import LineStyle
from mnist_desktop.ui.training.plot_picture import PictureLine
from mnist_desktop.ui.training.scales import Range

_MOST_DOTS = 60


class PlotLine:
    """A line with dots where they are wanted and there are few values."""

    def __init__(self, style: LineStyle, dot: int = 0, is_hollow: bool = False) -> None:
        """Start without values; dots are `dot` pixels wide."""
        self.style = style
        self.curve: Curve = (np.empty(0), np.empty(0))
        self._dot, self._is_hollow = dot, is_hollow
        self._picture: PictureLine | None = None
        self._made_for: tuple[Range, bool] | None = None

    def show(self, curve: Curve) -> None:
        """Show these values from now on."""
        self.curve = curve
        self._picture = None

    def picture(self, x: Range, is_log: bool) -> PictureLine:
        """What is painted where these epochs are seen; the same object as long as nothing has changed."""
        if self._picture is None or self._made_for != (x, is_log):
            self._picture, self._made_for = self._made(x, is_log), (x, is_log)
        return self._picture

    def _made(self, x: Range, is_log: bool) -> PictureLine:
        at, values = thinned(self.curve, x) if self._dot else self.curve
        if is_log:
            with np.errstate(divide="ignore", invalid="ignore"):
                values = np.log10(values)
        values = np.where(np.isfinite(values), values, np.nan)
        dot = self._dot if len(at) <= _MOST_DOTS else 0
        return PictureLine((at, values), self.style, dot, self._is_hollow)
