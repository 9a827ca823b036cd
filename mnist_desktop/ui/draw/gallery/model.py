"""The images that are shown, in their order, as Qt's views take them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mnist_desktop.gallery.collection import Collection, Order, Shown
from mnist_desktop.ui.draw.gallery import words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GalleryModel(QAbstractListModel):
    """Rows are places in the order, numbers are those of the collection."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.collection = Collection()
        self.numbers: list[int] = []
        self._rows: dict[int, int] = {}

    def show_images(self, collection: Collection, order: Order, shown: Shown) -> bool:
        """Arrange anew; False where those that were shown stay in their places."""
        numbers = collection.arranged(order, shown)
        if collection is self.collection and numbers == self.numbers:
            self.tell_changed()
            return False
        known = len(self.numbers)
        if collection is self.collection and known and numbers[:known] == self.numbers:
            self.beginInsertRows(QModelIndex(), known, len(numbers) - 1)
            self._take(collection, numbers)
            self.endInsertRows()
            self.tell_changed()
            return False
        self.beginResetModel()
        self._take(collection, numbers)
        self.endResetModel()
        return True

    def _take(self, collection: Collection, numbers: list[int]) -> None:
        self.collection, self.numbers = collection, numbers
        self._rows = {number: row for row, number in enumerate(numbers)}

    def tell_changed(self) -> None:
        """Have everything painted again."""
        if self.numbers:
            self.dataChanged.emit(self.index(0), self.index(len(self.numbers) - 1))

    def row_of(self, number: int) -> int | None:
        """Where an image stands; None where it is not shown."""
        return self._rows.get(number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self.numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for eyes and ears; the number as the user's own role."""
        if not index.isValid():
            return None
        number = self.numbers[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return number
            case Qt.ItemDataRole.DisplayRole:
                return words.name_of(self.collection, number)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return words.spoken(self.collection, number)
        return None
