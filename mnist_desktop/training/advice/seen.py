"""What is known of a running training, put together from its events."""

from __future__ import annotations

from dataclasses import dataclass, field

from mnist_desktop.data.mnist import TRAIN_COUNT
from mnist_desktop.models.network import Dropout
from mnist_desktop.training.advice.kinds import Sign
from mnist_desktop.training.plan import AUGMENTATION_LIMITS, TrainingPlan
from mnist_desktop.training.progress import EpochFinished, StepProgress, TrainingStarted, UnitsSeen

_MOST_STEPS = 32
_FEWEST_STEPS = 4
_FEWEST_STRETCHES, _MOST_STRETCHES = 16, 2000
"""A short training is looked at in so many stretches, and the longest in no more than that."""


@dataclass(frozen=True)
class Stretch:
    """Steps one after another, seen as one, since single ones tell little.

    Attributes:
        epoch: the epoch of its end, from 1.
        steps: how many.
        loss: their mean.
        accuracy: their mean, 0..1.
        lowest: the lowest loss that was reported for a part of it.
        highest: the highest one.
        rate: the learning rate at its end.
        done: the share of all steps at its end, 0..1.

    """

    epoch: int
    steps: int
    loss: float
    accuracy: float
    lowest: float
    highest: float
    rate: float
    done: float


@dataclass(frozen=True)
class _Part:
    """The steps between two reports, or between a report and the end of its epoch."""

    epoch: int
    steps: int
    loss: float
    accuracy: float
    rate: float
    done: float


@dataclass
class Seen:
    """Everything that the rules look at.

    Attributes:
        plan: what is being done.
        epochs: how many epochs there shall be.
        start: the loss of the first step, before anything was learnt; None before it.
        stretches: the steps so far, without those of the last stretch that is not whole yet.
        history: the epochs so far.
        units: the ReLU units, as they were last looked at.

    """

    plan: TrainingPlan
    epochs: int
    start: float | None = None
    stretches: list[Stretch] = field(default_factory=list)
    history: list[EpochFinished] = field(default_factory=list)
    units: UnitsSeen | None = None
    images: int = TRAIN_COUNT
    _parts: list[_Part] = field(default_factory=list)
    _made: int = 0
    _whole: int = 0
    _all_steps: float = 1.0
    _sum_of_loss: float = 0.0
    _sum_of_accuracy: float = 0.0

    @property
    def chance(self) -> float:
        """The accuracy of guessing."""
        return 1 / self.plan.network.output_shape[-1]

    @property
    def steps(self) -> int:
        """The steps of all stretches."""
        return sum(stretch.steps for stretch in self.stretches)

    @property
    def all_steps(self) -> int | None:
        """How many steps the whole training has; None before the first was made."""
        return None if self.start is None else round(self._all_steps)

    def started(self, event: TrainingStarted) -> None:
        """Take note of how much there is to do."""
        self.epochs = event.epochs

    def step(self, event: StepProgress) -> bool:
        """Take note of the steps since the last report; True where a stretch became whole."""
        if self.start is None:
            self.start = event.loss
            # Of a training that goes on within an epoch, nothing is known of the steps before.
            self._made = event.step - 1
        elif event.step < self._made:
            self._begin_epoch()
        if event.done > 0:
            self._all_steps = ((event.epoch - 1) * event.steps + event.step) / event.done
        steps, self._made, self._whole = event.step - self._made, event.step, event.steps
        self._sum_of_loss += event.loss * steps
        self._sum_of_accuracy += event.accuracy * steps
        part = _Part(event.epoch, steps, event.loss, event.accuracy, event.learning_rate, event.done)
        return self._add(part)

    def epoch(self, event: EpochFinished) -> bool:
        """Take note of an epoch, and of its steps since the last report as `step` does."""
        self.history.append(event)
        whole, rest = self._whole, self._whole - self._made
        loss = event.loss * whole - self._sum_of_loss
        accuracy = event.accuracy * whole - self._sum_of_accuracy
        self._begin_epoch()
        if rest <= 0 or event.resumed_at is not None:
            return False
        done = min(1.0, event.epoch * whole / self._all_steps)
        return self._add(_Part(event.epoch, rest, loss / rest, accuracy / rest, event.learning_rate, done))

    def _begin_epoch(self) -> None:
        self._made, self._sum_of_loss, self._sum_of_accuracy = 0, 0.0, 0.0

    def _add(self, part: _Part) -> bool:
        self._parts.append(part)
        enough = max(self._all_steps / _FEWEST_STRETCHES, _FEWEST_STEPS)
        enough = max(min(enough, _MOST_STEPS), self._all_steps / _MOST_STRETCHES)
        if sum(known.steps for known in self._parts) < enough:
            return False
        self.stretches.append(_stretch(self._parts))
        self._parts = []
        return True


def _stretch(parts: list[_Part]) -> Stretch:
    steps = sum(part.steps for part in parts)
    losses = [part.loss for part in parts]
    last = parts[-1]
    return Stretch(
        last.epoch,
        steps,
        sum(part.steps * part.loss for part in parts) / steps,
        sum(part.steps * part.accuracy for part in parts) / steps,
        min(losses),
        max(losses),
        last.rate,
        last.done,
    )


def made_harder(plan: TrainingPlan) -> Sign | None:
    """What makes training harder than validation on purpose, if anything does."""
    has_dropout = any(isinstance(layer, Dropout) and layer.rate > 0 for layer in plan.network.layers)
    is_changed = plan.augment and any(getattr(plan.augmentation, name) for name in AUGMENTATION_LIMITS)
    if has_dropout:
        return Sign.BOTH if is_changed else Sign.DROPOUT
    return Sign.AUGMENTATION if is_changed else None
