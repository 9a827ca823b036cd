"""Learning rates that usually do well, to compare others with and to fall back on."""

from __future__ import annotations

import math

from mnist_desktop.training.advice.kinds import PlanChange
from mnist_desktop.training.plan import LIMITS, TrainingPlan

USUAL_RATES = {"adam": 0.001, "adamw": 0.001, "rmsprop": 0.001, "sgd": 0.01, "adagrad": 0.03}
"""For each optimiser; SGD with a momentum of 0.9."""
_FAR = 3.0
"""A rate so many times the usual one is far from it."""
_VERY_FAR = 10.0


def usual_rate(plan: TrainingPlan) -> float:
    """The rate that usually does well with the plan's optimiser."""
    return USUAL_RATES[plan.optimizer]


def is_far_above(rate: float, plan: TrainingPlan) -> bool:
    """Whether a rate is far above the usual one."""
    return rate >= _FAR * usual_rate(plan)


def is_very_far_above(rate: float, plan: TrainingPlan) -> bool:
    """Whether a rate is so far above the usual one that it hardly ever does well."""
    return rate >= _VERY_FAR * usual_rate(plan)


def is_far_below(rate: float, plan: TrainingPlan) -> bool:
    """Whether a rate is far below the usual one."""
    return rate * _FAR <= usual_rate(plan)


def lower_rate(plan: TrainingPlan) -> PlanChange | None:
    """The usual rate where the plan's is far above it, or else a third of the plan's."""
    usual, rate = usual_rate(plan), plan.learning_rate
    lower = usual if is_far_above(rate, plan) else _rounded(rate / _FAR)
    return PlanChange(learning_rate=lower) if lower >= LIMITS["learning_rate"][0] else None


def higher_rate(plan: TrainingPlan) -> PlanChange:
    """The usual rate."""
    return PlanChange(learning_rate=usual_rate(plan))


def _rounded(rate: float) -> float:
    """One figure, as people choose rates."""
    digits = -math.floor(math.log10(rate))
    return round(rate, digits)
