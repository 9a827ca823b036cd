"""Several models reading the newest drawing, behind the one in use, in a thread of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QObject, Signal

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.model_input import ModelInput, drawing_to_input
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.jobs.newest import NewestWins
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem
from mnist_desktop.ui.draw.reader import Reading, reading_of

_Key: TypeAlias = tuple[str, tuple[str, ...]]
MOST = 4
"""How many models are compared at once: as many as can be looked at, and read between two points."""


@dataclass(frozen=True)
class _Request:
    drawing: Drawing
    model_input: ModelInput | None
    models: tuple[LibraryModel, ...]
    caution: Caution


@dataclass(frozen=True)
class ReadingOfSeveral:
    """What models made of one drawing: a reading by the model's identifier, or the problem with it."""

    drawing: Drawing
    readings: Mapping[str, Reading | Problem]


class _ModelReaders:
    """Answers in the lane's thread, where the interpreters live."""

    def __init__(self) -> None:
        self._known: dict[_Key, Recogniser | Problem] = {}

    def answer(self, request: object) -> ReadingOfSeveral:
        assert isinstance(request, _Request)
        wanted = {_key_of(model) for model in request.models}
        self._known = {key: known for key, known in self._known.items() if key in wanted}
        model_input = request.model_input
        if model_input is None and not request.drawing.is_empty:
            model_input = drawing_to_input(request.drawing)
        readings = {}
        for model in request.models:
            reader = self._reader_of(model)
            readings[model.facts.identifier] = (
                reader
                if isinstance(reader, Problem)
                else reading_of(reader, request.drawing, model_input, request.caution)
            )
        return ReadingOfSeveral(request.drawing, readings)

    def _reader_of(self, model: LibraryModel) -> Recogniser | Problem:
        key = _key_of(model)
        if key not in self._known:
            self._known[key] = _reader(model)
        return self._known[key]


def _key_of(model: LibraryModel) -> _Key:
    """What tells apart models that answer differently."""
    return model.facts.identifier, model.facts.class_names


def _reader(model: LibraryModel) -> Recogniser | Problem:
    try:
        reader = Recogniser.of(model)
        reader.read(np.zeros((1, 28, 28), dtype=np.float32))
    except Problem as problem:
        return problem
    return reader


class SeveralReader(QObject):
    """Reads the newest drawing with several models; what was overtaken is never read.

    Signals:
        read: A `ReadingOfSeveral`.
        failed: An unexpected exception.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """Use the lane for this and for nothing else."""
        super().__init__(parent)
        self._readers = _ModelReaders()
        self._newest = NewestWins(lane, self._readers.answer, self)
        self._newest.answered.connect(self._on_answered)
        self._newest.failed.connect(self._on_failed)

    def request(
        self,
        drawing: Drawing,
        models: tuple[LibraryModel, ...],
        caution: Caution,
        model_input: ModelInput | None = None,
    ) -> None:
        """Ask for readings of the drawing, whose `model_input` need not be made again where it is known."""
        self._newest.request(_Request(drawing, model_input, models, caution))

    def _on_answered(self, readings: object) -> None:
        self.read.emit(readings)

    def _on_failed(self, error: object) -> None:
        self.failed.emit(error)
