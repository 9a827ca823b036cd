"""What a model does on this machine, in figures that can be kept and set side by side."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from numpy.typing import NDArray

from mnist_desktop.evaluation.confusions import most_confused
from mnist_desktop.evaluation.measuring import Measurement, Reader
from mnist_desktop.ink.model_input import images_to_inputs

_READINGS = 150
_WARM_UP = 20


@dataclass(frozen=True)
class Confusion:
    """How often one class was read as another; the classes by name."""

    true: str
    read: str
    count: int


@dataclass(frozen=True)
class SetFigures:
    """A model on one labelled set.

    Attributes:
        count: how many images of the set show one of the model's classes.
        accuracy: the share of these that it reads, 0..1.
        class_names: the model's classes.
        confusion: `confusion[true][read]`, counts.

    """

    count: int
    accuracy: float
    class_names: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, measurement: Measurement) -> SetFigures:
        """The figures of a measurement."""
        report = measurement.report
        shown = int(measurement.truth.shows_class.sum())
        return cls(shown, report.accuracy if shown else 0.0, measurement.class_names, report.confusion)

    def confusions(self, most: int) -> tuple[Confusion, ...]:
        """The most frequent mistakes, the worst first."""
        names = self.class_names
        return tuple(
            Confusion(names[pair.true], names[pair.read], pair.count)
            for pair in most_confused(self.confusion, most)
        )

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "count": self.count,
            "accuracy": self.accuracy,
            "class_names": list(self.class_names),
            "confusion": [list(row) for row in self.confusion],
        }

    @classmethod
    def from_record(cls, values: Mapping[str, Any]) -> SetFigures:
        """What `record` made a record of; ValueError, KeyError or TypeError where it is none."""
        names = tuple(str(name) for name in values["class_names"])
        confusion = tuple(tuple(int(count) for count in row) for row in values["confusion"])
        accuracy, count = float(values["accuracy"]), int(values["count"])
        if (
            not 0 <= accuracy <= 1
            or count < 0
            or [len(row) for row in confusion] != [len(names)] * len(names)
        ):
            raise ValueError("no figures")
        return cls(count, accuracy, names, confusion)


@dataclass(frozen=True)
class ModelFigures:
    """What was measured of a model: milliseconds for one reading, and figures of sets by the sets' keys."""

    milliseconds: float | None = None
    sets: Mapping[str, SetFigures] = field(default_factory=dict)

    def with_set(self, key: str, figures: SetFigures) -> ModelFigures:
        """The same with the figures of one more set, which counts as the newest."""
        others = {known: value for known, value in self.sets.items() if known != key}
        return replace(self, sets={**others, key: figures})


def milliseconds_a_reading(reader: Reader, images: NDArray[Any]) -> float:
    """The median time that one reading takes, in milliseconds, of images (n, 28, 28) as MNIST has them."""
    inputs = images_to_inputs(images[: _WARM_UP + _READINGS])
    seconds = []
    for index in range(len(inputs)):
        began = time.perf_counter()
        reader.read(inputs[index : index + 1])
        seconds.append(time.perf_counter() - began)
    return 1000 * median(seconds[_WARM_UP:] or seconds)
