"""An earlier run to lay behind the current one. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from mnist_desktop.training.progress import EpochFinished
from mnist_desktop.training.step_record import StepRecord
from mnist_desktop.ui.training.curve_data import EVERYWHERE, MOST_POINTS, Curve, EpochColumns, epoch_columns


@dataclass(frozen=True)
class ComparedRun:
    """A run's name, its finished epochs and, where they are known, its steps.

    It is judged by its validation, where it has one.
    """

    name: str
    history: tuple[EpochFinished, ...]
    steps: StepRecord | None = field(default=None, compare=False)

    @cached_property
    def _columns(self) -> EpochColumns:
        return epoch_columns(self.history)

    def live_loss(self) -> Curve | None:
        """Loss of the steps, None where they are not known."""
        return self.steps.loss(MOST_POINTS, EVERYWHERE) if self.steps else None

    def live_accuracy(self) -> Curve | None:
        """Accuracy of the steps in per cent, None where they are not known."""
        if not self.steps:
            return None
        at, accuracy = self.steps.accuracy(MOST_POINTS, EVERYWHERE)
        return at, accuracy * 100

    def live_rate(self) -> Curve | None:
        """None: the rate at the end of each epoch says enough."""
        return None

    def loss(self) -> Curve:
        """Loss of each epoch."""
        columns = self._columns
        return columns.curve(columns.validation_loss if columns.is_validated else columns.loss)

    def accuracy(self) -> Curve:
        """Accuracy of each epoch in per cent."""
        columns = self._columns
        return columns.curve(columns.validation_accuracy if columns.is_validated else columns.accuracy)

    def rate(self) -> Curve:
        """Learning rate at the end of each epoch, where it is known."""
        return self._columns.curve(self._columns.rate)

    @property
    def epochs(self) -> int:
        """The last epoch."""
        return max((epoch.epoch for epoch in self.history), default=0)


def nearest_epoch(history: Iterable[EpochFinished], at: float) -> EpochFinished | None:
    """The finished epoch that ends nearest to a place; of two as near, the earlier one."""
    return min(history, key=lambda epoch: abs(epoch.epoch - at), default=None)
