"""The epochs that a model's facts tell of its training."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
_MOST = 10_000


@dataclass(frozen=True)
class TrainedEpoch:
    """One epoch; accuracies in 0..1."""

    number: int
    accuracy: float
    validation_accuracy: float | None

    @property
    def reached(self) -> float:
        """The accuracy that counts: in validation where there is one."""
        return self.accuracy if self.validation_accuracy is None else self.validation_accuracy


def epochs_of(training: Mapping[str, Any] | None) -> tuple[TrainedEpoch, ...]:
    """The epochs of a training's record; none where it has no history or one that makes no sense."""
    history = training.get("history") if training else None
    if not isinstance(history, list):
        return ()
    epochs = [_epoch(number, values) for number, values in enumerate(history[:_MOST], 1)]
    return tuple(epoch for epoch in epochs if epoch is not None)


def best_of(epochs: tuple[TrainedEpoch, ...]) -> TrainedEpoch:
    """The epoch that reached most, of equals the first; of one epoch at least."""
    return max(epochs, key=lambda epoch: epoch.reached)


def summary(epochs: tuple[TrainedEpoch, ...]) -> str:
    """E.g. "94.6 % after epoch 1, best 99.6 % after epoch 17 of 20, on validation images"; empty for none."""
    if not epochs:
        return ""
    best, is_validated = best_of(epochs), epochs[0].validation_accuracy is not None
    if len(epochs) == 1:
        text = translate("ModelHistory", "{first} after its one epoch")
    else:
        text = translate("ModelHistory", "{first} after epoch 1, best {best} after epoch {number} of {count}")
    told = text.format(
        first=_percent(epochs[0].reached), best=_percent(best.reached), number=best.number, count=len(epochs)
    )
    if is_validated:
        return translate("ModelHistory", "{told}, on validation images").format(told=told)
    return translate("ModelHistory", "{told}, on the images it learnt from").format(told=told)


def told(epoch: TrainedEpoch) -> str:
    """One epoch in words."""
    if epoch.validation_accuracy is None:
        return translate("ModelHistory", "Epoch {number}: {accuracy} of the images it learnt from").format(
            number=epoch.number, accuracy=_percent(epoch.accuracy)
        )
    return translate("ModelHistory", "Epoch {number}: validation {validation}, training {accuracy}").format(
        number=epoch.number,
        validation=_percent(epoch.validation_accuracy),
        accuracy=_percent(epoch.accuracy),
    )


def _epoch(number: int, values: object) -> TrainedEpoch | None:
    if not isinstance(values, Mapping):
        return None
    accuracy = _share(values.get("accuracy"))
    if accuracy is None:
        return None
    return TrainedEpoch(number, accuracy, _share(values.get("validation_accuracy")))


def _share(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return min(1.0, max(0.0, float(value)))


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
