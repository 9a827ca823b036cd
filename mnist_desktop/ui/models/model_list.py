"""The list of models."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models.row_painter import RowPainter
from mnist_desktop.ui.models.rows import MODEL_ROLE, ModelRows
from mnist_desktop.ui.theme.theme import Theme


class ModelList(QListView):
    """Every model, one of them chosen.

    Signals:
        chosen: The `LibraryModel` that is chosen now.
        use_wanted: Enter or a double click on the chosen model.
    """

    chosen = Signal(object)
    use_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("models_list")
        self.setAccessibleName(self.tr("Models"))
        self.setToolTip(self.tr("The models on this machine; the dot marks the one that reads"))
        self.rows = ModelRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(240)
        self.activated.connect(self._on_activated)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    @property
    def current(self) -> LibraryModel | None:
        """The chosen model."""
        index = self.currentIndex()
        return index.data(MODEL_ROLE) if index.isValid() else None

    def show_models(self, models: tuple[LibraryModel, ...], active: str) -> None:
        """Show these models and keep the choice; where its model is gone, the active one is chosen."""
        before = self.current
        self.rows.show_models(models, active)
        self.choose(before.facts.identifier if before else active) or self.choose(active) or self._choose_row(
            0
        )

    def choose(self, identifier: str) -> bool:
        """Choose a model; False if it is not there."""
        return self._choose_row(self.rows.row_of(identifier))

    def _choose_row(self, row: int) -> bool:
        index = self.rows.index(row) if 0 <= row < self.rows.rowCount() else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(MODEL_ROLE))

    def _on_activated(self, _index: QModelIndex) -> None:
        self.use_wanted.emit()
