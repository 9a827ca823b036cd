"""A rule on the moving averages of batch normalisation. Its numbers were found on real trainings."""

from __future__ import annotations

import math

from mnist_desktop.data.mnist import TRAIN_COUNT
from mnist_desktop.models.network import BatchNormalization
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.training.advice.seen import Seen
from mnist_desktop.training.plan import LIMITS, TrainingPlan

_MEMORIES = 4
"""So many times the steps that an average looks back on: after fewer it still tells of the beginning."""
_CLEARLY_WORSE = 0.05
_A_PERCENT = TRAIN_COUNT // 100
_TO_BE_SURE = 2
"""What is asked for next time, as a multiple of what is needed."""


def averages_behind(seen: Seen) -> Advice | None:
    """The training ends before the averages that the model reads with have caught up with its weights."""
    last = seen.history[-1] if seen.history else None
    needed, steps = _steps_needed(seen.plan), seen.all_steps
    if last is None or last.epoch != seen.epochs or steps is None or steps >= needed:
        return None
    values: dict[str, float] = {"steps": steps, "needed": needed, "accuracy": last.accuracy}
    change = _more_steps(seen.plan, steps, needed)
    if last.validation_accuracy is None:
        return Advice(AdviceKind.TOO_FEW_STEPS, Sign.AVERAGES_UNTRIED, values, change)
    if last.validation_accuracy > last.accuracy - _CLEARLY_WORSE:
        return None
    values["validation_accuracy"] = last.validation_accuracy
    return Advice(AdviceKind.TOO_FEW_STEPS, Sign.AVERAGES_BEHIND, values, change)


def _steps_needed(plan: TrainingPlan) -> int:
    """After so many steps all moving averages tell of the weights; 0 where the network has none."""
    layers = (layer for layer in plan.network.layers if isinstance(layer, BatchNormalization))
    return max((round(_MEMORIES / (1 - layer.momentum)) for layer in layers), default=0)


def _more_steps(plan: TrainingPlan, steps: int, needed: int) -> PlanChange | None:
    """More digits where there are enough, or else more epochs; None where neither is possible."""
    times = _TO_BE_SURE * needed / steps
    if plan.image_limit is not None:
        digits = min(_rounded_up(plan.image_limit * times), TRAIN_COUNT)
        if digits * steps >= plan.image_limit * needed:
            return PlanChange(image_limit=digits)
    epochs = min(math.ceil(plan.epochs * times), int(LIMITS["epochs"][1]))
    return PlanChange(epochs=epochs) if epochs > plan.epochs else None


def _rounded_up(count: float) -> int:
    """A whole percentage of MNIST's digits, as people choose it."""
    return math.ceil(count / _A_PERCENT) * _A_PERCENT
