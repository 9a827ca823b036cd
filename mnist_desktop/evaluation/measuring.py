"""Letting a model read a labelled set, with progress and cancelling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.files import LabelledInputs
from mnist_desktop.evaluation.comparison import NO_CLASS, Truth, Verdicts
from mnist_desktop.evaluation.metrics import evaluate
from mnist_desktop.evaluation.report import Report
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.answers import Answers, Caution
from mnist_desktop.problems import Problem, ProblemCode

# Small enough that progress and cancelling answer within a tenth of a second, a whole batch for the engine.
CHUNK = 256


class Reader(Protocol):
    """What a recogniser must be able to do to be measured."""

    @property
    def class_names(self) -> tuple[str, ...]:
        """The name of each class, in the order of the probabilities."""

    @property
    def can_reject(self) -> bool:
        """Whether it can tell what is no digit."""

    def threshold(self, caution: Caution, /) -> float:
        """The probability of being a digit below which a drawing is rejected."""

    def read(self, inputs: NDArray[np.float32], /) -> Answers:
        """Read inputs (n, 28, 28) in 0..1, ink 1."""


@dataclass(frozen=True, eq=False)
class Measurement:
    """A report and what it was made from.

    Attributes:
        report: the figures.
        class_names: the model's classes.
        truth: what the images show.
        verdicts: what the model made of them; arrays are read-only.
        digit_probabilities: (n,) float32, how likely each is a digit at all; None where the model cannot
            tell.

    """

    report: Report
    class_names: tuple[str, ...]
    truth: Truth
    verdicts: Verdicts
    digit_probabilities: NDArray[np.float32] | None = None

    @property
    def labels(self) -> NDArray[np.int64]:
        """(n,) indices into `class_names`, `NO_CLASS` where the label is none of them."""
        return self.truth.labels

    @property
    def probabilities(self) -> NDArray[np.floating[Any]]:
        """(n, classes) how likely each class is, given that it is a digit."""
        return self.verdicts.probabilities

    @property
    def predictions(self) -> NDArray[np.int64]:
        """(n,) the most probable class of each image, `NO_CLASS` where there is no ink."""
        return self.verdicts.predictions

    @property
    def is_right(self) -> NDArray[np.bool_]:
        """(n,) which are read right, rejected or not; of those that show no class, which are rejected."""
        read_right = self.predictions == self.labels
        return np.where(self.truth.shows_class, read_right, self.verdicts.rejected)

    def judged(self, threshold: float) -> Measurement:
        """The same answers with another threshold, below which an image is rejected."""
        has_ink = self.verdicts.has_ink
        answers = Answers(
            self.verdicts.probabilities.astype(np.float32, copy=False), self.digit_probabilities
        )
        verdicts = replace(self.verdicts, rejected=_kept(answers.rejected(threshold) | ~has_ink))
        return replace(self, report=evaluate(self.truth, verdicts, self.class_names), verdicts=verdicts)

    def of_cell(self, true: int, read: int) -> NDArray[np.int64]:
        """Indices of the images of class `true` that were read as `read`, the most confident first."""
        return self.surest_first(np.flatnonzero((self.labels == true) & (self.predictions == read)))

    def mistakes(self) -> NDArray[np.int64]:
        """Indices of the images of a class that were read as another or not at all, the surest first.

        Then, of a model that can reject, what shows no class and was not rejected.
        """
        shows_class = self.truth.shows_class
        wrong = self.surest_first(np.flatnonzero(shows_class & (self.predictions != self.labels)))
        if self.digit_probabilities is None:
            return wrong
        accepted = np.flatnonzero(~shows_class & ~self.verdicts.rejected)
        order = np.argsort(-self.digit_probabilities[accepted], kind="stable")
        return np.concatenate([wrong, accepted[order]])

    def surest_first(self, found: NDArray[np.int64]) -> NDArray[np.int64]:
        """These indices (m,), those first of whose answer the model is surest; last what has no ink."""
        sureness = np.where(self.verdicts.has_ink[found], self.probabilities[found].max(axis=1), 0)
        return found[np.argsort(-sureness, kind="stable")]


def measure(
    reader: Reader,
    inputs: NDArray[Any],
    labels: NDArray[np.int64],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Measurement | None:
    """Let `reader` read every image, then compare, at balanced caution.

    Args:
        reader: a recogniser; used by this call only while it runs.
        inputs: (n, 28, 28), float32 in 0..1 with ink 1, or uint8 with ink 255, which is brought to that.
        labels: (n,) int64, indices into `reader.class_names`.
        progress: told (done, n) before the first and after every chunk of images.
        cancelled: asked between chunks.

    Returns:
        The measurement, or None where it was cancelled.

    Raises:
        Problem: ANSWERS_NOT_FINITE, or what the reader raises.

    """
    truth = Truth.of_classes(_kept(labels.view()), reader.class_names)
    return _measured(reader, inputs, truth, progress, cancelled, Caution.BALANCED)


def measure_set(
    reader: Reader,
    data: LabelledImages | LabelledInputs,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    caution: Caution = Caution.BALANCED,
) -> Measurement | None:
    """Let `reader` read a whole set, whose labels are matched with its classes by name; see `measure`.

    Raises:
        Problem: DATA_CLASS_UNKNOWN, where no label is a class and the reader cannot reject either.

    """
    truth = truth_of(data, reader.class_names)
    if not reader.can_reject and not truth.shows_class.any():
        counts = np.bincount(truth.named, minlength=len(truth.names))
        most = int(counts.argmax())
        raise Problem(ProblemCode.DATA_CLASS_UNKNOWN, label=truth.names[most], count=int(counts[most]))
    images = data.images if isinstance(data, LabelledImages) else data.inputs
    return _measured(reader, images, truth, progress, cancelled, caution)


def truth_of(data: LabelledImages | LabelledInputs, class_names: tuple[str, ...]) -> Truth:
    """What a set shows, in terms of a model's classes, matched by name."""
    places = {name: index for index, name in enumerate(class_names)}
    translation = np.array([places.get(name, NO_CLASS) for name in data.class_names], np.int64)
    labels = _kept(translation[data.labels])
    return Truth(labels, data.class_names, data.labels, data.writer_names, data.writers)


