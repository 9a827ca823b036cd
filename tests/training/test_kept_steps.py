"""The steps of a training outlive the program, in a bounded file that harms nobody where it is damaged."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training import open_run
from mnist_desktop.training.course import Course
from mnist_desktop.training.kept_steps import MOST_KEPT, read_steps, write_steps
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import StepProgress
from mnist_desktop.training.run_session import TrainingOrder, order_to_go_on, run_session
from mnist_desktop.training.run_state import Position, RunState
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.step_record import StepRecord

PLAN = plan_for("dense-64", epochs=3)
STATE = RunState(PLAN, "data", Position(epoch=1), (), Course(), (), ())


def step(number: int, loss: float = 0.5, epoch: int = 1, steps: int = 1000) -> StepProgress:
    return StepProgress(epoch, number, steps, 0.1, loss, 0.9, 1000.0, None, 0.001)


def told(store: RunStore, identifier: str) -> list[tuple[int, int]]:
    return [(one.epoch, one.step) for one in StepRecord(store.steps_of(identifier)).told()]


def test_an_end_keeps_the_steps_and_a_training_that_goes_on_adds_to_them(tmp_path: Path) -> None:
    store, heard = RunStore(tmp_path), list[object]()
    with run_session(TrainingOrder(PLAN, "first"), store, heard.append) as session:
        assert session.run is not None
        session.listen(step(10, 0.25))
        session.listen(step(20))
        session.run.keep(STATE)
    (run,) = store.runs()
    assert len(heard) == 2
    first = StepRecord(store.steps_of(run.identifier)).told()[0]
    assert (first.loss, first.images_per_second) == (0.25, 1000.0)
    assert first.accuracy == pytest.approx(0.9)
    assert first.learning_rate == pytest.approx(0.001)
    with run_session(order_to_go_on(run), store, heard.append) as session:
        assert session.run is not None
        assert len(session.run.steps) == 2
        session.listen(step(15))
    assert told(store, run.identifier) == [(1, 10), (1, 15)], "what was made once more is there once"
    with run_session(TrainingOrder(PLAN, "on", further=run.identifier), store, heard.append) as session:
        assert session.run is not None
        session.listen(step(5, epoch=2))
        session.run.keep(STATE)
        further = session.run.identifier
    assert told(store, further) == [(1, 10), (1, 15), (2, 5)]


def test_they_are_written_now_and_then_not_with_every_epoch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, written = RunStore(tmp_path), list[Path]()
    monkeypatch.setattr(open_run, "write_steps", lambda path, _rows: written.append(path))
    run = store.begin(PLAN, "quick")
    for number in range(1, 51):
        run.take(step(number))
        run.keep(STATE)
    assert written == []
    monkeypatch.setattr(open_run, "_STEPS_SECONDS", -1.0)
    run.keep(STATE)
    run.keep(STATE)
    run.close()
    assert len(written) == 1


def test_what_was_broken_off_keeps_what_was_written_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_run, "_STEPS_SECONDS", -1.0)
    run = RunStore(tmp_path).begin(PLAN, "killed")
    run.take(step(10))
    run.keep(STATE)
    run.take(step(20))
    assert told(RunStore(tmp_path), run.identifier) == [(1, 10)]
    run.close()


def test_a_long_training_stays_small_and_keeps_its_shape(tmp_path: Path) -> None:
    run = RunStore(tmp_path).begin(PLAN, "long")
    count = 10 * MOST_KEPT
    began = time.perf_counter()
    for number in range(count):
        run.take(step(number % 1000 + 1, np.sin(number / 4000), number // 1000 + 1))
    assert (time.perf_counter() - began) / count < 0.001, "a report comes at most every 0.05 s"
    run.close()
    assert (tmp_path / run.identifier / "steps.npy").stat().st_size < 140_000
    rows = RunStore(tmp_path).steps_of(run.identifier)
    assert MOST_KEPT / 2 <= len(rows) <= MOST_KEPT
    at = [one.epoch - 1 + one.step / one.steps for one in StepRecord(rows).told()]
    losses = [one.loss for one in StepRecord(rows).told()]
    np.testing.assert_allclose(losses, np.sin(np.array(at) / 4), atol=0.01)
    np.testing.assert_allclose(np.diff(at), np.diff(at).mean(), rtol=0.01)


def test_an_older_or_a_damaged_training_opens_without_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = RunStore(tmp_path)
    run = store.begin(PLAN, "older")
    run.keep(STATE)
    run.close()
    assert store.steps_of(run.identifier).shape == (0, 8)
    rows = np.ones((3, 8))
    path = tmp_path / run.identifier / "steps.npy"
    with caplog.at_level(logging.WARNING):
        for damaged in (b"", b"no array", None, rows[:, :3], rows * -1, rows * np.nan, np.ones((9000, 8))):
            if isinstance(damaged, bytes):
                path.write_bytes(damaged)
            elif damaged is None:
                np.save(path, np.array([object()], object), allow_pickle=True)
            else:
                np.save(path, damaged)
            assert store.steps_of(run.identifier).shape == (0, 8)
    assert len(caplog.records) == 7
    opened, _state = store.take_up(run.identifier)
    opened.close()


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "steps.npy"
    record = StepRecord()
    record.add(step(1, epoch=20_000))
    write_steps(path, record.rows())
    assert read_steps(path)[0, 0] == 19_999.001, "places are exact however far a training is"
    run = RunStore(tmp_path / "runs").begin(PLAN, "full disk")
    run.take(step(1))

    def full(_path: Path, _write: object) -> None:
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path="x", reason="full")

    monkeypatch.setattr("mnist_desktop.training.kept_steps.write_beside", full)
    run.close()
    assert RunStore(tmp_path / "runs").steps_of(run.identifier).shape == (0, 8)
