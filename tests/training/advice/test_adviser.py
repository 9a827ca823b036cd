"""The edges of the rules; that they are right on real trainings is shown in test_advice_runs.py."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from mnist_desktop.models.network import Dense, Dropout, Flatten, Network
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.advice.kinds import AdviceKind, PlanChange, Sign
from mnist_desktop.training.plan import Augmentation, TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    Diverged,
    EpochFinished,
    Resumed,
    StepProgress,
    TrainingEvent,
    TrainingStarted,
    UnitsSeen,
)
from tests.training.advice.made import epochs, steps, told

PLAN = plan_for("dense-64", epochs=10, validation="split")
HIGH = replace(PLAN, learning_rate=0.1)
LOW = replace(PLAN, learning_rate=0.00001)


def signs(plan: TrainingPlan, events: list[TrainingEvent]) -> list[Sign]:
    return [advice.sign for advice in told(plan, events)]


# Diverging


def test_a_loss_that_is_no_number_is_told_once() -> None:
    progress = steps([2.3, math.nan], 0.1)
    advice = told(HIGH, [*progress, Diverged(1, 12)])
    assert [piece.sign for piece in advice] == [Sign.NO_NUMBER]
    assert advice[0].values == {"epoch": 1, "step": 11, "rate": 0.1}
    assert advice[0].change == PlanChange(learning_rate=0.001)


def test_a_loss_that_stays_far_above_its_start_is_told() -> None:
    advice = told(HIGH, steps([2.4, *[30.0, 50.0] * 8], 0.1))
    assert [piece.sign for piece in advice] == [Sign.GROWN]
    assert advice[0].values["start"] == 2.4


def test_a_jump_that_a_training_recovers_from_is_not_told() -> None:
    assert signs(PLAN, steps([2.4, 60.0, 9.0, 2.0, 1.5, *[0.5] * 20], [0.1] * 3 + [0.9] * 22)) == []


def test_a_loss_beyond_all_is_told_at_once() -> None:
    assert signs(HIGH, steps([2.4, 5000.0], 0.1)) == [Sign.GROWN]


def test_a_training_that_goes_on_may_have_begun_far_below_guessing() -> None:
    assert signs(PLAN, steps([0.02, *[0.3] * 30], 0.9)[1:]) == []


# Too high


def test_guessing_with_a_high_rate_is_told() -> None:
    advice = told(HIGH, steps([2.3] * 30, 0.11))
    assert [piece.sign for piece in advice] == [Sign.AT_CHANCE]
    assert advice[0].values["accuracy"] == pytest.approx(0.11)
    assert advice[0].change == PlanChange(learning_rate=0.001)


def test_guessing_is_not_put_down_to_a_usual_rate() -> None:
    assert signs(PLAN, steps([2.3] * 30, 0.11)) == []


def test_guessing_while_a_schedule_warms_up_is_not_put_down_to_its_highest_rate() -> None:
    plan = replace(HIGH, schedule="one-cycle")
    assert signs(plan, steps([2.3] * 30, 0.11, rate=0.001)) == []
    assert signs(plan, steps([2.3] * 30, 0.11, rate=0.1)) == [Sign.AT_CHANCE]


def test_a_loss_that_jumps_and_gets_no_lower_is_told() -> None:
    advice = told(HIGH, steps([2.3, *[0.6, 1.4, 0.9] * 10], 0.6))
    assert [piece.sign for piece in advice] == [Sign.JUMPING]
    assert (advice[0].values["lowest"], advice[0].values["highest"]) == (0.6, 1.4)


def test_a_loss_that_jumps_but_is_low_is_not_told() -> None:
    assert signs(HIGH, steps([2.3, *[0.1, 0.3, 0.2] * 10], 0.94)) == []


def test_the_rate_is_told_as_one_that_people_choose() -> None:
    plan = replace(PLAN, learning_rate=0.0028)
    assert told(plan, [Diverged(1, 1)])[0].change == PlanChange(learning_rate=0.0009)
    least = replace(PLAN, learning_rate=0.000002)
    assert told(least, [Diverged(1, 1)])[0].change is None


# Too low


def test_a_loss_that_hardly_falls_with_a_low_rate_is_told() -> None:
    falling = [2.4 - 0.002 * step for step in range(60)]
    advice = told(LOW, steps(falling, 0.12))
    assert [piece.sign for piece in advice] == [Sign.SLOW]
    assert 1.8 < advice[0].values["expected"] < advice[0].values["loss"]
    assert advice[0].change == PlanChange(learning_rate=0.001)


def test_the_same_with_a_usual_rate_is_not_told() -> None:
    assert signs(PLAN, steps([2.4 - 0.002 * step for step in range(60)], 0.12)) == []


def test_a_low_rate_that_does_its_work_in_time_is_not_told() -> None:
    falling = [2.4 * 0.97**step for step in range(100)]
    right = [min(0.95, 0.1 + 0.01 * step) for step in range(100)]
    assert signs(LOW, steps(falling, right)) == []


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


# Validation better

_DROPPING = replace(
    PLAN, network=Network((28, 28), (Flatten(), Dense(64, "relu"), Dropout(0.5), Dense(10, "softmax")))
)
_BETTER = epochs(
    [1.0, 0.8, 0.7, 0.65], [0.6, 0.5, 0.45, 0.43], [0.6, 0.7, 0.75, 0.78], [0.8, 0.82, 0.85, 0.86]
)


@pytest.mark.parametrize(
    ("plan", "sign"),
    [
        (_DROPPING, Sign.DROPOUT),
        (replace(PLAN, augment=True), Sign.AUGMENTATION),
        (replace(_DROPPING, augment=True), Sign.BOTH),
    ],
)
def test_validation_that_is_better_is_explained_once(plan: TrainingPlan, sign: Sign) -> None:
    (advice,) = told(plan, _BETTER)
    assert advice.sign is sign
    assert advice.values == {"accuracy": 0.75, "validation_accuracy": 0.85, "epoch": 3}
    assert advice.change is None


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


# All together


def test_what_follows_from_a_wrong_rate_is_not_told_besides() -> None:
    events: list[TrainingEvent] = [*steps([2.3] * 30, 0.11), UnitsSeen(3, (1.0,))]
    assert signs(HIGH, [*events, *epochs(_FALLING, _RISING)]) == [Sign.AT_CHANCE]


def test_diverging_is_told_even_then() -> None:
    assert signs(HIGH, [*steps([2.3] * 30, 0.11), Diverged(4, 1)]) == [Sign.AT_CHANCE, Sign.NO_NUMBER]


def test_steps_between_the_last_report_and_the_end_of_an_epoch_count_as_well() -> None:
    """On a quick computer there are few reports: here one an epoch."""
    events: list[TrainingEvent] = []
    for epoch in range(1, 5):
        events.append(StepProgress(epoch, 1, 50, ((epoch - 1) * 50 + 1) / 200, 2.3, 0.1, 1000.0, None))
        events.append(EpochFinished(epoch, 2.31, 0.1, None, None, 0.01))
    assert signs(replace(HIGH, epochs=4), events) == [Sign.AT_CHANCE]


def test_an_epoch_that_was_taken_up_within_is_no_measure_of_its_end() -> None:
    resumed = StepProgress(2, 61, 100, 0.16, 0.3, 0.9, 1000.0, None)
    assert signs(PLAN, [resumed, EpochFinished(2, 2.0, 0.3, None, None, 1.0, resumed_at=61)]) == []


def test_other_events_say_nothing() -> None:
    adviser = Adviser(PLAN)
    assert adviser.take(TrainingStarted(3, 100, 10)) == ()
    assert adviser.take(Resumed()) == ()
