"""Tables of figures: rows of names and numbers, sorted by a click on a title."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

Cell: TypeAlias = str | float
"""A name, a count (int) or a share (float), which may be no number."""

ROW_HEIGHT = 32
WIDTH = 396
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column:
    """A title, and what it means."""

    title: str
    meaning: str


class FigureModel(QAbstractTableModel):
    """Rows whose first cell is a name."""

    def __init__(
        self, first_alignment: Qt.AlignmentFlag, *, keeps_order: bool, parent: QObject | None = None
    ) -> None:
        """Start empty; the first names are aligned as told, and sort as letters do or keep their order."""
        super().__init__(parent)
        self._first_alignment = first_alignment
        self._keeps_order = keeps_order
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Sequence[Cell]] = ()
        self._foot = 0

    def show_rows(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], foot: Sequence[Sequence[Cell]] = ()
    ) -> None:
        """Show rows that have a cell for each column, and those of the foot beneath them."""
        self.beginResetModel()
        self._columns, self._rows, self._foot = columns, (*rows, *foot), len(foot)
        self.endResetModel()

    def is_foot(self, row: int) -> bool:
        """Whether a row is one of those that always stand beneath the others."""
        return row >= len(self._rows) - self._foot

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Words for people, numbers (UserRole) for sorting, the whole name as tooltip."""
        value = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column(), value)
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(value)
        if role == Qt.ItemDataRole.FontRole and self.is_foot(index.row()):
            return _bold()
        if role == Qt.ItemDataRole.UserRole and index.column() == 0 and self._keeps_order:
            return index.row()
        if role == Qt.ItemDataRole.UserRole:
            return -1.0 if isinstance(value, float) and math.isnan(value) else value
        return value if role == Qt.ItemDataRole.ToolTipRole and isinstance(value, str) else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, and what they mean as tooltips."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section, self._rows[0][section] if self._rows else "")
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return self._columns[section].meaning if role == Qt.ItemDataRole.ToolTipRole else None

    def _alignment(self, column: int, value: Cell) -> Qt.AlignmentFlag:
        if column == 0:
            return self._first_alignment
        return _LEFT if isinstance(value, str) else _RIGHT


class _Order(QSortFilterProxyModel):
    """The rows in the order that was asked for, the foot beneath them."""

    def __init__(self, figures: FigureModel, parent: QObject) -> None:
        super().__init__(parent)
        self._figures = figures
        self.setSourceModel(figures)
        self.setSortRole(Qt.ItemDataRole.UserRole)

    def lessThan(
        self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex
    ) -> bool:
        rows = left.row(), right.row()
        if any(self._figures.is_foot(row) for row in rows):
            return (rows[0] < rows[1]) == (self.sortOrder() == Qt.SortOrder.AscendingOrder)
        return bool(super().lessThan(left, right))


class FigureTable(QTableView):
    """The table; one row can be current, none can be changed.

    Signals:
        row_chosen: The number of the row, in the order in which rows were given, that was clicked or
            confirmed with Enter; never one of the foot.
    """

    row_chosen = Signal(int)

    def __init__(
        self, first_alignment: Qt.AlignmentFlag, *, keeps_order: bool = False, parent: QWidget | None = None
    ) -> None:
        """Start empty, sorted by the first column, whose names may keep the order they are given in."""
        super().__init__(parent)
        self.figures = FigureModel(first_alignment, keeps_order=keeps_order, parent=self)
        self._order = _Order(self.figures, self)
        self.setModel(self._order)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(4 * ROW_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._on_clicked)

    def show_rows(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], foot: Sequence[Sequence[Cell]] = ()
    ) -> None:
        """Show rows that have a cell for each column, and those of the foot beneath them."""
        self.figures.show_rows(columns, rows, foot)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """High enough for every row."""
        rows = self.figures.rowCount() * ROW_HEIGHT
        return QSize(WIDTH, rows + self.horizontalHeader().sizeHint().height() + 2)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._order.mapToSource(index).row()
        if not self.figures.is_foot(row):
            self.row_chosen.emit(row)


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _words(value: Cell) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    if math.isnan(value):
        return "–"
    return "100 %" if value == 1 else f"{value * 100:.1f} %"
