"""What the curves show, as plain numbers: live steps, epochs, ranges. No Qt."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.progress import EpochFinished, StepProgress, best_epoch

MOST_POINTS = 600
"""So many live points are kept; then neighbours are merged, so that painting stays quick in long runs."""
_FLOORS = (0.0, 50.0, 80.0, 90.0, 95.0, 98.0, 99.0)
_MOST_TICKS = 12

_Point: TypeAlias = tuple[float, float, float]
Curve: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64]]
"""Epochs and values, both (n,) float64."""


@dataclass
class RunCurves:
    """The curves of one run. Epochs count from 1; the whole of epoch 1 lies between 0 and 1."""

    epochs: int
    history: list[EpochFinished] = field(default_factory=list)
    _live: list[_Point] = field(default_factory=list)
    _waiting: list[_Point] = field(default_factory=list)
    _stride: int = 1

    def add_step(self, progress: StepProgress) -> None:
        """Take a live value."""
        at = progress.epoch - 1 + progress.step / progress.steps
        self._waiting.append((at, progress.loss, progress.accuracy))
        if len(self._waiting) == self._stride:
            self._live.append(_mean(self._waiting))
            self._waiting = []
        if len(self._live) >= MOST_POINTS:
            # Every point stands for as many steps as any other, however long the run gets.
            self._live = [_mean(list(pair)) for pair in zip(self._live[::2], self._live[1::2], strict=True)]
            self._stride *= 2

    def add_epoch(self, epoch: EpochFinished) -> None:
        """Take a whole epoch."""
        self.history.append(epoch)

    def live_loss(self) -> Curve:
        """Loss of the latest steps over time."""
        return _columns([(at, loss) for at, loss, _ in self._points()])

    def live_accuracy(self) -> Curve:
        """Accuracy in per cent of the latest steps over time."""
        return _columns([(at, accuracy * 100) for at, _, accuracy in self._points()])

    def loss(self) -> Curve:
        """Training loss of each epoch."""
        return _columns([(epoch.epoch, epoch.loss) for epoch in self.history])

    def accuracy(self) -> Curve:
        """Training accuracy of each epoch in per cent."""
        return _columns([(epoch.epoch, epoch.accuracy * 100) for epoch in self.history])

    def validation_loss(self) -> Curve:
        """Validation loss of each epoch that has one."""
        known = [(epoch.epoch, epoch.validation_loss) for epoch in self.history]
        return _columns([(at, loss) for at, loss in known if loss is not None])

    def validation_accuracy(self) -> Curve:
        """Validation accuracy in per cent of each epoch that has one."""
        known = [(epoch.epoch, epoch.validation_accuracy) for epoch in self.history]
        return _columns([(at, accuracy * 100) for at, accuracy in known if accuracy is not None])

    def best(self) -> EpochFinished | None:
        """The best epoch so far."""
        return best_epoch(tuple(self.history))

    def loss_range(self) -> tuple[float, float]:
        """From 0 to a round number above what matters; the first steps' height may lie outside."""
        live = self.live_loss()[1]
        values = [*self.loss()[1], *self.validation_loss()[1]]
        if len(live):
            values.append(float(np.quantile(live, 0.9 if len(live) > 20 else 1.0)))
        return 0.0, _rounded_up(max(values, default=1.0))

    def accuracy_range(self) -> tuple[float, float]:
        """From a round number below what matters to 100 %."""
        live = self.live_accuracy()[1]
        values = [*self.accuracy()[1], *self.validation_accuracy()[1]]
        if len(live):
            values.append(float(np.quantile(live, 0.1 if len(live) > 20 else 0.0)))
        least = min(values, default=0.0)
        floor = max((floor for floor in _FLOORS if floor <= least), default=0.0)
        return floor, 100.0 + (100.0 - floor) * 0.03

    def _points(self) -> list[_Point]:
        return [*self._live, _mean(self._waiting)] if self._waiting else self._live


def epoch_ticks(epochs: int) -> list[int]:
    """Whole epochs to write beneath the curves, about ten."""
    step = next(
        step * scale
        for scale in (1, 10, 100, 1000)
        for step in (1, 2, 5)
        if epochs / (step * scale) <= _MOST_TICKS
    )
    return list(range(0, epochs + 1, step))


def _mean(points: list[_Point]) -> _Point:
    """Several live points as one, at the place of the last."""
    losses, accuracies = (sum(point[column] for point in points) / len(points) for column in (1, 2))
    return points[-1][0], losses, accuracies


def _rounded_up(value: float) -> float:
    """The next of 1, 1.5, 2, 3, 5 or 8 in a power of ten: axes that seldom move are seldom painted."""
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        power * step for step in (1.0, 1.5, 2.0, 3.0, 5.0, 8.0, 10.0) if value <= power * step * 1.0001
    )


def _columns(points: list[tuple[float, float]]) -> Curve:
    array = np.array(points, np.float64).reshape(-1, 2)
    return array[:, 0], array[:, 1]
