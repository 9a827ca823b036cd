"""When a training makes which step: the steps of each epoch, and the learning rate of each step."""

from __future__ import annotations

import math
from dataclasses import dataclass

from mnist_desktop.training.images import TrainingImages
from mnist_desktop.training.plan import TrainingPlan

_ONE_CYCLE_START = 1 / 20
_ONE_CYCLE_END = 1 / 1000
_ONE_CYCLE_UP = 0.3


@dataclass(frozen=True)
class Timetable:
    """The epochs of a training, counted from 0.

    Attributes:
        images: how many images each epoch learns from.
        steps: how many steps it has.
        ink_from: the first epoch that has a learning rate of its own, for ink; the number of epochs where
            there is none.

    """

    images: tuple[int, ...]
    steps: tuple[int, ...]
    ink_from: int

    @property
    def epochs(self) -> int:
        """How many epochs there are."""
        return len(self.steps)

    @property
    def all_steps(self) -> int:
        """The steps of all epochs."""
        return sum(self.steps)

    def steps_before(self, epoch: int) -> int:
        """The steps of all epochs before one."""
        return sum(self.steps[:epoch])

    def learning_rate(self, plan: TrainingPlan, epoch: int, step: int) -> float:
        """The rate of a step of an epoch, both counted from 0."""
        if plan.ink_epochs and epoch >= self.ink_from:
            first = self.steps_before(self.ink_from)
            share = (self.steps_before(epoch) + step - first) / (self.all_steps - first)
            return plan.ink_epochs.learning_rate * _cosine(share)
        share = (self.steps_before(epoch) + step) / self.steps_before(self.ink_from)
        return plan.learning_rate * _scheduled(plan.schedule, share)


def timetable(plan: TrainingPlan, images: TrainingImages) -> Timetable:
    """The timetable of a plan for its images."""
    counts = [images.learn.count] * plan.epochs
    if plan.ink_epochs and images.with_ink is not None:
        counts += [images.with_ink.count] * plan.ink_epochs.epochs
    return Timetable(tuple(counts), tuple(-(-count // plan.batch_size) for count in counts), plan.epochs)


def _scheduled(schedule: str, share: float) -> float:
    """The share of the highest rate after a share of the steps."""
    match schedule:
        case "cosine":
            return _cosine(share)
        case "one-cycle":
            return _one_cycle(share)
        case _:
            return 1.0


def _cosine(share: float) -> float:
    return 0.5 * (1 + math.cos(math.pi * min(share, 1.0)))


def _one_cycle(share: float) -> float:
    """Up evenly and then down as a cosine (L. Smith and N. Topin, "Super-convergence", 2018)."""
    if share < _ONE_CYCLE_UP:
        return _ONE_CYCLE_START + (1 - _ONE_CYCLE_START) * share / _ONE_CYCLE_UP
    down = _cosine((share - _ONE_CYCLE_UP) / (1 - _ONE_CYCLE_UP))
    return _ONE_CYCLE_END + (1 - _ONE_CYCLE_END) * down
