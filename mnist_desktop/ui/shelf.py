"""The library as the window sees it: its models, and which of them reads."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mnist_desktop.models.library import Library, LibraryModel


class ModelShelf(QObject):
    """Changes the library for the window and tells every place of it.

    Signals:
        active_changed: The `LibraryModel` that reads from now on.
        models_changed: A model came, went or got another name.
    """

    active_changed = Signal(object)
    models_changed = Signal()

    def __init__(self, library: Library, active: str = "", parent: QObject | None = None) -> None:
        """Use the model with the identifier `active`, or the bundled one where that is gone or damaged."""
        super().__init__(parent)
        self.library = library
        self._active = self._usable(active)

    @property
    def active(self) -> LibraryModel:
        """The model that reads."""
        return self._active

    @property
    def models(self) -> tuple[LibraryModel, ...]:
        """All models, the bundled one first, then the newest."""
        return self.library.models()

    def activate(self, identifier: str) -> None:
        """Read with this model from now on; Problem MODEL_UNKNOWN, MODEL_DAMAGED or MODEL_KERAS_ONLY."""
        model = self.library.find(identifier)
        if model.obstacle is not None:
            raise model.obstacle
        self._active = model
        self.active_changed.emit(model)

    def rename(self, identifier: str, name: str) -> LibraryModel:
        """Give a model another name; see `Library.rename`."""
        return self._changed(self.library.rename(identifier, name))

    def name_classes(self, identifier: str, class_names: tuple[str, ...]) -> LibraryModel:
        """Call a model's classes so; see `Library.name_classes`."""
        return self._changed(self.library.name_classes(identifier, class_names))

    def delete(self, identifier: str) -> None:
        """Remove a model; where it was in use the bundled one takes its place. See `Library.delete`."""
        self.library.delete(identifier)
        self.models_changed.emit()
        if identifier == self._active.facts.identifier:
            self._active = self.library.bundled()
            self.active_changed.emit(self._active)

    def _changed(self, model: LibraryModel) -> LibraryModel:
        self.models_changed.emit()
        if model.facts.identifier == self._active.facts.identifier:
            self._active = model
            self.active_changed.emit(model)
        return model

    def _usable(self, identifier: str) -> LibraryModel:
        for model in self.library.models():
            if model.facts.identifier == identifier and model.obstacle is None:
                return model
        return self.library.bundled()
