from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mnist_desktop.models.network import Dense, Dropout, Flatten, Network
from mnist_desktop.problems import Problem
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.training.plan import (
    AUGMENTATION_LIMITS,
    LIMITS,
    OPTIMIZERS,
    SCHEDULES,
    VALIDATIONS,
    Augmentation,
    TrainingPlan,
)
from mnist_desktop.training.presets import PRESETS, plan_for
from tests.training.advice.examples import EXAMPLES


def advice(change: PlanChange | None) -> Advice:
    return Advice(AdviceKind.OVERFITTING, Sign.RISING, {}, change)


plans = some.builds(
    replace,
    some.sampled_from([preset.plan for preset in PRESETS]),
    epochs=some.integers(1, 1000),
    learning_rate=some.floats(*LIMITS["learning_rate"]),
    optimizer=some.sampled_from(OPTIMIZERS),
    schedule=some.sampled_from(SCHEDULES),
    validation=some.sampled_from(VALIDATIONS),
    augment=some.booleans(),
    augmentation=some.builds(
        Augmentation, **{name: some.floats(0, 2 * most) for name, (_, most) in AUGMENTATION_LIMITS.items()}
    ),
    patience=some.none() | some.integers(1, 100),
    keep_best=some.booleans(),
)


def is_possible(plan: TrainingPlan) -> bool:
    try:
        plan.check()
    except Problem:
        return False
    return True


@given(plan=plans.filter(is_possible), told=some.sampled_from(list(EXAMPLES.values())))
def test_what_was_possible_stays_so(plan: TrainingPlan, told: Advice) -> None:
    changed = told.changed(plan)
    changed.check()
    for name, value in (told.change.settings if told.change else {}).items():
        if name == "dropout":
            layers = changed.network.layers
            assert all(layer.rate <= value for layer in layers if isinstance(layer, Dropout))
        else:
            assert getattr(changed, name) == value


def test_nothing_changes_where_nothing_needs_to() -> None:
    plan = plan_for("dense-64")
    assert advice(None).changed(plan) is plan


def test_several_changes_go_together() -> None:
    plan = advice(PlanChange(epochs=9)).changed(
        advice(PlanChange(learning_rate=0.01)).changed(plan_for("dense-64"))
    )
    assert (plan.epochs, plan.learning_rate) == (9, 0.01)


def test_dropout_becomes_less_wherever_it_was_more() -> None:
    rates = (0.5, 0.1, 0.3)
    layers = [layer for rate in rates for layer in (Dense(20, "relu"), Dropout(rate))]
    network = Network((28, 28), (Flatten(), *layers, Dense(10, "softmax")))
    plan = replace(plan_for("dense-64"), network=network)
    changed = advice(PlanChange(dropout=0.25)).changed(plan)
    assert [layer.rate for layer in changed.network.layers if isinstance(layer, Dropout)] == [0.25, 0.1, 0.25]
    assert replace(changed, network=network) == plan
    plain = plan_for("dense-64")
    assert advice(PlanChange(dropout=0.25)).changed(plain) == plain


def test_what_needs_validation_brings_it_along() -> None:
    plan = plan_for("dense-64", validation="none")
    assert advice(PlanChange(patience=3, keep_best=True)).changed(plan).validation == "split"


@pytest.mark.parametrize("useless", [Augmentation(0, 0, 0, 0, 0), Augmentation(rotation=200)])
def test_augmentation_does_something_possible(useless: Augmentation) -> None:
    plan = plan_for("dense-64", augmentation=useless)
    assert advice(PlanChange(augment=True)).changed(plan).augmentation == Augmentation()
    own = Augmentation(rotation=3)
    plan = plan_for("dense-64", augmentation=own)
    assert advice(PlanChange(augment=True)).changed(plan).augmentation == own
