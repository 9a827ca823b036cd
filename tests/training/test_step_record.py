"""Live values in a bounded room."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mnist_desktop.training.progress import StepProgress
from mnist_desktop.training.step_record import MOST_ROWS, StepRecord

EVERYWHERE = (-math.inf, math.inf)


def step(number: int, steps: int, loss: float, epoch: int = 1) -> StepProgress:
    return StepProgress(epoch, number, steps, 0.5, loss, 0.5, 1000.0, 1.0, 0.001)


def filled(count: int) -> StepRecord:
    record = StepRecord()
    for number in range(count):
        record.add(step(number % 1000 + 1, 1000, float(number), number // 1000 + 1))
    return record


def test_what_was_told_comes_back() -> None:
    record = filled(3)
    assert len(record) == 3
    last = record.told()[-1]
    assert (last.epoch, last.step, last.steps, last.loss, last.learning_rate) == (1, 3, 1000, 2.0, 0.001)


def test_very_many_reports_are_merged_evenly() -> None:
    record = filled(3 * MOST_ROWS)
    told = record.told()
    assert MOST_ROWS / 2 <= len(told) == len(record) <= MOST_ROWS
    losses = np.array([one.loss for one in told])
    np.testing.assert_allclose(np.diff(losses), 4)
    assert losses.mean() == pytest.approx((3 * MOST_ROWS - 1) / 2)
    assert (told[-1].epoch, told[-1].step) == (3 * MOST_ROWS // 1000 + 1, 3 * MOST_ROWS % 1000)


def test_looking_closer_shows_more() -> None:
    record = filled(4000)
    at, losses = record.loss(500, EVERYWHERE)
    assert len(at) == len(losses) == 500
    close, _ = record.loss(500, (1.0, 1.2))
    np.testing.assert_allclose(close, np.arange(999, 1202) / 1000)


def test_merged_values_stay_where_they_are_while_more_come() -> None:
    record = filled(1001)
    before = record.loss(600, EVERYWHERE)[1]
    for number in range(2, 8):
        record.add(step(number, 1000, 5.0, 2))
    np.testing.assert_allclose(record.loss(600, EVERYWHERE)[1][:500], before[:500])


def test_the_nearest_step() -> None:
    record = StepRecord()
    assert record.nearest(0.5) is None
    record = filled(1000)
    for at, number in ((-1.0, 1), (0.5, 500), (0.5004, 500), (0.5006, 501), (7.0, 1000)):
        found = record.nearest(at)
        assert found is not None
        assert found[1].step == number
        assert found[0] == pytest.approx(number / 1000)


def test_a_loss_that_is_no_number_is_kept_as_such() -> None:
    record = StepRecord()
    record.add(step(1, 2, math.nan))
    record.add(step(2, 2, 1.0))
    assert math.isnan(record.told()[0].loss)
    assert math.isnan(record.loss(600, EVERYWHERE)[1][0])


def test_steps_that_are_made_once_more_stand_there_once() -> None:
    record = filled(1500)
    record.add(step(201, 1000, 7.0, 2))
    told = record.told()
    assert len(told) == 1201
    assert [(one.epoch, one.step) for one in told[-2:]] == [(2, 200), (2, 201)]
    merged = filled(3 * MOST_ROWS)
    merged.add(step(1, 1000, 7.0, 40))
    assert (merged.told()[-1].epoch, merged.told()[-1].step) == (40, 1)
    assert merged.told()[-2].epoch == 39
    np.testing.assert_array_less(0, np.diff(merged.loss(10**6, EVERYWHERE)[0]))
