"""A layout whose parts go on in the next row where there is no room in one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Rows of parts in their preferred size, each row in the middle."""

    def __init__(self, gap: int, row_gap: int, parent: QWidget | None = None) -> None:
        """Leave `gap` pixels between the parts of a row, and `row_gap` between the rows."""
        super().__init__(parent)
        self._gap, self._row_gap = gap, row_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Put one behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """One of them, None where there is none."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """With less room there are more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        rows = self._rows(width)
        return sum(map(_height, rows)) + self._row_gap * max(0, len(rows) - 1)

    def setGeometry(self, area: QRect) -> None:  # noqa: N802
        """Put all parts where they belong."""
        super().setGeometry(area)
        top = area.top()
        for row in self._rows(area.width()):
            left, height = area.left() + max(0, area.width() - self._width(row)) // 2, _height(row)
            for item in row:
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height + self._row_gap

    def sizeHint(self) -> QSize:
        """All in one row."""
        seen = self._seen()
        return QSize(self._width(seen), _height(seen))

    def minimumSize(self) -> QSize:  # noqa: N802
        """As wide as the widest part."""
        seen = self._seen()
        return QSize(max((item.sizeHint().width() for item in seen), default=0), _height(seen))

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        for item in self._seen():
            if rows and self._width([*rows[-1], item]) <= width:
                rows[-1].append(item)
            else:
                rows.append([item])
        return rows

    def _width(self, row: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in row) + self._gap * max(0, len(row) - 1)


def _height(row: list[QLayoutItem]) -> int:
    return max((item.sizeHint().height() for item in row), default=0)
