"""Which model is measured: the active one, until another is chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.shelf import ModelShelf

_WIDTH = 188


class ModelChoice(QComboBox):
    """All models of the library.

    It follows the active model; one that was chosen here stays, until it is gone or the active one is chosen.

    Signals:
        chosen: The `LibraryModel` to measure is another than before, or has another name.
    """

    chosen = Signal(object)

    def __init__(self, shelf: ModelShelf, parent: QWidget | None = None) -> None:
        """Start with the shelf's active model."""
        super().__init__(parent)
        self._shelf = shelf
        self._picked = ""
        self._models: tuple[LibraryModel, ...] = ()
        self.setObjectName("evaluation-model")
        self.setAccessibleName(self.tr("Model"))
        self.setFixedWidth(_WIDTH)
        self._list()
        self.activated.connect(self._on_activated)
        shelf.active_changed.connect(self._on_shelf_changed)
        shelf.models_changed.connect(self._on_shelf_changed)

    @property
    def current(self) -> LibraryModel:
        """The model to measure."""
        found = (model for model in self._models if model.facts.identifier == self._picked)
        return next(found, self._shelf.active)

    def _list(self) -> None:
        self._models = self._shelf.models
        self.clear()
        self.addItems([model.facts.name for model in self._models])
        identifiers = [model.facts.identifier for model in self._models]
        if self._picked not in identifiers:
            self._picked = ""
        if self.current.facts.identifier in identifiers:
            self.setCurrentIndex(identifiers.index(self.current.facts.identifier))
        self._tell()

    def _tell(self) -> None:
        words = (
            self.tr("The model that is measured, {name}; it stays although another may read")
            if self._picked
            else self.tr("The model that is measured: {name}, which reads at the moment")
        )
        self.setToolTip(words.format(name=self.current.facts.name))

    def _on_activated(self, number: int) -> None:
        picked = self._models[number].facts.identifier
        self._picked = "" if picked == self._shelf.active.facts.identifier else picked
        self._tell()
        self.chosen.emit(self.current)

    def _on_shelf_changed(self) -> None:
        self._list()
        self.chosen.emit(self.current)
