"""What the curves show, as plain numbers: live steps, epochs, ranges. No Qt."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.progress import EpochFinished, StepProgress, best_epoch
from mnist_desktop.training.step_record import Rows, StepRecord
from mnist_desktop.ui.training.scales import Range, rounded_up

MOST_POINTS = 600
"""So many live points are painted; of more, neighbours are merged: painting stays quick in long runs."""
MOST_EPOCHS = 200
"""So many epochs are painted, for the same reason."""
_FLOORS = (0.0, 50.0, 80.0, 90.0, 95.0, 98.0, 99.0)
_LOG_STEPS = 4
EVERYWHERE = (-math.inf, math.inf)

Values: TypeAlias = NDArray[np.float64]
Curve: TypeAlias = tuple[Values, Values]
"""Epochs and values, both (n,) float64."""
Between: TypeAlias = tuple[float, float]
"""Two places in epochs."""


@dataclass(frozen=True)
class EpochColumns:
    """A history as columns, each (n,) float64; accuracies in per cent; NaN where there is no value."""

    at: Values
    loss: Values
    accuracy: Values
    validation_loss: Values
    validation_accuracy: Values
    rate: Values

    @property
    def is_validated(self) -> bool:
        """Whether any epoch has a validation."""
        return bool(np.isfinite(self.validation_accuracy).any())

    def curve(self, values: Values) -> Curve:
        """One of the columns without what is missing."""
        known = ~np.isnan(values)
        return self.at[known], values[known]


def epoch_columns(history: Sequence[EpochFinished]) -> EpochColumns:
    """The columns of a history."""
    rows = [
        (
            epoch.epoch,
            epoch.loss,
            epoch.accuracy * 100,
            math.nan if epoch.validation_loss is None else epoch.validation_loss,
            math.nan if epoch.validation_accuracy is None else epoch.validation_accuracy * 100,
            epoch.learning_rate or math.nan,
        )
        for epoch in history
    ]
    return EpochColumns(*np.array(rows, np.float64).reshape(-1, 6).T)


@dataclass
class RunCurves:
    """The curves of one run. Epochs count from 1; the whole of epoch 1 lies between 0 and 1.

    One that goes on after a break, or behind an earlier one, begins with the history of before, and with its
    steps where they are known.
    """

    epochs: int
    history: list[EpochFinished] = field(default_factory=list)
    _steps: StepRecord = field(default_factory=StepRecord)
    _columns: EpochColumns | None = None

    def taken_up(self, epochs: int, history: Iterable[EpochFinished]) -> RunCurves:
        """The curves of a training that goes on behind these: with their steps, and what is kept of epochs.

        These must not be changed any more.
        """
        return RunCurves(epochs, list(history), self._steps)

    def begin_with(self, steps: Rows) -> None:
        """Take the steps of before a break, as rows of a `StepRecord`, where none are known."""
        if not len(self._steps):
            self._steps = StepRecord(steps)

    def add_step(self, progress: StepProgress) -> None:
        """Take a live value."""
        self._steps.add(progress)

    def add_epoch(self, epoch: EpochFinished) -> None:
        """Take a whole epoch."""
        self.history.append(epoch)

    def step_values(self) -> tuple[StepProgress, ...]:
        """The live values; of very many, each stands for some neighbours."""
        return self._steps.told()

    def nearest_step(self, at: float) -> tuple[float, StepProgress] | None:
        """The live values nearest to a place, and their own place."""
        return self._steps.nearest(at)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.history and not len(self._steps)

    @property
    def whole_epochs(self) -> EpochColumns:
        """The history as columns."""
        if self._columns is None or len(self._columns.at) != len(self.history):
            self._columns = epoch_columns(self.history)
        return self._columns

    def live_loss(self, between: Between = EVERYWHERE) -> Curve:
        """Loss of the latest steps over time."""
        return self._steps.loss(MOST_POINTS, between)

    def live_accuracy(self, between: Between = EVERYWHERE) -> Curve:
        """Accuracy in per cent of the latest steps over time."""
        at, accuracy = self._steps.accuracy(MOST_POINTS, between)
        return at, accuracy * 100

    def live_rate(self, between: Between = EVERYWHERE) -> Curve:
        """Learning rate of the steps over time; that of whole epochs where no steps are known."""
        at, rate = self._steps.rate(MOST_POINTS, between)
        return (at, rate) if len(at) else self.whole_epochs.curve(self.whole_epochs.rate)

    def loss(self) -> Curve:
        """Training loss of each epoch."""
        return self.whole_epochs.curve(self.whole_epochs.loss)

    def accuracy(self) -> Curve:
        """Training accuracy of each epoch in per cent."""
        return self.whole_epochs.curve(self.whole_epochs.accuracy)

    def validation_loss(self) -> Curve:
        """Validation loss of each epoch that has one."""
        return self.whole_epochs.curve(self.whole_epochs.validation_loss)

    def validation_accuracy(self) -> Curve:
        """Validation accuracy in per cent of each epoch that has one."""
        return self.whole_epochs.curve(self.whole_epochs.validation_accuracy)

    def best(self) -> EpochFinished | None:
        """The best epoch so far; None where there is only one, which tells nothing."""
        return best_epoch(tuple(self.history)) if len(self.history) > 1 else None

    def loss_range(self, others: Iterable[float] = ()) -> tuple[float, float]:
        """From 0 to a round number above what matters; the first steps' height may lie outside."""
        values = [*self._epoch_losses(others), *_quantile(self.live_loss()[1], 0.9)]
        return 0.0, rounded_up(max(values, default=1.0))

    def log_loss_range(self, others: Iterable[float] = ()) -> tuple[float, float]:
        """The same as decimal logarithms, and from a round number below what matters."""
        live = self.live_loss()[1]
        known = [*self._epoch_losses(others), *_quantile(live, 0.02), *_quantile(live, 0.98)]
        values = [math.log10(value) for value in known if value > 0] or [-1.0, 0.0]
        low = math.floor(min(values) * _LOG_STEPS) / _LOG_STEPS
        return low, max(math.ceil(max(values) * _LOG_STEPS) / _LOG_STEPS, low + 1 / _LOG_STEPS)

    def loss_limits(self, whole: Range, others: Iterable[float] = (), *, is_log: bool) -> Range:
        """A range with all losses there are, and `whole`; both as decimal logarithms if `is_log`."""
        live = self.live_loss()[1]
        values = [*self._epoch_losses(others), *live[np.isfinite(live)]]
        if is_log:
            values = [math.log10(value) for value in values if value > 0]
        low, high = min(values, default=whole.low), max(values, default=whole.high)
        return Range(min(low, whole.low), max(high, whole.high))

    def accuracy_range(self, others: Iterable[float] = ()) -> tuple[float, float]:
        """From a round number below what matters to 100 %."""
        epochs = self.whole_epochs
        values = [*epochs.accuracy, *epochs.validation_accuracy, *others]
        values += _quantile(self.live_accuracy()[1], 0.1)
        least = min((value for value in values if math.isfinite(value)), default=0.0)
        floor = max((floor for floor in _FLOORS if floor <= least), default=0.0)
        return floor, 100.0 + (100.0 - floor) * 0.03

    def rate_range(self, others: Iterable[float] = ()) -> tuple[float, float]:
        """From 0 to a round number above all rates."""
        rates = (*self.live_rate()[1], *others)
        return 0.0, rounded_up(max((rate for rate in rates if math.isfinite(rate)), default=0.0)) * 1.05

    def _epoch_losses(self, others: Iterable[float]) -> list[float]:
        epochs = self.whole_epochs
        values = (*epochs.loss, *epochs.validation_loss, *others)
        return [float(value) for value in values if math.isfinite(value)]


def thinned(curve: Curve, between: Between) -> Curve:
    """The part of a curve between two places, and one value beside it; of many, neighbours as their mean."""
    at, values = curve
    low = max(0, int(np.searchsorted(at, between[0])) - 1)
    high = int(np.searchsorted(at, between[1], "right")) + 1
    at, values = at[low:high], values[low:high]
    group = -(-len(at) // MOST_EPOCHS)
    if group <= 1:
        return at, values
    starts = np.arange(0, len(at), group)
    counts = np.diff(np.append(starts, len(at)))
    return at[starts + counts - 1], np.add.reduceat(values, starts) / counts


def whole_range(epochs: int) -> Range:
    """The whole of a run on the axis of epochs, with a little air."""
    return Range(-0.02 * epochs, 1.02 * epochs)


def _quantile(values: Values, share: float) -> list[float]:
    """The value that this share of many values lies below; of few, the outermost one; none of none."""
    finite = values[np.isfinite(values)]
    if not len(finite):
        return []
    return [float(np.quantile(finite, share if len(finite) > 20 else float(round(share))))]
