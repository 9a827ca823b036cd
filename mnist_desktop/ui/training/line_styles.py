"""How the lines of the plots look, on the screen, in the key, in the readout and in saved files.

They are told apart by weight and dash as well as by colour.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from mnist_desktop.ui.theme.colours import Colours

_FAINT = 0.4


@dataclass(frozen=True)
class LineStyle:
    """A line: its colour in the light and in the dark theme, its width in pixels, its dashes in widths.

    One that is faint lets through what lies behind it.
    """

    role: str
    width: float
    dashes: tuple[float, ...] = ()
    is_faint: bool = False

    @property
    def is_hairline(self) -> bool:
        """Whether it is as thin as a line can be."""
        return self.width <= 1

    def colour(self, colours: Colours) -> QColor:
        """The colour in a theme."""
        found = _MUTED.get(self.role)
        colour = QColor(getattr(colours, self.role) if found is None else found[colours.is_dark])
        if self.is_faint:
            colour.setAlphaF(_FAINT)
        return colour

    def of_steps(self) -> LineStyle:
        """How the steps of a run look whose epochs look like this."""
        return LineStyle(self.role, 1.0, is_faint=True)

    def pen(self, colours: Colours) -> QPen:
        """A pen as wide beside the text on a fine screen as on a coarse one; a hairline is one pixel wide."""
        pen = QPen(self.colour(colours), self.width)
        # Qt paints these a hundred times quicker than any wider line.
        pen.setCosmetic(self.is_hairline)
        if self.dashes:
            pen.setDashPattern(list(self.dashes))
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen


# For earlier runs, as the theme's colours all mean something; at least 4:1 against the surface of each theme.
_MUTED = {
    "ochre": ("#8F6C15", "#CDA850"),
    "plum": ("#7D5596", "#BD95D6"),
    "teal": ("#2E7D83", "#6FBDC3"),
    "rose": ("#A34D68", "#E08FA8"),
    "bark": ("#6E5A48", "#BCA58F"),
}
LIVE = LineStyle("field_line", 1.0)
TRAINING = LineStyle("muted", 1.4, (4.0, 2.5))
VALIDATION = LineStyle("accent", 2.6)
BEST = LineStyle("success", 1.4, (1.5, 2.0))
RATE = LineStyle("muted", 1.6)
COMPARED = (
    LineStyle("ochre", 1.8, (6.0, 2.0, 1.2, 2.0)),
    LineStyle("plum", 1.8, (2.5, 1.8)),
    LineStyle("teal", 1.8, (9.0, 2.5)),
    LineStyle("rose", 1.8, (1.2, 1.8)),
    LineStyle("bark", 1.8, (6.0, 2.0, 1.2, 2.0, 1.2, 2.0)),
)
"""For so many earlier runs at once."""
