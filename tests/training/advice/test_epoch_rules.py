"""The edges of the rules; that they are right on real trainings is shown in test_advice_runs.py."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from mnist_desktop.models.network import Dense, Dropout, Flatten, Network
from mnist_desktop.training.advice.kinds import AdviceKind, PlanChange, Sign
from mnist_desktop.training.plan import Augmentation, TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    EpochFinished,
    TrainingStarted,
    UnitsSeen,
)
from tests.training.advice.made import epochs, signs, told

PLAN = plan_for("dense-64", epochs=10, validation="split")


# Overfitting

_FALLING = [1.0, 0.6, 0.4, 0.3, 0.2, 0.15, 0.1, 0.08]
_RISING = [0.9, 0.6, 0.5, 0.52, 0.55, 0.6, 0.65, 0.7]


def test_validation_that_rises_for_epochs_is_told_once() -> None:
    advice = told(PLAN, epochs(_FALLING, _RISING))
    assert [piece.kind for piece in advice] == [AdviceKind.OVERFITTING]
    assert advice[0].values == {
        "best_epoch": 3,
        "best_loss": 0.5,
        "epoch": 6,
        "validation_loss": 0.6,
        "loss_then": 0.4,
        "loss": 0.15,
    }
    assert advice[0].change == PlanChange(augment=True)


def test_what_helps_against_learning_by_heart_follows_from_what_is_done_already() -> None:
    plan = replace(PLAN, augment=True)
    assert told(plan, epochs(_FALLING, _RISING))[0].change == PlanChange(patience=3, keep_best=True)
    plan = replace(plan, patience=20, keep_best=True)
    assert told(plan, epochs(_FALLING, _RISING))[0].change is None


@pytest.mark.parametrize(
    ("losses", "validation"),
    [
        (_FALLING, None),
        ([0.5, *_FALLING[1:3], 0.6, 0.7, 0.8, 0.9, 0.9], _RISING),
        (_FALLING, [0.9, 0.6, 0.5, 0.52, 0.49, 0.52, 0.51, 0.5]),
        (_FALLING, [0.9, 0.6, 0.5, 0.7, 0.65, 0.6, 0.65, 0.48]),
        (_FALLING, [0.9, 0.6, 0.5, math.inf, 0.55, 0.6, 0.65, math.inf]),
    ],
    ids=[
        "no validation",
        "training gets worse too",
        "validation stays",
        "validation jumps",
        "validation is no number",
    ],
)
def test_what_is_no_learning_by_heart(losses: list[float], validation: list[float] | None) -> None:
    assert signs(PLAN, epochs(losses, validation)) == []


# Dead units


def test_units_that_answer_to_nothing_are_told_once_with_their_layer() -> None:
    plan = plan_for("dense-64-1024")
    seen = [UnitsSeen(1, (0.1, 0.3)), UnitsSeen(2, (0.1, 0.75)), UnitsSeen(3, (0.1, 0.9))]
    (advice,) = told(plan, seen)
    assert advice.values == {
        "share": 0.75, "layer": 2, "dead": 768, "units": 1024, "epoch": 2, "rate": 0.001,
    }  # fmt: skip
    assert advice.change == PlanChange(learning_rate=0.0003)


def test_a_handful_of_units_or_those_of_another_network_say_nothing() -> None:
    small = replace(PLAN, network=Network((28, 28), (Flatten(), Dense(4, "relu"), Dense(10, "softmax"))))
    assert signs(small, [UnitsSeen(1, (1.0,))]) == []
    assert signs(PLAN, [UnitsSeen(1, (1.0, 1.0))]) == []


# Too few epochs


def test_an_end_while_validation_still_gets_better_is_told() -> None:
    plan = replace(PLAN, epochs=3)
    better = epochs([1.0, 0.7, 0.5], [0.9, 0.6, 0.45], 0.8, [0.7, 0.8, 0.86])
    (advice,) = told(plan, better)
    assert advice.sign is Sign.IMPROVING
    assert advice.values == {"accuracy_before": 0.8, "accuracy": 0.86, "epochs": 3}
    assert advice.change == PlanChange(epochs=6)
    assert signs(replace(PLAN, epochs=4), better) == []
    assert signs(PLAN, [TrainingStarted(3, 100, 10), *better]) == [Sign.IMPROVING]


@pytest.mark.parametrize(
    ("losses", "right"),
    [
        ([0.2, 0.12, 0.08], [0.95, 0.96, 0.975]),
        ([0.9, 0.6, 0.58], [0.7, 0.8, 0.81]),
        ([0.5, 0.9, 0.45], [0.84, 0.7, 0.86]),
    ],
    ids=["good already", "hardly better", "it jumps"],
)
def test_an_end_that_is_early_enough(losses: list[float], right: list[float]) -> None:
    assert signs(replace(PLAN, epochs=3), epochs([1.0, 0.7, 0.5], losses, 0.8, right)) == []


def test_a_single_epoch_is_judged_by_how_far_it_came() -> None:
    plan = replace(PLAN, epochs=1)
    (advice,) = told(plan, epochs([1.2], [0.6], 0.6, 0.8))
    assert advice.sign is Sign.IMPROVING_WITHIN
    assert advice.change == PlanChange(epochs=4)
    assert signs(plan, epochs([0.7], [0.6], 0.8, 0.8)) == []
    assert signs(plan, epochs([0.3], [0.1], 0.9, 0.98)) == []
    assert signs(plan, epochs([1.2])) == []
    assert signs(replace(plan, augment=True), epochs([1.2], [0.6], 0.6, 0.8)) == []


def test_nobody_is_asked_for_more_epochs_than_there_can_be() -> None:
    plan = replace(PLAN, epochs=800)
    history = epochs([0.5, 0.5], [0.6, 0.45], 0.8, [0.8, 0.86])
    late = [replace(event, epoch=event.epoch + 798) for event in history if isinstance(event, EpochFinished)]
    assert told(plan, late)[0].change == PlanChange(epochs=1000)
    most = replace(PLAN, epochs=1000)
    assert told(most, [TrainingStarted(800, 100, 10), *late])[0].change is None


# Validation better

_DROPPING = replace(
    PLAN, network=Network((28, 28), (Flatten(), Dense(64, "relu"), Dropout(0.5), Dense(10, "softmax")))
)
_BETTER = epochs(
    [1.0, 0.8, 0.7, 0.65], [0.6, 0.5, 0.45, 0.43], [0.6, 0.7, 0.75, 0.78], [0.8, 0.82, 0.85, 0.86]
)


@pytest.mark.parametrize(
    ("plan", "sign", "change"),
    [
        (_DROPPING, Sign.DROPOUT, PlanChange(dropout=0.25)),
        (replace(PLAN, augment=True), Sign.AUGMENTATION, None),
        (replace(_DROPPING, augment=True), Sign.BOTH, PlanChange(dropout=0.25)),
    ],
)
def test_validation_that_is_better_is_explained_once(
    plan: TrainingPlan, sign: Sign, change: PlanChange | None
) -> None:
    (advice,) = told(plan, _BETTER)
    assert advice.sign is sign
    assert advice.values == {"accuracy": 0.75, "validation_accuracy": 0.85, "epoch": 3}
    assert advice.change == change


@pytest.mark.parametrize(
    "plan",
    [PLAN, replace(PLAN, augment=True, augmentation=Augmentation(0, 0, 0, 0, 0))],
    ids=["plain", "no range"],
)
def test_nothing_is_explained_by_what_is_not_done(plan: TrainingPlan) -> None:
    assert signs(plan, _BETTER) == []


def test_validation_that_is_hardly_better_needs_no_explanation() -> None:
    hardly = epochs([0.3] * 4, [0.28] * 4, [0.9, 0.91, 0.92, 0.93], [0.91, 0.92, 0.935, 0.94])
    assert signs(_DROPPING, hardly) == []
