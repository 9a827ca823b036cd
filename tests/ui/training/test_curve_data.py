from __future__ import annotations

import math

import numpy as np
import pytest

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.training.curve_data import MOST_EPOCHS, MOST_POINTS, RunCurves, thinned
from mnist_desktop.ui.training.scales import Range


def step(epoch: int, number: int, steps: int = 100, loss: float = 1.0, accuracy: float = 0.5) -> StepProgress:
    return StepProgress(epoch, number, steps, 0.5, loss, accuracy, 1000.0, 1.0)


def epoch(number: int, accuracy: float = 0.9, validation: float | None = None) -> EpochFinished:
    return EpochFinished(number, 0.4, accuracy, None if validation is None else 0.3, validation, 1.0)


def test_steps_lie_within_their_epoch() -> None:
    run = RunCurves(3)
    run.add_step(step(1, 50))
    run.add_step(step(2, 100, accuracy=0.75))
    np.testing.assert_allclose(run.live_accuracy()[0], [0.5, 2.0])
    np.testing.assert_allclose(run.live_accuracy()[1], [50, 75])


def test_a_long_run_keeps_few_points_and_its_mean() -> None:
    run = RunCurves(10)
    losses = np.linspace(2, 0, 5000)
    for number, loss in enumerate(losses):
        run.add_step(step(number // 500 + 1, number % 500 + 1, 500, float(loss)))
    at, shown = run.live_loss()
    assert MOST_POINTS / 2 <= len(at) <= MOST_POINTS
    assert (np.diff(at) > 0).all()
    assert (np.diff(shown) < 0).all()
    assert at[-1] == 10
    assert shown.mean() == pytest.approx(losses.mean(), abs=0.05)


def test_epochs_and_the_best_of_them() -> None:
    run = RunCurves(3)
    assert run.best() is None
    run.add_epoch(epoch(1, validation=0.95))
    # Of one there is no choice.
    assert run.best() is None
    for finished in (epoch(2, validation=0.97), epoch(3, 0.99, 0.96)):
        run.add_epoch(finished)
    np.testing.assert_allclose(run.validation_accuracy(), [[1, 2, 3], [95, 97, 96]])
    np.testing.assert_allclose(run.accuracy()[1], [90, 90, 99])
    best = run.best()
    assert best is not None
    assert best.epoch == 2


def test_without_validation_its_curves_are_empty() -> None:
    run = RunCurves(3)
    run.add_epoch(epoch(1))
    assert run.validation_loss()[0].size == run.validation_accuracy()[1].size == 0


def test_ranges_are_round_and_hold_what_matters() -> None:
    run = RunCurves(3)
    assert run.loss_range() == (0, 1)
    assert run.accuracy_range()[0] == 0
    for number in range(100):
        run.add_step(step(1, number + 1, loss=2.3 if number < 5 else 0.2, accuracy=0.96))
    run.add_epoch(epoch(1, 0.955, 0.97))
    assert run.loss_range() == (0, 0.5)
    low, high = run.accuracy_range()
    assert low == 95
    assert 100 < high < 101


def test_a_run_that_diverged_has_ranges() -> None:
    run = RunCurves(2)
    for number, loss in enumerate((1.0, 1e30, math.inf, math.nan)):
        run.add_step(step(1, number + 1, loss=loss))
    run.add_epoch(EpochFinished(1, math.nan, 0.1, math.inf, 0.1, 1.0))
    assert run.loss_range()[1] >= 1e30
    assert all(math.isfinite(value) for value in (*run.log_loss_range(), *run.rate_range()))
    limits = run.loss_limits(Range(*run.loss_range()), is_log=False)
    assert math.isfinite(limits.span)


def test_a_loss_of_nothing_has_a_logarithmic_range() -> None:
    run = RunCurves(1)
    assert run.log_loss_range()[0] < run.log_loss_range()[1]
    run.add_epoch(EpochFinished(1, 0.0, 1.0, None, None, 1.0))
    assert run.log_loss_range()[0] < run.log_loss_range()[1]


def test_logarithmic_ranges_hold_what_matters() -> None:
    run = RunCurves(2)
    run.add_epoch(EpochFinished(1, 0.1, 0.9, 0.02, 0.95, 1.0))
    low, high = run.log_loss_range([3.0])
    assert low <= math.log10(0.02)
    assert high >= math.log10(3.0)


def test_earlier_runs_widen_the_ranges() -> None:
    run = RunCurves(2)
    run.add_epoch(epoch(1, 0.99, 0.995))
    assert run.loss_range([2.5]) == (0, 3.0)
    assert run.accuracy_range([60.0])[0] == 50


def test_learning_rates_of_steps_or_of_epochs() -> None:
    run = RunCurves(3, [EpochFinished(1, 0.4, 0.9, None, None, 1.0, learning_rate=0.01)])
    np.testing.assert_allclose(run.live_rate(), [[1.0], [0.01]])
    run.add_step(StepProgress(2, 1, 2, 0.5, 1.0, 0.5, 1000.0, 1.0, learning_rate=0.004))
    np.testing.assert_allclose(run.live_rate(), [[1.5], [0.004]])
    assert run.rate_range()[1] >= 0.004


def test_of_very_many_epochs_neighbours_are_painted_as_one() -> None:
    curve = (np.arange(1.0, 1001.0), np.arange(1000.0))
    at, values = thinned(curve, (-math.inf, math.inf))
    assert len(at) <= MOST_EPOCHS
    assert at[-1] == 1000
    assert values[0] == pytest.approx(2.0)
    at, values = thinned(curve, (100.0, 110.0))
    np.testing.assert_allclose(at, np.arange(99, 112))
    np.testing.assert_allclose(values, at - 1)
