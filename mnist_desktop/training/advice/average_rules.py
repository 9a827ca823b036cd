"""A rule on the moving averages of batch normalisation. Its numbers were found on real trainings."""

from __future__ import annotations

import math

from mnist_desktop.models.network import BatchNormalization
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.training.advice.seen import Seen
from mnist_desktop.training.plan import LIMITS, TrainingPlan

_MEMORIES = 4
"""So many times the steps that an average looks back on: after fewer it still tells of the beginning."""
_CLEARLY_WORSE = 0.05
_TO_BE_SURE = 2
"""What is asked for next time, as a multiple of what is needed."""


def averages_behind(seen: Seen) -> Advice | None:
    """The training ends before the averages that the model reads with have caught up with its weights."""
    last = seen.history[-1] if seen.history else None
    needed, steps = _steps_needed(seen.plan), seen.all_steps
    if last is None or last.epoch != seen.epochs or steps is None or steps >= needed:
        return None
    values: dict[str, float] = {"steps": steps, "needed": needed, "accuracy": last.accuracy}
    change = _more_steps(seen, steps, needed)
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


def _more_steps(seen: Seen, steps: int, needed: int) -> PlanChange | None:
    """More images where there are enough, or else more epochs; None where neither is possible."""
    plan = seen.plan
    times = _TO_BE_SURE * needed / steps
    if plan.image_limit is not None:
        more = min(_rounded_up(plan.image_limit * times, seen.images), seen.images)
        if more * steps >= plan.image_limit * needed:
            return PlanChange(image_limit=more)
    epochs = min(math.ceil(plan.epochs * times), int(LIMITS["epochs"][1]))
    return PlanChange(epochs=epochs) if epochs > plan.epochs else None


def _rounded_up(count: float, images: int) -> int:
    """A whole percentage of all images, as people choose it."""
    percent = max(1, images // 100)
    return math.ceil(count / percent) * percent
