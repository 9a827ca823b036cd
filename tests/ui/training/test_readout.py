"""What the curves say at one place."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.training.step_record import StepRecord
from mnist_desktop.ui.training.compared import ComparedRun
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.line_styles import COMPARED, LIVE, RATE, TRAINING, VALIDATION
from mnist_desktop.ui.training.readout import Readout, accuracy_words, loss_words, rate_words, readout


def epoch(
    number: int, loss: float, validation: float | None = None, resumed: int | None = None
) -> EpochFinished:
    share = None if validation is None else 1 - validation
    return EpochFinished(number, loss, 1 - loss, validation, share, 9.0, 0.001, 5000.0, resumed)


def a_run() -> RunCurves:
    """Two epochs of 10 steps, the second one broken at step 4, and half of the third."""
    run = RunCurves(3)
    for number in range(25):
        done, step = divmod(number, 10)
        run.add_step(StepProgress(done + 1, step + 1, 10, 0.1, 1 / (number + 1), 0.5, 1000.0, 1.0, 0.002))
    run.add_epoch(epoch(1, 0.4, 0.3))
    run.add_epoch(epoch(2, 0.2, 0.25, resumed=4))
    return run


EARLIER = ComparedRun("Earlier", (epoch(1, 0.5), epoch(2, 0.4), epoch(3, 0.3), epoch(4, 0.2)))


def found(at: float, reach: float = 0.02, *compared: ComparedRun) -> Readout:
    made = readout(a_run(), compared, at, reach)
    assert made is not None
    return made


def test_near_an_epochs_end_it_is_that_epoch() -> None:
    seen = found(0.985)
    assert (seen.at, seen.heading, seen.note) == (1.0, "Epoch 1", "")
    live, training, validation, rate = seen.rows
    assert (live.style, live.at) == (LIVE, 1.0)
    assert live.loss == pytest.approx(0.1)
    assert (training.style, training.name) == (TRAINING, "Training")
    assert training.loss == 0.4
    assert training.accuracy == pytest.approx(60)
    assert (validation.style, validation.loss) == (VALIDATION, 0.3)
    assert validation.accuracy == pytest.approx(70)
    assert (rate.style, rate.rate, rate.loss) == (RATE, 0.002, None)


def test_elsewhere_it_is_the_nearest_step() -> None:
    seen = found(0.52)
    assert (seen.at, seen.heading) == (0.5, "Epoch 1, step 5 of 10")
    assert seen.rows[0].loss == pytest.approx(0.2)
    assert seen.rows[1].name == "Training, epoch 1"


def test_a_break_is_told_throughout_its_epoch() -> None:
    assert found(1.2).note == found(2.0).note == "Went on with step 4 after a break"
    assert found(1.0).note == found(2.4).note == ""


def test_earlier_runs_are_read_at_their_nearest_epoch() -> None:
    seen = found(2.0, 0.02, EARLIER, ComparedRun("Short", (epoch(1, 0.9, 0.8),)))
    longer, shorter = seen.rows[3:5]
    assert (longer.style, longer.name, longer.loss) == (COMPARED[0], "Earlier", 0.4)
    assert (shorter.style, shorter.name, shorter.loss) == (COMPARED[1], "Short, epoch 1", 0.8)
    assert found(3.9, 0.2, EARLIER).heading == "Epoch 4"


def test_earlier_runs_with_steps_are_read_at_their_nearest_step() -> None:
    steps = StepRecord()
    for step in (1, 5, 10):
        steps.add(StepProgress(1, step, 10, 0.1, 0.05 * step, 0.9, 1000.0, 1.0, 0.002))
    earlier = replace(EARLIER, steps=steps)
    row = found(0.52, 0.02, earlier).rows[3]
    assert (row.style, row.name, row.at, row.loss) == (COMPARED[0], "Earlier", 0.5, 0.25)
    assert row.accuracy == pytest.approx(90)
    assert found(1.0, 0.02, earlier).rows[3].loss == 0.5
    assert found(2.4, 0.02, earlier).rows[-2].name == "Earlier, epoch 2"
    alone = readout(None, (earlier,), 0.52, 0.02)
    assert alone is not None
    assert (alone.heading, alone.rows[0].loss) == ("Epoch 1, step 5 of 10", 0.25)


def test_without_steps_it_is_always_an_epoch() -> None:
    seen = readout(RunCurves(9, [epoch(3, 0.2)]), (), 0.7, 0.01)
    assert seen is not None
    assert seen.heading == "Epoch 3"
    assert seen.rows[-1].rate == 0.001
    alone = readout(None, (EARLIER,), 3.3, 0.01)
    assert alone is not None
    assert [row.name for row in alone.rows] == ["Earlier"]


def test_before_a_break_there_are_only_epochs() -> None:
    run = RunCurves(9, [epoch(1, 0.4), epoch(2, 0.3), epoch(3, 0.2)])
    run.add_step(StepProgress(4, 5, 10, 0.4, 0.1, 0.9, 1000.0, 1.0, 0.002))
    for at, heading, names in (
        (1.4, "Epoch 1", ["Training", "Learning rate"]),
        (3.1, "Epoch 3", ["Training", "Learning rate"]),
        (3.4, "Epoch 4, step 5 of 10", ["Latest steps", "Training, epoch 3", "Learning rate"]),
    ):
        seen = readout(run, (), at, 0.01)
        assert seen is not None
        assert seen.heading == heading
        assert [row.name for row in seen.rows] == names


def test_nothing_is_read_of_nothing() -> None:
    assert readout(None, (), 1.0, 1.0) is None
    assert readout(RunCurves(1), (ComparedRun("Empty", ()),), 1.0, 1.0) is None


def test_numbers_are_short() -> None:
    assert [loss_words(loss) for loss in (2.3456, 0.09342, 0.0, 123.4, 1234.5, 1.23e-9, math.nan)] == [
        "2.35",
        "0.0934",
        "0.000",
        "123",
        "1234",
        "1.23e-9",
        "no number",
    ]
    assert accuracy_words(97.526) == "97.53 %"
    assert [rate_words(rate) for rate in (0.001, 0.0005, 1.0, 0.01, 20.0, 5e-5, 0.000571)] == [
        "0.001",
        "0.0005",
        "1",
        "0.01",
        "20",
        "0.00005",
        "0.000571",
    ]
