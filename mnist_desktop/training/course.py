"""What validation has told of a training so far: the best epoch, patience, and the rate on a plateau."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import EpochFinished, reached

PLATEAU_EPOCHS = 2
PLATEAU_FACTOR = 0.5
"""After so many epochs without a lower validation loss the rate is multiplied by the factor."""
_LEAST_GAIN = 1e-4


@dataclass(frozen=True)
class Course:
    """How a training went so far.

    Attributes:
        best_epoch: the epoch that read best, from 1; 0 before the first. In validation where there is one.
        best_accuracy: its accuracy, 0..1.
        lowest_loss: the lowest validation loss, None before the first.
        epochs_since: epochs since that loss.
        waited: epochs since that loss or the last change of the rate.
        rate_factor: what the learning rate is multiplied by.

    """

    best_epoch: int = 0
    best_accuracy: float = -1.0
    lowest_loss: float | None = None
    epochs_since: int = 0
    waited: int = 0
    rate_factor: float = 1.0

    def after(self, epoch: EpochFinished, plan: TrainingPlan) -> Course:
        """The course with one epoch more."""
        course = self
        if reached(epoch) > self.best_accuracy:
            course = replace(course, best_epoch=epoch.epoch, best_accuracy=reached(epoch))
        loss = epoch.validation_loss
        if loss is None:
            return course
        if self.lowest_loss is None or loss < self.lowest_loss - _LEAST_GAIN:
            return replace(course, lowest_loss=loss, epochs_since=0, waited=0)
        course = replace(course, epochs_since=self.epochs_since + 1, waited=self.waited + 1)
        if plan.schedule == "plateau" and course.waited >= PLATEAU_EPOCHS:
            return replace(course, waited=0, rate_factor=self.rate_factor * PLATEAU_FACTOR)
        return course

    def anew(self) -> Course:
        """The course of a training that is taken further, with as much patience as at its beginning."""
        return replace(self, epochs_since=0, waited=0)

    def is_over(self, plan: TrainingPlan) -> bool:
        """Whether the plan's patience is at an end."""
        return plan.patience is not None and self.epochs_since >= plan.patience
