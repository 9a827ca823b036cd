"""Live reading: the newest drawing goes to the model in a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.model_input import ModelInput, drawing_to_input
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.jobs.newest import NewestWins
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.recogniser import Recogniser


@dataclass(frozen=True)
class _Request:
    drawing: Drawing
    model: LibraryModel
    caution: Caution
    model_input: ModelInput | None


@dataclass(frozen=True)
class Reading:
    """What a model read in a drawing.

    `model_input` is the program's model input (28, 28), and `seen` the picture (H, W) in 0..1 that the model
    got of it; `probabilities` (classes,), given that it is a digit, is read-only; all three are None for an
    empty board. `digit_probability`, 0..1, is how likely it is a
    digit at all, None where the model cannot tell; below `threshold` it is called no digit. `is_image` tells
    that the model read the pixels of an image, and not of strokes.
    """

    drawing: Drawing
    class_names: tuple[str, ...]
    model_input: ModelInput | None
    probabilities: NDArray[np.float32] | None
    digit_probability: float | None = None
    threshold: float = 0.0
    seen: NDArray[np.float32] | None = None
    is_image: bool = False


def reading_of(
    recogniser: Recogniser, drawing: Drawing, model_input: ModelInput | None, caution: Caution
) -> Reading:
    """What a recogniser reads in a drawing that was made into `model_input`; None for an empty board."""
    if model_input is None:
        return Reading(drawing, recogniser.class_names, None, None)
    answers = recogniser.read_one(model_input)
    probabilities = answers.probabilities[0]
    probabilities.setflags(write=False)
    digit = answers.digit_probabilities
    return Reading(
        drawing,
        recogniser.class_names,
        model_input,
        probabilities,
        None if digit is None else float(digit[0]),
        recogniser.threshold(caution),
        recogniser.form.seen(model_input),
    )


class _ModelReader:
    """Answers in the reading thread, where its interpreter lives."""

    def __init__(self) -> None:
        self._read_with: tuple[str, tuple[str, ...]] = ("", ())
        self._recogniser: Recogniser | None = None

    def answer(self, request: object) -> Reading:
        assert isinstance(request, _Request)
        recogniser = self._recogniser_of(request.model)
        model_input = request.model_input
        if model_input is None and not request.drawing.is_empty:
            model_input = drawing_to_input(request.drawing)
        reading = reading_of(recogniser, request.drawing, model_input, request.caution)
        return replace(reading, is_image=request.model_input is not None)

    def _recogniser_of(self, model: LibraryModel) -> Recogniser:
        wanted = (model.facts.identifier, model.facts.class_names)
        if self._recogniser is None or self._read_with != wanted:
            self._recogniser = None
            recogniser = Recogniser.of(model)
            recogniser.read(np.zeros((1, 28, 28), dtype=np.float32))
            self._recogniser, self._read_with = recogniser, wanted
        return self._recogniser


class LiveReader(QObject):
    """Reads the newest drawing with the model in use; what was overtaken is never read.

    Signals:
        read: A `Reading`.
        failed: The exception that kept the model from reading.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        """Use the lane for reading and for nothing else."""
        super().__init__(parent)
        self.caution = Caution.BALANCED
        self._model: LibraryModel | None = None
        self._reader = _ModelReader()
        self._newest = NewestWins(lane, self._reader.answer, self)
        self._newest.answered.connect(self.read)
        self._newest.failed.connect(self.failed)

    def use(self, model: LibraryModel) -> None:
        """Read with this model from the next request on."""
        self._model = model

    def request(self, drawing: Drawing, model_input: ModelInput | None = None) -> None:
        """Ask for a reading of the drawing, or of `model_input` where the drawing was made of that."""
        if self._model is not None:
            self._newest.request(_Request(drawing, self._model, self.caution, model_input))
