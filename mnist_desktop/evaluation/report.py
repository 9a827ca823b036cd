"""The figures of an evaluation, and their form as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mnist_desktop.evaluation.intervals import Interval, Unit


@dataclass(frozen=True)
class ClassReport:
    """One class: how often its answers are right, how many of it are found; 0 where nothing can be said."""

    label: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class OtherLabel:
    """One label that is no class of the model: how many images have it, how many of them were rejected."""

    label: str
    count: int
    rejected: int


@dataclass(frozen=True)
class OthersReport:
    """What became of the images whose label is no class of the model, which should be rejected."""

    count: int = 0
    rejected: int = 0
    interval: Interval | None = None
    per_label: tuple[OtherLabel, ...] = ()

    @property
    def rejected_share(self) -> float:
        """Share of them that was rejected; not a number where there are none."""
        return self.rejected / self.count if self.count else float("nan")

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "count": self.count,
            "rejected": self.rejected,
            "rejected_share": self.rejected_share,
            "interval": _bounds(self.interval),
            "interval_by": _unit(self.interval),
            "per_label": [
                {"label": part.label, "count": part.count, "rejected": part.rejected}
                for part in self.per_label
            ],
        }


@dataclass(frozen=True)
class WriterReport:
    """One writer.

    Attributes:
        writer: the name.
        count: how many of the images show a class.
        accuracy: share of these read right; not a number where there are none.
        rejected: how many of these were rejected.
        others: how many of the images show no class.
        others_rejected: how many of those were rejected.

    """

    writer: str
    count: int
    accuracy: float
    rejected: int
    others: int
    others_rejected: int


@dataclass(frozen=True)
class Report:
    """What a model does on a labelled set.

    All figures but `others` are of the images that show a class; where there are none, shares and means are
    not a number. An image without ink gets no answer: it counts as read wrong and as rejected, and has no
    part in confusion, loss and calibration.

    Attributes:
        count: how many images.
        accuracy: share read right by the most probable class, rejected or not.
        accuracy_interval: where that share lies with a confidence of 95 %.
        loss: mean cross entropy in nats; probabilities are clipped to what their type tells from 0 and 1.
        macro_precision, macro_recall, macro_f1: means over the classes that occur as label or as answer.
        weighted_precision, weighted_recall, weighted_f1: means in which each class counts as much as it has
            images.
        per_class: in the order of the model's classes.
        confusion: `confusion[true][read]`, counts.
        ece: expected calibration error of the most probable class, 15 bins of equal width.
        can_reject: whether the model can call something no digit.
        rejected: how many the model called no digit, and those without ink.
        rejected_interval: where their share lies.
        accepted_accuracy: share read right of those that were not rejected.
        empty: how many have no ink.
        others: the images whose label is no class of the model.
        per_writer: by name, those whose hand is known.

    """

    count: int
    accuracy: float
    accuracy_interval: Interval | None
    loss: float
    macro_precision: float
    macro_recall: float
    macro_f1: float
    weighted_precision: float
    weighted_recall: float
    weighted_f1: float
    per_class: tuple[ClassReport, ...]
    confusion: tuple[tuple[int, ...], ...]
    ece: float
    can_reject: bool
    rejected: int
    rejected_interval: Interval | None
    accepted_accuracy: float
    empty: int = 0
    others: OthersReport = OthersReport()
    per_writer: tuple[WriterReport, ...] = ()

    @property
    def wrong(self) -> int:
        """How many were read wrong."""
        return self.count - sum(row[label] for label, row in enumerate(self.confusion))

    @property
    def rejected_share(self) -> float:
        """Share that was rejected; not a number where there are no images."""
        return self.rejected / self.count if self.count else float("nan")

    def record(self) -> dict[str, Any]:
        """The figures for JSON, under the names that other programs rely on."""
        return {
            "count": self.count,
            "accuracy": self.accuracy,
            "accuracy_interval": _bounds(self.accuracy_interval),
            "interval_by": _unit(self.accuracy_interval),
            "loss": self.loss,
            "macro_precision": self.macro_precision,
            "macro_recall": self.macro_recall,
            "macro_f1": self.macro_f1,
            "weighted_precision": self.weighted_precision,
            "weighted_recall": self.weighted_recall,
            "weighted_f1": self.weighted_f1,
            "per_class": [_class_record(part) for part in self.per_class],
            "confusion": [list(row) for row in self.confusion],
            "ece": self.ece,
            "can_reject": self.can_reject,
            "rejected": self.rejected,
            "rejected_share": self.rejected_share,
            "rejected_interval": _bounds(self.rejected_interval),
            "accepted_accuracy": self.accepted_accuracy,
            "empty": self.empty,
            "others": self.others.record(),
            "per_writer": [_writer_record(part) for part in self.per_writer],
        }


def _class_record(part: ClassReport) -> dict[str, Any]:
    return {
        "label": part.label,
        "precision": part.precision,
        "recall": part.recall,
        "f1": part.f1,
        "support": part.support,
    }


def _writer_record(part: WriterReport) -> dict[str, Any]:
    return {
        "writer": part.writer,
        "count": part.count,
        "accuracy": part.accuracy,
        "rejected": part.rejected,
        "others": part.others,
        "others_rejected": part.others_rejected,
    }


def _bounds(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [interval.low, interval.high]


def _unit(interval: Interval | None) -> Unit | None:
    return None if interval is None else interval.by
