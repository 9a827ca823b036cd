"""What a training tells while it runs, and what it leaves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TypeAlias

from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.problems import Problem
from mnist_desktop.training.plan import TrainingPlan


@dataclass(frozen=True)
class HandwritingMaking:
    """Handwriting to learn from beside MNIST is being made, which takes half a minute."""


@dataclass(frozen=True)
class TensorFlowLoading:
    """TensorFlow is being imported, which takes some seconds; told the first time only."""


@dataclass(frozen=True)
class TrainingStarted:
    """The first step is about to be made."""

    epochs: int
    images: int
    validation_images: int


@dataclass(frozen=True)
class StepProgress:
    """Where a training is; sent at most 20 times a second.

    `epoch` and `step` count from 1, `done` is the share of all steps of all epochs, 0..1. `loss` and
    `accuracy` (0..1) are means over the steps since the last report of this epoch. `seconds_left` is an
    estimate for all that remains, None while too little is known.
    """

    epoch: int
    step: int
    steps: int
    done: float
    loss: float
    accuracy: float
    images_per_second: float
    seconds_left: float | None
    learning_rate: float = 0.0


@dataclass(frozen=True)
class EpochFinished:
    """One whole epoch with its validation, where there is one; accuracies in 0..1.

    `seconds` is what it took with its validation, since it went on where it broke off within; its
    `images_per_second` is without validation. `learning_rate` is that of its last step; `resumed_at` the
    step, from 1, that it went on with after a break within it, None where only validation was left.
    """

    epoch: int
    loss: float
    accuracy: float
    validation_loss: float | None
    validation_accuracy: float | None
    seconds: float
    learning_rate: float = 0.0
    images_per_second: float = 0.0
    resumed_at: int | None = None


class Stage(StrEnum):
    """What happens after the last step."""

    TESTING = "testing"
    PREPARING = "preparing"


@dataclass(frozen=True)
class Finishing:
    """The last step is made; the model is being tested or prepared for the library."""

    stage: Stage


@dataclass(frozen=True)
class PrecisionMeasuring:
    """Steps are about to be tried in both precisions, which takes some seconds."""


@dataclass(frozen=True)
class PrecisionMeasured:
    """Steps were tried in both precisions.

    `precision` is the one to train with, `gain` how much quicker bfloat16 is than float32 on this processor
    (1 = the same).
    """

    precision: str
    gain: float


@dataclass(frozen=True)
class UnitsSeen:
    """How many ReLU units answered to no image at the end of an epoch, counted from 1.

    `dead_share` has one share, 0..1, for each layer that ends in ReLU, in their order.
    """

    epoch: int
    dead_share: tuple[float, ...]


@dataclass(frozen=True)
class Diverged:
    """The loss or a weight is no number any more, so that going on is useless.

    `epoch` and `step` count from 1.
    """

    epoch: int
    step: int


@dataclass(frozen=True)
class Paused:
    """The training stands still after a step; `kept` tells whether all of it is on the disk."""

    epoch: int
    step: int
    kept: bool


@dataclass(frozen=True)
class Resumed:
    """It goes on after a pause."""


@dataclass(frozen=True)
class CheckpointKept:
    """All that is needed to go on after a break is on the disk; `epoch` counts from 1, `step` steps made."""

    epoch: int
    step: int


@dataclass(frozen=True)
class CheckpointFailed:
    """It could not be written; the training goes on, and the one before is still there."""

    problem: Problem


@dataclass(frozen=True)
class LogsFailed:
    """TensorBoard's logs could not be written any further; the training goes on without them."""

    problem: Problem


TrainingEvent: TypeAlias = (
    HandwritingMaking
    | TensorFlowLoading
    | PrecisionMeasuring
    | PrecisionMeasured
    | TrainingStarted
    | StepProgress
    | EpochFinished
    | UnitsSeen
    | Diverged
    | Paused
    | Resumed
    | CheckpointKept
    | CheckpointFailed
    | LogsFailed
    | Finishing
)


@dataclass(frozen=True)
class InkLearnt:
    """The ink that a training got: drawings, of how many known writers."""

    drawings: int
    writers: int


@dataclass(frozen=True)
class TrainingOutcome:
    """A training that came to an end: the model as the library takes it, and how it came to be.

    `stopped` and `diverged` tell why it ended early, if it did: asked to, or its loss became no number. Its
    model has the weights after `kept_epoch`, from 1, or those of a step within an epoch where that is None.
    Where only Keras can run it, `prepared` says why. Its test read `tested` images.
    """

    plan: TrainingPlan
    history: tuple[EpochFinished, ...]
    stopped: bool
    test_loss: float
    test_accuracy: float
    prepared: PreparedModel
    seconds: float
    calibration: Calibration | None = None
    ink: InkLearnt | None = None
    diverged: bool = False
    kept_epoch: int | None = None
    tested: int = 10_000

    @property
    def gave_up_after(self) -> int | None:
        """After how many epochs without a better validation it ended early; None where it did not."""
        planned = self.plan.epochs + (self.plan.ink_epochs.epochs if self.plan.ink_epochs and self.ink else 0)
        is_early = len(self.history) < planned and not self.stopped and not self.diverged
        return self.plan.patience if is_early else None

    def record(self) -> dict[str, object]:
        """Settings, history and result as JSON values, as they are kept with the model."""
        record: dict[str, object] = {
            "settings": self.plan.settings(),
            "history": [dict(vars(epoch)) for epoch in self.history],
            "stopped": self.stopped,
            "diverged": self.diverged,
            "kept_epoch": self.kept_epoch,
            "test_loss": self.test_loss,
            "test_accuracy": self.test_accuracy,
            "seconds": round(self.seconds, 1),
        }
        if self.prepared.trouble:
            record["not_convertible"] = str(self.prepared.trouble.values.get("reason", ""))
        if self.ink:
            record["ink"] = asdict(self.ink)
        return record


def best_epoch(history: tuple[EpochFinished, ...]) -> EpochFinished | None:
    """The epoch with the highest accuracy, in validation where there is one; of equals the first."""
    return max(history, key=reached, default=None)


def reached(epoch: EpochFinished) -> float:
    """The accuracy that counts, 0..1: in validation where there is one."""
    return epoch.accuracy if epoch.validation_accuracy is None else epoch.validation_accuracy
