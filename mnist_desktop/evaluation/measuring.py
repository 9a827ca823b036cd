"""Letting a model read a labelled set, with progress and cancelling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.evaluation.metrics import Report, evaluate
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.answers import Answers
from mnist_desktop.problems import Problem, ProblemCode

# Small enough that progress and cancelling answer within a tenth of a second, a whole batch for the engine.
CHUNK = 256


class Reader(Protocol):
    """What a recogniser must be able to do to be measured."""

    @property
    def class_names(self) -> tuple[str, ...]:
        """The name of each class, in the order of the probabilities."""

    def read(self, inputs: NDArray[np.float32], /) -> Answers:
        """Read inputs (n, 28, 28) in 0..1, ink 1."""


@dataclass(frozen=True, eq=False)
class Measurement:
    """A report and what it was made from.

    Attributes:
        report: the figures.
        class_names: the model's classes.
        labels: (n,) int64, read-only, indices into `class_names`.
        probabilities: (n, classes) float32, read-only.

    """

    report: Report
    class_names: tuple[str, ...]
    labels: NDArray[np.int64]
    probabilities: NDArray[np.float32]

    @property
    def predictions(self) -> NDArray[np.int64]:
        """(n,) the most probable class of each image."""
        answers: NDArray[np.int64] = self.probabilities.argmax(axis=1)
        return answers

    def of_cell(self, true: int, read: int) -> NDArray[np.int64]:
        """Indices of the images of class `true` that were read as `read`, the most confident first."""
        found = np.flatnonzero((self.labels == true) & (self.predictions == read))
        return found[np.argsort(-self.probabilities[found, read], kind="stable")]


def measure(
    reader: Reader,
    inputs: NDArray[Any],
    labels: NDArray[np.int64],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Measurement | None:
    """Let `reader` read every image, then compare.

    Args:
        reader: a recogniser; used by this call only while it runs.
        inputs: (n, 28, 28), float32 in 0..1 with ink 1, or uint8 with ink 255, which is brought to that.
        labels: (n,) int64, indices into `reader.class_names`; see `labels_for`.
        progress: told (done, n) before the first and after every chunk of images.
        cancelled: asked between chunks.

    Returns:
        The measurement, or None where it was cancelled.

    Raises:
        Problem: ANSWERS_NOT_FINITE, or what the reader raises.

    """
    count = len(labels)
    probabilities = np.empty((count, len(reader.class_names)), np.float32)
    progress(0, count)
    for start in range(0, count, CHUNK):
        if cancelled():
            return None
        chunk = inputs[start : start + CHUNK]
        ready = images_to_inputs(chunk) if chunk.dtype == np.uint8 else chunk
        probabilities[start : start + len(chunk)] = reader.read(ready).probabilities
        progress(start + len(chunk), count)
    kept = labels.view()
    kept.flags.writeable = False
    probabilities.flags.writeable = False
    return Measurement(
        evaluate(labels, probabilities, reader.class_names), reader.class_names, kept, probabilities
    )


def measure_set(
    reader: Reader,
    digits: LabelledImages,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Measurement | None:
    """Let `reader` read a whole set, whose classes are matched by name; see `measure` and `labels_for`."""
    labels = labels_for(digits.labels, digits.class_names, reader.class_names)
    return measure(reader, digits.images, labels, progress, cancelled)


def labels_for(
    labels: NDArray[np.int64], data_names: tuple[str, ...], model_names: tuple[str, ...]
) -> NDArray[np.int64]:
    """The same labels (n,) as indices into the model's classes instead of the data's, matched by name.

    Raises:
        Problem: DATA_CLASS_UNKNOWN, where the data has a class that the model cannot answer with.

    """
    places = {name: index for index, name in enumerate(model_names)}
    occurring = np.bincount(labels, minlength=len(data_names))
    for name, count in zip(data_names, occurring, strict=True):
        if count and name not in places:
            raise Problem(ProblemCode.DATA_CLASS_UNKNOWN, label=name, count=int(count))
    translation = np.array([places.get(name, -1) for name in data_names], dtype=np.int64)
    return translation[labels]