def _measured(
    reader: Reader,
    inputs: NDArray[Any],
    truth: Truth,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
    caution: Caution,
) -> Measurement | None:
    count = len(inputs)
    parts: list[Answers] = []
    progress(0, count)
    for start in range(0, count, CHUNK):
        if cancelled():
            return None
        chunk = inputs[start : start + CHUNK]
        parts.append(reader.read(images_to_inputs(chunk) if chunk.dtype == np.uint8 else chunk))
        progress(start + len(chunk), count)
    answers = _joined(parts)
    has_ink = np.asarray(inputs.any(axis=(1, 2)), np.bool_)
    verdicts = Verdicts(
        answers.probabilities,
        _kept(answers.rejected(reader.threshold(caution)) | ~has_ink),
        _kept(has_ink),
        reader.can_reject,
    )
    report = evaluate(truth, verdicts, reader.class_names)
    return Measurement(report, reader.class_names, truth, verdicts, answers.digit_probabilities)


def _joined(parts: list[Answers]) -> Answers:
    digit_probabilities = [part.digit_probabilities for part in parts if part.digit_probabilities is not None]
    if not digit_probabilities:
        return Answers(_kept(np.concatenate([part.probabilities for part in parts])))
    joined = np.concatenate(digit_probabilities)
    if not np.isfinite(joined).all():
        raise Problem(ProblemCode.ANSWERS_NOT_FINITE)
    return Answers(_kept(np.concatenate([part.probabilities for part in parts])), _kept(joined))


def _kept(array: NDArray[Any]) -> NDArray[Any]:
    array.flags.writeable = False
    return array
