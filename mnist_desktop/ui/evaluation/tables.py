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
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

Cell: TypeAlias = str | float
"""A name, a count (int) or a share (float), which may be no number."""

ROW_HEIGHT = 32
WIDTH = 396
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column:
    """A title, and what it means."""

    title: str
    meaning: str


class FigureModel(QAbstractTableModel):
    """Rows whose first cell is a name."""

    def __init__(self, first_alignment: Qt.AlignmentFlag, parent: QObject | None = None) -> None:
        """Start empty; names are aligned as told, figures to the right."""
        super().__init__(parent)
        self._first_alignment = first_alignment
        self._columns: Sequence[Column] = ()
        self._rows: Sequence[Sequence[Cell]] = ()

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Show rows that have a cell for each column."""
        self.beginResetModel()
        self._columns, self._rows = columns, rows
        self.endResetModel()

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
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(value)
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
            return self._alignment(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return self._columns[section].meaning if role == Qt.ItemDataRole.ToolTipRole else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column else self._first_alignment


class FigureTable(QTableView):
    """The table; one row can be current, none can be changed."""

    def __init__(self, first_alignment: Qt.AlignmentFlag, parent: QWidget | None = None) -> None:
        """Start empty, sorted by the first column."""
        super().__init__(parent)
        self.figures = FigureModel(first_alignment, self)
        order = QSortFilterProxyModel(self)
        order.setSourceModel(self.figures)
        order.setSortRole(Qt.ItemDataRole.UserRole)
        self.setModel(order)
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

    def show_rows(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Show rows that have a cell for each column."""
        self.figures.show_rows(columns, rows)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """High enough for every row."""
        rows = self.figures.rowCount() * ROW_HEIGHT
        return QSize(WIDTH, rows + self.horizontalHeader().sizeHint().height() + 2)


def _words(value: Cell) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"{value:,}"
    if math.isnan(value):
        return "–"
    return "100 %" if value == 1 else f"{value * 100:.1f} %"
