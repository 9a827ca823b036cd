from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.training.curve_data import MOST_POINTS, RunCurves
from mnist_desktop.ui.training.scales import epoch_ticks


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
    for finished in (epoch(1, validation=0.95), epoch(2, validation=0.97), epoch(3, 0.99, 0.96)):
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


@pytest.mark.parametrize(
    ("epochs", "ticks"),
    [(1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (30, list(range(0, 31, 5))), (1000, [*range(0, 1001, 100)])],
)
def test_ticks_are_whole_and_few(epochs: int, ticks: list[int]) -> None:
    assert epoch_ticks(epochs) == ticks
