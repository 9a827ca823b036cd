"""The edges of the rule; that it is right on a real training is shown in test_advice_runs.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mnist_desktop.models.network import BatchNormalization, Dense, Flatten, Network
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished, StepProgress
from tests.training.advice.made import told


def averaging(momentum: float) -> TrainingPlan:
    """A plan of one epoch whose network has a batch normalisation with this momentum."""
    layers = (Flatten(), Dense(64), BatchNormalization(momentum), Dense(10, "softmax"))
    return replace(plan_for("dense-64", epochs=1), network=Network((28, 28), layers))


PLAN = replace(averaging(0.9), image_limit=3000)
"""Its averages need 40 steps."""


def after(steps: int, validation: float | None = None, plan: TrainingPlan = PLAN) -> list[Advice]:
    """What is said of a training of so many steps, all of its epochs together."""
    an_epoch = steps // plan.epochs
    first = StepProgress(1, 1, an_epoch, 1 / steps, 2.3, 0.1, 1000.0, None)
    ends = [
        EpochFinished(number + 1, 0.9, 0.72, None if validation is None else 1.0, validation, 1.0)
        for number in range(plan.epochs)
    ]
    return told(plan, [first, *ends])


def test_too_few_steps_are_told_with_how_many_are_needed() -> None:
    (advice,) = after(24)
    assert (advice.kind, advice.sign) == (AdviceKind.TOO_FEW_STEPS, Sign.AVERAGES_UNTRIED)
    assert advice.values == {"steps": 24, "needed": 40, "accuracy": 0.72}
    (advice,) = after(24, 0.4)
    assert advice.sign is Sign.AVERAGES_BEHIND
    assert advice.values == {"steps": 24, "needed": 40, "accuracy": 0.72, "validation_accuracy": 0.4}


@pytest.mark.parametrize("steps", [40, 469])
def test_enough_steps_say_nothing(steps: int) -> None:
    assert after(steps) == after(steps, 0.4) == []


def test_what_reads_well_all_the_same_needs_no_advice() -> None:
    assert after(24, 0.7) == []


def test_without_batch_normalisation_there_is_nothing_to_lag() -> None:
    assert after(24, plan=plan_for("dense-64", epochs=1)) == []


@pytest.mark.parametrize(
    ("plan", "steps", "change"),
    [
        (PLAN, 24, PlanChange(image_limit=10_200)),
        (replace(PLAN, image_limit=50_000), 35, PlanChange(image_limit=60_000)),
        (replace(PLAN, image_limit=50_000), 20, PlanChange(epochs=4)),
        (replace(PLAN, image_limit=None), 15, PlanChange(epochs=6)),
        (replace(averaging(0.999), epochs=1000), 1000, None),
    ],
    ids=["more digits", "all digits", "too few digits", "all digits already", "no more epochs"],
)
def test_more_digits_or_else_more_epochs_are_offered(
    plan: TrainingPlan, steps: int, change: PlanChange | None
) -> None:
    said = [advice for advice in after(steps, plan=plan) if advice.kind is AdviceKind.TOO_FEW_STEPS]
    assert [advice.change for advice in said] == [change]
