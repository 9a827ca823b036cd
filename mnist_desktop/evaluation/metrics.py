"""The figures of an evaluation, from labels and probabilities; they follow scikit-learn's definitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.problems import Problem, ProblemCode

CALIBRATION_BINS = 15


@dataclass(frozen=True)
class ClassReport:
    """One class: how often its answers are right, how many of it are found; 0 where nothing can be said."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Report:
    """What a model does on a labelled set.

    Attributes:
        count: how many images.
        accuracy: share read right by the most probable class, rejected or not.
        loss: mean cross entropy in nats; probabilities are clipped to what their type tells from 0 and 1.
        macro_precision, macro_recall, macro_f1: means over the classes that occur as label or as answer.
        per_class: in the order of the model's classes.
        confusion: `confusion[true][read]`, counts.
        ece: expected calibration error of the most probable class, 15 bins of equal width.
        rejected: how many the model called no digit; 0 for models that cannot reject.

    """

    count: int
    accuracy: float
    loss: float
    macro_precision: float
    macro_recall: float
    macro_f1: float
    per_class: tuple[ClassReport, ...]
    confusion: tuple[tuple[int, ...], ...]
    ece: float
    rejected: int = 0

    @property
    def wrong(self) -> int:
        """How many were read wrong."""
        return self.count - sum(row[label] for label, row in enumerate(self.confusion))

    def record(self) -> dict[str, Any]:
        """The figures for JSON, under the names that other programs rely on."""
        return {
            "count": self.count,
            "accuracy": self.accuracy,
            "loss": self.loss,
            "macro_precision": self.macro_precision,
            "macro_recall": self.macro_recall,
            "macro_f1": self.macro_f1,
            "per_class": [
                {
                    "label": part.label,
                    "precision": part.precision,
                    "recall": part.recall,
                    "f1": part.f1,
                    "support": part.support,
                }
                for part in self.per_class
            ],
            "confusion": [list(row) for row in self.confusion],
            "ece": self.ece,
            "rejected": self.rejected,
        }


def evaluate(
    labels: NDArray[np.int64],
    probabilities: NDArray[np.floating[Any]],
    class_names: tuple[str, ...],
    rejected: int = 0,
) -> Report:
    """Compare answers with labels.

    Args:
        labels: (n,) indices into `class_names`, n at least 1.
        probabilities: (n, classes) float, each row summing to 1.
        class_names: the name of each class.
        rejected: how many of the n the model called no digit.

    Raises:
        Problem: ANSWERS_NOT_FINITE, where an answer is not a number.
        ValueError: the shapes do not fit, or there is nothing to compare.

    """
    if len(labels) == 0 or probabilities.shape != (len(labels), len(class_names)):
        raise ValueError(f"{probabilities.shape} answers for {len(labels)} of {len(class_names)} classes")
    if not np.isfinite(probabilities).all():
        raise Problem(ProblemCode.ANSWERS_NOT_FINITE)
    predictions = probabilities.argmax(axis=1)
    confusion = confusion_matrix(labels, predictions, len(class_names))
    per_class = _class_reports(confusion, class_names)
    occurring = np.flatnonzero(confusion.sum(axis=0) + confusion.sum(axis=1))
    return Report(
        count=len(labels),
        accuracy=float(np.mean(predictions == labels)),
        loss=cross_entropy(labels, probabilities),
        macro_precision=float(np.mean([per_class[index].precision for index in occurring])),
        macro_recall=float(np.mean([per_class[index].recall for index in occurring])),
        macro_f1=float(np.mean([per_class[index].f1 for index in occurring])),
        per_class=per_class,
        confusion=tuple(tuple(int(value) for value in row) for row in confusion),
        ece=calibration_error(predictions == labels, probabilities.max(axis=1)),
        rejected=rejected,
    )


def confusion_matrix(
    labels: NDArray[np.int64], predictions: NDArray[np.int64], classes: int
) -> NDArray[np.int64]:
    """Counts (classes, classes) int64: row the true class, column what was read."""
    flat = np.bincount(labels * classes + predictions, minlength=classes * classes)
    return flat.reshape(classes, classes).astype(np.int64)


def cross_entropy(labels: NDArray[np.int64], probabilities: NDArray[np.floating[Any]]) -> float:
    """Mean negative logarithm of the true class's probability, in nats."""
    smallest = np.finfo(probabilities.dtype).eps
    true = probabilities[np.arange(len(labels)), labels]
    return float(-np.log(np.clip(true, smallest, 1 - smallest).astype(np.float64)).mean())


def calibration_error(right: NDArray[np.bool_], confidence: NDArray[np.floating[Any]]) -> float:
    """Expected calibration error: mean gap between confidence and share right, over bins (low, high]."""
    bins = np.clip(np.ceil(confidence * CALIBRATION_BINS).astype(np.int64) - 1, 0, CALIBRATION_BINS - 1)
    gap = np.bincount(bins, weights=confidence.astype(np.float64) - right, minlength=CALIBRATION_BINS)
    return float(np.abs(gap).sum() / len(right))


def _class_reports(confusion: NDArray[np.int64], class_names: tuple[str, ...]) -> tuple[ClassReport, ...]:
    hits = np.diag(confusion).astype(np.float64)
    support = confusion.sum(axis=1)
    answered = confusion.sum(axis=0)
    precision = _share(hits, answered)
    recall = _share(hits, support)
    f1 = _share(2 * hits, support + answered)
    return tuple(
        ClassReport(
            name, float(precision[index]), float(recall[index]), float(f1[index]), int(support[index])
        )
        for index, name in enumerate(class_names)
    )


def _share(part: NDArray[np.float64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
