"""The models as rows of a list."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models import words

MODEL_ROLE = Qt.ItemDataRole.UserRole
ACTIVE_ROLE = Qt.ItemDataRole.UserRole + 1


class ModelRows(QAbstractListModel):
    """A row for each model; `MODEL_ROLE` gives the model, `ACTIVE_ROLE` whether it reads."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without models."""
        super().__init__(parent)
        self._models: tuple[LibraryModel, ...] = ()
        self._active = ""

    def show_models(self, models: tuple[LibraryModel, ...], active: str) -> None:
        """Show these models; the one with the identifier `active` is marked."""
        self.beginResetModel()
        self._models, self._active = models, active
        self.endResetModel()

    def row_of(self, identifier: str) -> int:
        """The row of a model, -1 if there is none."""
        for row, model in enumerate(self._models):
            if model.facts.identifier == identifier:
                return row
        return -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many models there are."""
        return 0 if parent.isValid() else len(self._models)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name, the whole row in words for screen readers, and the model itself."""
        model = self._models[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return model.facts.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(model)
        if role == MODEL_ROLE:
            return model
        return self._is_active(model) if role == ACTIVE_ROLE else None

    def _is_active(self, model: LibraryModel) -> bool:
        return model.facts.identifier == self._active

    def _spoken(self, model: LibraryModel) -> str:
        in_use = self.tr("in use") if self._is_active(model) else ""
        parts = (model.facts.name, words.badge(model), words.accuracy(model.facts), in_use)
        return ", ".join(part for part in parts if part)
