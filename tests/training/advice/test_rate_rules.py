"""The edges of the rules; that they are right on real trainings is shown in test_advice_runs.py."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from mnist_desktop.training.advice.kinds import PlanChange, Sign
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    Diverged,
)
from tests.training.advice.made import signs, steps, told

PLAN = plan_for("dense-64", epochs=10, validation="split")
HIGH = replace(PLAN, learning_rate=0.1)
LOW = replace(PLAN, learning_rate=0.00001)


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
