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

    """

    count: int
    width: int
    ratio: float

    @cached_property
    def side(self) -> int:
        """Side of a digit: a whole multiple of its 28 pixels, near 56 of Qt's pixels."""
        return SIDE * max(1, round(_TARGET * self.ratio / SIDE))

    @cached_property
    def gap(self) -> int:
        """Space around each digit."""
        return max(1, round(_GAP * self.ratio))

    @cached_property
    def step(self) -> int:
        """From one digit to the next."""
        return self.side + self.gap

    @cached_property
    def columns(self) -> int:
        """How many stand in a row."""
        return max(1, (self.width - self.gap) // self.step)

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
        return self.rows * self.step + self.gap

    def place(self, position: int) -> tuple[int, int]:
        """Left and top of a digit."""
        row, column = divmod(position, self.columns)
        return self.left + column * self.step, self.gap + row * self.step

    def at(self, x: int, y: int) -> int | None:
        """The position of the digit at a point, None between and beside the digits."""
        column, beside = divmod(x - self.left, self.step)
        row, beneath = divmod(y - self.gap, self.step)
        position = row * self.columns + column
        hit = 0 <= column < self.columns and row >= 0 and beside < self.side and beneath < self.side
        return position if hit and position < self.count else None

    def rows_between(self, top: int, bottom: int) -> range:
        """The rows that a stretch from `top` to `bottom` (exclusive) touches."""
        first = max(0, (top - self.gap) // self.step)
        last = min(self.rows, (bottom - self.gap + self.step - 1) // self.step)
        return range(first, max(first, last))
