"""The figures of an evaluation, from labels and answers; they follow scikit-learn's definitions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.evaluation.calibration import calibration_error
from mnist_desktop.evaluation.comparison import NO_CLASS, Truth, Verdicts
from mnist_desktop.evaluation.intervals import share_interval
from mnist_desktop.evaluation.report import ClassReport, OtherLabel, OthersReport, Report, WriterReport
from mnist_desktop.problems import Problem, ProblemCode


def evaluate(truth: Truth, verdicts: Verdicts, class_names: tuple[str, ...]) -> Report:
    """Compare what a model made of n images, n at least 1, with what they show.

    Raises:
        Problem: ANSWERS_NOT_FINITE, where an answer is not a number.
        ValueError: the shapes do not fit, or there is nothing to compare.

    """
    count, probabilities = len(truth.labels), verdicts.probabilities
    if count == 0 or probabilities.shape != (count, len(class_names)):
        raise ValueError(f"{probabilities.shape} answers for {count} of {len(class_names)} classes")
    if not np.isfinite(probabilities).all():
        raise Problem(ProblemCode.ANSWERS_NOT_FINITE)
    shows_class, predictions, rejected = truth.shows_class, verdicts.predictions, verdicts.rejected
    right = predictions == truth.labels
    read = shows_class & (predictions != NO_CLASS)
    confusion = confusion_matrix(truth.labels[read], predictions[read], len(class_names))
    support = np.bincount(truth.labels[shows_class], minlength=len(class_names))
    per_class = _class_reports(confusion, support, class_names)
    occurring = np.flatnonzero(confusion.sum(axis=0) + support)
    return Report(
        count=int(np.count_nonzero(shows_class)),
        accuracy=_mean(right[shows_class]),
        accuracy_interval=share_interval(right[shows_class], truth.writers[shows_class]),
        loss=cross_entropy(truth.labels[read], probabilities[read]),
        macro_precision=_mean([per_class[index].precision for index in occurring]),
        macro_recall=_mean([per_class[index].recall for index in occurring]),
        macro_f1=_mean([per_class[index].f1 for index in occurring]),
        weighted_precision=_weighted([part.precision for part in per_class], support),
        weighted_recall=_weighted([part.recall for part in per_class], support),
        weighted_f1=_weighted([part.f1 for part in per_class], support),
        per_class=per_class,
        confusion=tuple(tuple(int(value) for value in row) for row in confusion),
        ece=calibration_error(right[read], probabilities[read].max(axis=1)),
        can_reject=verdicts.can_reject,
        rejected=int(np.count_nonzero(rejected[shows_class])),
        rejected_interval=share_interval(rejected[shows_class], truth.writers[shows_class]),
        accepted_accuracy=_mean(right[shows_class & ~rejected]),
        empty=int(np.count_nonzero(shows_class & ~verdicts.has_ink)),
        others=_others(truth, rejected),
        per_writer=_writer_reports(truth, right, rejected),
    )


def confusion_matrix(
    labels: NDArray[np.int64], predictions: NDArray[np.int64], classes: int
) -> NDArray[np.int64]:
    """Counts (classes, classes) int64: row the true class, column what was read."""
    flat = np.bincount(labels * classes + predictions, minlength=classes * classes)
    return flat.reshape(classes, classes).astype(np.int64)


def cross_entropy(labels: NDArray[np.int64], probabilities: NDArray[np.floating[Any]]) -> float:
    """Mean negative logarithm of the true class's probability, in nats; no number where there is none."""
    smallest = np.finfo(probabilities.dtype).eps
    true = probabilities[np.arange(len(labels)), labels]
    return _mean(-np.log(np.clip(true, smallest, 1 - smallest).astype(np.float64)))


def _class_reports(
    confusion: NDArray[np.int64], support: NDArray[np.int64], class_names: tuple[str, ...]
) -> tuple[ClassReport, ...]:
    hits = np.diag(confusion).astype(np.float64)
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


def _others(truth: Truth, rejected: NDArray[np.bool_]) -> OthersReport:
    other = ~truth.shows_class
    counts = np.bincount(truth.named[other], minlength=len(truth.names))
    rejections = np.bincount(truth.named[other & rejected], minlength=len(truth.names))
    return OthersReport(
        count=int(counts.sum()),
        rejected=int(rejections.sum()),
        interval=share_interval(rejected[other], truth.writers[other]),
        per_label=tuple(
            OtherLabel(name, int(counts[index]), int(rejections[index]))
            for index, name in enumerate(truth.names)
            if counts[index]
        ),
    )


def _writer_reports(
    truth: Truth, right: NDArray[np.bool_], rejected: NDArray[np.bool_]
) -> tuple[WriterReport, ...]:
    known, shows_class = truth.writers >= 0, truth.shows_class

    def counted(which: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(truth.writers[known & which], minlength=len(truth.writer_names))

    counts, others = counted(shows_class), counted(~shows_class)
    hits = counted(shows_class & right)
    rejections, others_rejected = counted(shows_class & rejected), counted(~shows_class & rejected)
    return tuple(
        WriterReport(
            writer=name,
            count=int(counts[index]),
            accuracy=float(hits[index] / counts[index]) if counts[index] else float("nan"),
            rejected=int(rejections[index]),
            others=int(others[index]),
            others_rejected=int(others_rejected[index]),
        )
        for index, name in enumerate(truth.writer_names)
        if counts[index] + others[index]
    )


def _weighted(values: list[float], support: NDArray[np.int64]) -> float:
    """The mean over classes, each counting as much as it has images; no number where there are none."""
    count = int(support.sum())
    return float(np.dot(values, support) / count) if count else float("nan")


def _mean(values: Iterable[float] | NDArray[Any]) -> float:
    array = np.asarray(values, np.float64)
    return float(array.mean()) if array.size else float("nan")
