"""Several models reading the newest drawing, behind the one in use, in a thread of their own."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from PySide6.QtCore import QObject, Signal

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.model_input import ModelInput, drawing_to_input
from mnist_desktop.jobs.job import Job, JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem
from mnist_desktop.ui.draw.reader import Reading, reading_of

_Key: TypeAlias = tuple[str, tuple[str, ...]]
_SECONDS_UNTIL_LOOK = 0.1
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

    def answer(self, request: _Request) -> ReadingOfSeveral:
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

    One job answers until `stop`: a job for each drawing would cost the window more than the models do.

    Signals:
        read: A `ReadingOfSeveral`.
        failed: An unexpected exception.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """Use the lane for this and for nothing else."""
        super().__init__(parent)
        self._lane = lane
        self._job: Job | None = None
        self._waiting: queue.SimpleQueue[_Request] = queue.SimpleQueue()

    def request(
        self,
        drawing: Drawing,
        models: tuple[LibraryModel, ...],
        caution: Caution,
        model_input: ModelInput | None = None,
    ) -> None:
        """Ask for readings of the drawing, whose `model_input` need not be made again where it is known."""
        if self._job is None:
            self._start()
        self._waiting.put(_Request(drawing, model_input, models, caution))

    def stop(self) -> None:
        """Answer no more, and let go of the models."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self) -> None:
        self._waiting = queue.SimpleQueue()
        self._job = self._lane.submit(_answering(self._waiting))
        self._job.progressed.connect(self._on_progressed)
        self._job.failed.connect(self._on_failed)

    def _on_progressed(self, readings: object) -> None:
        if self.sender() is self._job:
            self.read.emit(readings)

    def _on_failed(self, error: object) -> None:
        if self.sender() is self._job:
            self._job = None
            self.failed.emit(error)


def _answering(waiting: queue.SimpleQueue[_Request]) -> Work:
    """Work that reports a `ReadingOfSeveral` for the newest request until it is cancelled."""

    def work(control: JobControl) -> None:
        readers = _ModelReaders()
        while True:
            control.check()
            with contextlib.suppress(queue.Empty):
                request = waiting.get(timeout=_SECONDS_UNTIL_LOOK)
                while not waiting.empty():
                    request = waiting.get()
                control.report(readers.answer(request))

    return work
