"""Where the digits of a grid are, in device pixels, so that each is painted on whole pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

SIDE = 28
_TARGET = 56
_GAP = 4


@dataclass(frozen=True)
class DigitLayout:
    """Rows of equal squares.

    Attributes:
        count: how many digits there are.
        width: width of the view in device pixels.
        ratio: device pixels to one of Qt's.
        target: about how many of Qt's pixels a digit should be wide.
        caption: room beneath each digit, in device pixels.
        most_columns: how many may stand in a row at most; 0 for as many as fit.

    """

    count: int
    width: int
    ratio: float
    target: int = _TARGET
    caption: int = 0
    most_columns: int = 0

    @cached_property
    def side(self) -> int:
        """Side of a digit: the whole multiple of its 28 pixels that is nearest to what it should be."""
        return SIDE * max(1, round(self.target * self.ratio / SIDE))

    @cached_property
    def gap(self) -> int:
        """Space around each digit."""
        return max(1, round(_GAP * self.ratio))

    @cached_property
    def step(self) -> int:
        """From one digit to the next in its row."""
        return self.side + self.gap

    @cached_property
    def row_step(self) -> int:
        """From one row to the next."""
        return self.step + self.caption

    @cached_property
    def columns(self) -> int:
        """How many stand in a row."""
        fitting = max(1, (self.width - self.gap) // self.step)
        return min(fitting, self.most_columns) if self.most_columns else fitting

    @cached_property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-self.count // self.columns)

    @cached_property
    def left(self) -> int:
        """Where the first column begins; the rows are centred."""
        return max(self.gap, (self.width - self.columns * self.step + self.gap) // 2)

    @cached_property
    def height(self) -> int:
        """Height of all rows."""
        return self.rows * self.row_step + self.gap

    def place(self, position: int) -> tuple[int, int]:
        """Left and top of a digit."""
        row, column = divmod(position, self.columns)
        return self.left + column * self.step, self.gap + row * self.row_step

    def at(self, x: int, y: int) -> int | None:
        """The position of the digit at a point or above it as its caption, None between and beside them."""
        column, beside = divmod(x - self.left, self.step)
        row, beneath = divmod(y - self.gap, self.row_step)
        position = row * self.columns + column
        is_inside = beside < self.side and beneath < self.side + self.caption
        hit = 0 <= column < self.columns and row >= 0 and is_inside
        return position if hit and position < self.count else None

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows that a stretch from `top` to `bottom` (exclusive) touches."""
        first = max(0, (top - self.gap) // self.row_step)
        last = min(self.rows, (bottom - self.gap + self.row_step - 1) // self.row_step)
        return range(first, max(first, last))
