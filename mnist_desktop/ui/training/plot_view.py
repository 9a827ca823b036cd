"""What is seen of the plots: the whole run, which grows, or what was zoomed in on, which stays. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mnist_desktop.ui.training.curve_data import whole_range
from mnist_desktop.ui.training.scales import Range

_LEAST_EPOCHS = 0.02
_LEAST_SHARE = 1e-3


@dataclass(frozen=True)
class Height:
    """Of the left axis of one plot: what is seen of a whole run, and the most that can be seen at all."""

    whole: Range
    most: Range


_NOTHING = Height(Range(0.0, 1.0), Range(0.0, 1.0))


class PlotView:
    """Ranges of the axis of epochs, which the plots share, and of their left axes, counted from the top."""

    def __init__(self) -> None:
        """See the whole of one epoch."""
        self.whole_x = whole_range(1)
        self._heights: tuple[Height, ...] = ()
        self._zoomed: Range | None = None
        self._zoomed_up: dict[int, Range] = {}

    @property
    def is_zoomed(self) -> bool:
        """Whether something else than the whole run is seen."""
        return self._zoomed is not None or bool(self._zoomed_up)

    @property
    def x(self) -> Range:
        """The epochs that are seen."""
        return self._zoomed or self.whole_x

    def y(self, plot: int) -> Range:
        """What is seen of the left axis of a plot."""
        return self._zoomed_up.get(plot) or self._height(plot).whole

    def follow(self, epochs: int, heights: Sequence[Height]) -> None:
        """The whole run has become this large; what was zoomed in on stays where it is."""
        self.whole_x = whole_range(epochs)
        self._heights = tuple(heights)

    def show_whole(self) -> None:
        """See the whole run and follow it."""
        self._zoomed = None
        self._zoomed_up.clear()

    def show_whole_height(self, plot: int) -> None:
        """See the whole of one left axis, whose values are others now."""
        self._zoomed_up.pop(plot, None)

    def zoom(self, plot: int, factor: float, x: float | None, y: float | None) -> None:
        """See `factor` times as much around these values, which stay where they are; None leaves an axis."""
        if x is not None:
            self._look(self.x.zoomed(x, factor, self.whole_x, _LEAST_EPOCHS))
        if y is not None:
            height = self._height(plot)
            self._look_up(plot, self.y(plot).zoomed(y, factor, height.most, height.whole.span * _LEAST_SHARE))

    def move(self, plot: int, x: float, y: float) -> None:
        """See what lies further on and further up; only zoomed axes move."""
        self._look(self.x.moved(x, self.whole_x))
        if plot in self._zoomed_up:
            self._look_up(plot, self.y(plot).moved(y, self._height(plot).most))

    def look(self, plot: int, x: Range | None, y: Range | None) -> None:
        """See these ranges, as far as there is something; None leaves an axis."""
        if x is not None:
            span = max(x.span, _LEAST_EPOCHS)
            self._look(Range(x.low, x.low + span).within(self.whole_x))
        if y is not None:
            height = self._height(plot)
            span = max(y.span, height.whole.span * _LEAST_SHARE)
            self._look_up(plot, Range(y.low, y.low + span).within(height.most))

    def _height(self, plot: int) -> Height:
        return self._heights[plot] if plot < len(self._heights) else _NOTHING

    def _look(self, x: Range) -> None:
        self._zoomed = None if x.is_nearly(self.whole_x) else x

    def _look_up(self, plot: int, y: Range) -> None:
        if y.is_nearly(self._height(plot).whole):
            self._zoomed_up.pop(plot, None)
        else:
            self._zoomed_up[plot] = y
