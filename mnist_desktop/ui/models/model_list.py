"""The list of models."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models.row_painter import RowPainter, tick_target
from mnist_desktop.ui.models.rows import MODEL_ROLE, ModelRows
from mnist_desktop.ui.theme.theme import Theme


class ModelList(QListView):
    """Every model that is listed, one of them current, and those ticked that are to be compared.

    A click chooses a model alone; a click on its tick, or with Ctrl, adds it to what is chosen.

    Signals:
        chosen: The `LibraryModel` that is current now.
        ticked_changed: Others are ticked now, see `ticked`.
        use_wanted: Enter or a double click on the current model.
    """

    chosen = Signal(object)
    ticked_changed = Signal()
    use_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("models_list")
        self.setAccessibleName(self.tr("Models"))
        self.setToolTip(
            self.tr(
                "The models on this machine; the dot marks the one that reads. "
                "Tick several, with the mouse or Ctrl+Space, to compare them"
            )
        )
        self.rows = ModelRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowPainter(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(240)
        self.activated.connect(self._on_activated)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)

    @property
    def current(self) -> LibraryModel | None:
        """The current model."""
        index = self.currentIndex()
        return index.data(MODEL_ROLE) if index.isValid() else None

    @property
    def ticked(self) -> tuple[LibraryModel, ...]:
        """The models that are ticked, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self.rows.index(row).data(MODEL_ROLE) for row in rows)

    def show_models(self, models: tuple[LibraryModel, ...], active: str) -> None:
        """Show these models and keep the choice; where its model is gone, the active one is chosen."""
        before, ticked = self.current, self.ticked
        self.rows.show_models(models, active)
        wanted = before.facts.identifier if before else active
        self.choose(wanted) or self.choose(active) or self._choose_row(0)
        if len(ticked) > 1:
            self.tick(tuple(model.facts.identifier for model in ticked))
        self.ticked_changed.emit()

    def choose(self, identifier: str) -> bool:
        """Choose a model alone; False if it is not there."""
        return self._choose_row(self.rows.row_of(identifier))

    def tick(self, identifiers: tuple[str, ...]) -> None:
        """Tick these models, as far as they are listed, and no others."""
        selection = QItemSelection()
        for identifier in identifiers:
            index = self.rows.index(self.rows.row_of(identifier))
            if index.isValid():
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A click on a tick adds to what is chosen, or takes from it, as a click with Ctrl does."""
        if not isinstance(event, QMouseEvent) or not self._is_on_tick(index, event):
            return super().selectionCommand(index, event)
        if event.type() not in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        is_last = self.selectionModel().isSelected(index) and len(self.ticked) == 1
        return (
            QItemSelectionModel.SelectionFlag.NoUpdate
            if is_last
            else QItemSelectionModel.SelectionFlag.Toggle
        )

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks on a tick are two clicks; anywhere else they use the model."""
        if self._is_on_tick(self.indexAt(event.position().toPoint()), event):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _is_on_tick(self, index: QModelIndex | QPersistentModelIndex, event: QMouseEvent) -> bool:
        return index.isValid() and tick_target(self.visualRect(index)).contains(event.position().toPoint())

    def _choose_row(self, row: int) -> bool:
        index = self.rows.index(row) if 0 <= row < self.rows.rowCount() else QModelIndex()
        if index.isValid():
            # Whatever keys are held down meanwhile: this one alone.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)
        return index.isValid()

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(MODEL_ROLE))

    def _on_selection_changed(self) -> None:
        self.ticked_changed.emit()

    def _on_activated(self, _index: QModelIndex) -> None:
        self.use_wanted.emit()
