"""Which plots are seen: all that are wanted where there is room, or else one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

_LEAST, _LEAST_OF_RATE = 160, 96
"""Lower plots tell too little."""
_LESS_TO_STAY = 24
"""Where one is shown, there must be so much more room than needed before all are shown again."""


class PlotRoom:
    """Shares the height that there is among the plots of loss, accuracy and learning rate."""

    def __init__(self, panels: Sequence[QWidget]) -> None:
        """Show loss and accuracy, and the loss where there is room for one only."""
        self._panels = tuple(panels)
        self._with_rate = False
        self._chosen = 0
        self._height = 10_000
        self.is_for_one = False
        self._show()

    def want_rate(self, with_rate: bool) -> None:
        """Show the learning rate as well, where there is room."""
        self._with_rate = with_rate
        self._share()

    def choose(self, number: int) -> None:
        """Show this one where there is room for one only."""
        self._chosen = number
        self._show()

    def have(self, height: int) -> bool:
        """Have so much room from now on, in pixels; whether other plots are seen now."""
        was_for_one, self._height = self.is_for_one, height
        self._share()
        return was_for_one is not self.is_for_one

    def _share(self) -> None:
        needed = 2 * _LEAST + (_LEAST_OF_RATE if self._with_rate else 0)
        self.is_for_one = self._height < needed + (_LESS_TO_STAY if self.is_for_one else 0)
        self._show()

    def _show(self) -> None:
        wanted = {self._chosen} if self.is_for_one else {0, 1, *([2] if self._with_rate else [])}
        for number, panel in enumerate(self._panels):
            panel.setVisible(number in wanted)
