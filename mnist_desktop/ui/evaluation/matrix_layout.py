"""Where the cells and the labels of a confusion matrix are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics

Cell: TypeAlias = tuple[int, int]
"""The true class and the class that was read, as indices."""

TITLE = 20
_LABEL, _WIDEST_LABEL = 24, 104
_SMALLEST_SIDE = 8
_BESIDE_TEXT = 8


@dataclass(frozen=True)
class MatrixLayout:
    """Square cells with a title and labels at the left and above.

    Attributes:
        count: how many classes there are.
        side: of a cell.
        left: where the first column begins; the labels of the rows are as wide as is left beside the title.
        top: where the first row begins.
        is_upright: whether the labels of the columns are written upwards, since they are too long.

    """

    count: int
    side: int
    left: int
    top: int
    is_upright: bool

    @classmethod
    def of(cls, names: tuple[str, ...], room: QSize, metrics: QFontMetrics) -> MatrixLayout:
        """The largest cells for these classes that fit into a room."""
        longest = max((metrics.horizontalAdvance(name) for name in names), default=0) + _BESIDE_TEXT
        label = min(max(longest, _LABEL), _WIDEST_LABEL)
        flat = cls._fitting(len(names), room, label, _LABEL)
        if longest <= flat.side or label == _LABEL:
            return flat
        return cls._fitting(len(names), room, label, label)

    @classmethod
    def _fitting(cls, count: int, room: QSize, beside: int, above: int) -> MatrixLayout:
        left, top = TITLE + beside, TITLE + above
        side = min(room.width() - left, room.height() - top) - 2
        return cls(count, max(_SMALLEST_SIDE, side // max(1, count)), left, top, above > _LABEL)

    @property
    def extent(self) -> int:
        """The side of all cells together."""
        return self.side * self.count

    def cell_rect(self, cell: Cell) -> QRect:
        """Where a cell is."""
        return QRect(self.left + cell[1] * self.side, self.top + cell[0] * self.side, self.side, self.side)

    def row_label(self, index: int) -> QRect:
        """Where the name of a row is."""
        return QRect(TITLE, self.top + index * self.side, self.left - TITLE, self.side)

    def column_label(self, index: int) -> QRect:
        """Where the name of a column is."""
        return QRect(self.left + index * self.side, TITLE, self.side, self.top - TITLE)

    def cell_at(self, point: QPoint) -> Cell | None:
        """The cell at a point, None beside them all."""
        read, true = (point.x() - self.left) // self.side, (point.y() - self.top) // self.side
        return (true, read) if 0 <= true < self.count and 0 <= read < self.count else None
