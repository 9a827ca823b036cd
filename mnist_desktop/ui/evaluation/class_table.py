"""Precision, recall and F1 of each class as a table."""

from __future__ import annotations

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

from mnist_desktop.evaluation.report import ClassReport, Report

_ROW_HEIGHT = 32


class ClassModel(QAbstractTableModel):
    """A row for each class."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without classes."""
        super().__init__(parent)
        self._classes: tuple[ClassReport, ...] = ()

    def show_report(self, report: Report) -> None:
        """Show the classes of a report."""
        self.beginResetModel()
        self._classes = report.per_class
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many classes there are."""
        return 0 if parent.isValid() else len(self._classes)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Class, precision, recall, F1, images."""
        return 0 if parent.isValid() else 5

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Words for people, numbers (UserRole) for sorting."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else _CENTRE
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole):
            return None
        part = self._classes[index.row()]
        values: tuple[str | float, ...] = (part.label, part.precision, part.recall, part.f1, part.support)
        value = values[index.column()]
        return value if role == Qt.ItemDataRole.UserRole else _words(value)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles, and what they mean as tooltips."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _CENTRE
        titles = (
            (self.tr("Digit"), self.tr("What the image shows")),
            (self.tr("Precision"), self.tr("Of all images read as this digit, the share that shows it")),
            (self.tr("Recall"), self.tr("Of all images that show this digit, the share read as it")),
            (self.tr("F1"), self.tr("Precision and recall in one figure: their harmonic mean")),
            (self.tr("Images"), self.tr("How many of the images show this digit")),
        )
        if role == Qt.ItemDataRole.DisplayRole:
            return titles[section][0]
        return titles[section][1] if role == Qt.ItemDataRole.ToolTipRole else None


class ClassTable(QTableView):
    """The table, sorted by a click on a title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, in the order of the classes."""
        super().__init__(parent)
        self.classes = ClassModel(self)
        order = QSortFilterProxyModel(self)
        order.setSourceModel(self.classes)
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
        self.setMinimumHeight(4 * _ROW_HEIGHT)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)

    def show_report(self, report: Report) -> None:
        """Show the classes of a report."""
        self.classes.show_report(report)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """High enough for every row."""
        rows = self.classes.rowCount() * _ROW_HEIGHT
        return QSize(372, rows + self.horizontalHeader().sizeHint().height() + 2)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


def _words(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,}" if isinstance(value, int) else f"{value * 100:.1f} %"
