"""Comparing models on the drawing: which of them, and when they read."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.draw.comparison import ComparisonPanel
from mnist_desktop.ui.draw.reader import Reading
from mnist_desktop.ui.draw.several import MOST, ReadingOfSeveral, SeveralReader
from mnist_desktop.ui.shelf import ModelShelf


class DrawingComparison(QObject):
    """Keeps the panel at the newest drawing while models are compared.

    The model in use reads first, as ever; the others get the model input that it got.

    Signals:
        switched: Whether models are compared from now on.
        reading_wanted: The model in use is to read what is on the board.
        failed: An unexpected exception.
    """

    switched = Signal(bool)
    reading_wanted = Signal()
    failed = Signal(object)

    def __init__(
        self, shelf: ModelShelf, lane: Lane, panel: ComparisonPanel, parent: QObject | None = None
    ) -> None:
        """Compare nothing yet; the others read in the lane."""
        super().__init__(parent)
        self._shelf, self._panel = shelf, panel
        self._reader = SeveralReader(lane, self)
        self._drawing = Drawing()
        self._chosen: tuple[str, ...] = ()
        self.is_on = False
        self.caution = Caution.BALANCED
        self._reader.read.connect(self._on_read)
        self._reader.failed.connect(self.failed)
        panel.chosen.connect(self.compare)
        panel.left.connect(self.leave)
        shelf.models_changed.connect(self._on_shelf_changed)
        shelf.active_changed.connect(self._on_shelf_changed)

    @property
    def usable(self) -> tuple[LibraryModel, ...]:
        """The models that can read, the one in use first."""
        active = self._shelf.active.facts.identifier
        models = [model for model in self._shelf.models if model.obstacle is None]
        return tuple(sorted(models, key=lambda model: model.facts.identifier != active))

    def compare(self, identifiers: tuple[str, ...] = ()) -> None:
        """Compare these models, or those of the last time, or the one in use with the newest."""
        self._chosen = identifiers or self._chosen
        models = self.usable
        known = {model.facts.identifier for model in models}
        wanted = tuple(key for key in self._chosen if key in known)
        if not wanted:
            wanted = tuple(model.facts.identifier for model in models[:MOST])
        self._chosen = wanted
        self._panel.show_models(models, wanted, self._shelf.active.facts.identifier)
        if not self.is_on:
            self.is_on = True
            self.switched.emit(True)
        self.reading_wanted.emit()

    def leave(self) -> None:
        """Compare no more."""
        if self.is_on:
            self.is_on = False
            self._reader.stop()
            self.switched.emit(False)

    def text_to_remember(self) -> str:
        """Which models were compared last, as text."""
        return ",".join(self._chosen)

    def restore(self, text: str) -> None:
        """Compare these the next time."""
        self._chosen = tuple(key for key in text.split(",") if key)[:MOST]

    def show_drawing(self, drawing: Drawing) -> None:
        """Know what is on the board; it is read as soon as the model in use has read it."""
        self._drawing = drawing

    def follow(self, reading: Reading) -> None:
        """The model in use has read: show that and let the others read the same."""
        if not self.is_on:
            return
        active = self._shelf.active.facts.identifier
        self._panel.show_active(active, reading)
        others = tuple(model for model in self._panel.compared if model.facts.identifier != active)
        if others:
            self._reader.request(reading.drawing, others, self.caution, reading.model_input)

    def read_alone(self) -> None:
        """Let the compared models read what is on the board although the model in use cannot."""
        if self.is_on:
            self._reader.request(self._drawing, self._panel.compared, self.caution)

    def _on_read(self, several: ReadingOfSeveral) -> None:
        # An answer about a drawing that is gone would stand beside an empty board.
        if self.is_on and several.drawing.is_empty == self._drawing.is_empty:
            self._panel.show_readings(several)

    def _on_shelf_changed(self) -> None:
        if self.is_on:
            self.compare()
