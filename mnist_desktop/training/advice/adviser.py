"""Looks at a training and says what should be said of it, once."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from mnist_desktop.data.mnist import TRAIN_COUNT
from mnist_desktop.training.advice.average_rules import averages_behind
from mnist_desktop.training.advice.epoch_rules import (
    dead_units,
    overfitting,
    too_few_epochs,
    validation_better,
)
from mnist_desktop.training.advice.kinds import Advice, AdviceKind
from mnist_desktop.training.advice.rate_rules import absurd, diverged, growing, too_high, too_low
from mnist_desktop.training.advice.seen import Seen
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import (
    Diverged,
    EpochFinished,
    StepProgress,
    TrainingEvent,
    TrainingStarted,
    UnitsSeen,
)

_OF_STRETCHES = (growing, too_high, too_low)
_OF_EPOCHS = (averages_behind, overfitting, too_few_epochs, validation_better)
_ABOUT_THE_RATE = {AdviceKind.DIVERGING, AdviceKind.RATE_TOO_HIGH, AdviceKind.RATE_TOO_LOW}


class Adviser:
    """Follows one training, from its first event on; belongs to one thread and takes no time."""

    def __init__(
        self, plan: TrainingPlan, history: Sequence[EpochFinished] = (), images: int = TRAIN_COUNT
    ) -> None:
        """Follow a training that goes by this plan.

        Args:
            plan: its settings.
            history: the epochs that were made before it went on.
            images: how many its set has to learn from.

        """
        self._seen = Seen(plan, plan.epochs, history=list(history), images=images)
        self._told: dict[AdviceKind, Advice] = {}

    def take(self, event: TrainingEvent) -> tuple[Advice, ...]:
        """What is new to be said after an event; the same kind again only where it offers another change."""
        return tuple(advice for advice in self._found(event) if self._is_new(advice))

    def _found(self, event: TrainingEvent) -> list[Advice]:
        match event:
            case TrainingStarted():
                self._seen.started(event)
            case Diverged():
                return [diverged(self._seen, event)]
            case StepProgress():
                return self._of_step(event)
            case EpochFinished():
                rules = (*_OF_STRETCHES, *_OF_EPOCHS) if self._seen.epoch(event) else _OF_EPOCHS
                return self._asked(rules)
            case UnitsSeen():
                self._seen.units = event
                return self._asked((dead_units,))
        return []

    def _of_step(self, event: StepProgress) -> list[Advice]:
        if not math.isfinite(event.loss):
            return [diverged(self._seen, Diverged(event.epoch, event.step))]
        found = absurd(self._seen, event)
        if found:
            return [found]
        return self._asked(_OF_STRETCHES) if self._seen.step(event) else []

    def _asked(self, rules: Sequence[Callable[[Seen], Advice | None]]) -> list[Advice]:
        return [advice for advice in (rule(self._seen) for rule in rules) if advice]

    def _is_new(self, advice: Advice) -> bool:
        """Take note of it, unless it was told or is but a consequence of a wrong rate that was told."""
        if advice.kind is not AdviceKind.DIVERGING and _ABOUT_THE_RATE & (self._told.keys() - {advice.kind}):
            return False
        told = self._told.get(advice.kind)
        if told is not None and told.change == advice.change:
            return False
        self._told[advice.kind] = advice
        return True
