"""Sessions of trainings: what is left of them, however they end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.course import Course
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.open_run import OpenRun
from mnist_desktop.training.progress import CheckpointFailed, TrainingEvent
from mnist_desktop.training.run_session import TrainingOrder, order_to_go_on, run_session
from mnist_desktop.training.run_state import Position, RunState
from mnist_desktop.training.runs import RunStore
from tests.training.test_runs import EPOCH, PLAN, STATE, broken_off

LATER = replace(STATE, position=Position(2, 5), history=(EPOCH, replace(EPOCH, epoch=2)))
OUTCOME: Any = SimpleNamespace(
    plan=PLAN, stopped=True, diverged=False, history=(EPOCH,), test_accuracy=0.9, test_loss=0.3, seconds=5.0
)


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs")


def ignored(_event: TrainingEvent) -> None:
    return


def stopped(store: RunStore) -> str:
    """A training that was stopped after its first epoch."""
    with run_session(TrainingOrder(PLAN, "Dense 64"), store, ignored) as session:
        assert session.run is not None
        session.run.keep(STATE)
        session.finish(OUTCOME, "a model")
        return session.run.identifier


def end_with(error: Exception, store: RunStore, state: RunState) -> None:
    """A training that keeps a state and then ends with an error."""
    with run_session(TrainingOrder(PLAN, "x"), store, ignored) as session:
        assert session.keep is not None
        session.keep(state)
        raise error


def test_going_on_and_stopping_before_the_first_step_loses_nothing(store: RunStore) -> None:
    for identifier in (broken_off(store), stopped(store)):
        before = store.run(identifier)
        with run_session(TrainingOrder(PLAN, "x", go_on=identifier), store, ignored) as session:
            session.finish(None, None)
        assert store.run(identifier) == before
        assert store.state_of(identifier).position == STATE.position


def test_a_new_training_in_which_nothing_was_learnt_is_forgotten(store: RunStore) -> None:
    with run_session(TrainingOrder(PLAN, "x"), store, ignored) as session:
        session.finish(None, None)
    assert store.runs() == ()


def test_a_new_training_that_cannot_begin_is_forgotten(store: RunStore, tmp_path: Path) -> None:
    trouble = Problem(ProblemCode.TRAINING_TOO_FEW, count=1, least=10)
    with pytest.raises(Problem), run_session(TrainingOrder(PLAN, "x"), store, ignored):
        raise trouble
    assert store.runs() == ()
    assert list((tmp_path / "runs").iterdir()) == []


def test_what_a_training_kept_outlives_an_error(store: RunStore) -> None:
    with pytest.raises(MemoryError):
        end_with(MemoryError(), store, STATE)
    (run,) = store.runs()
    assert (run.status, run.can_go_on, run.history) == (RunStatus.UNFINISHED, True, (EPOCH,))


def test_a_stopped_training_that_went_on_and_broke_off_is_unfinished(store: RunStore) -> None:
    identifier = stopped(store)
    opened, _state = store.take_up(identifier)
    opened.keep(LATER)
    opened.close()
    run = store.run(identifier)
    assert (run.status, run.history, run.position) == (RunStatus.UNFINISHED, LATER.history, LATER.position)


def test_a_failed_training_keeps_its_epochs(store: RunStore) -> None:
    with pytest.raises(Problem):
        end_with(Problem(ProblemCode.TRAINING_DIVERGED), store, LATER)
    (run,) = store.runs()
    assert (run.status, run.history) == (RunStatus.FAILED, LATER.history)
    assert not run.can_go_on, "it would only fail again"


def test_a_full_disk_does_not_hide_why_a_training_failed(
    store: RunStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Problem(ProblemCode.FILE_NOT_WRITABLE, path="x", reason="no space left")

    def fail(_run: OpenRun) -> None:
        raise full

    monkeypatch.setattr(OpenRun, "fail", fail)
    told: list[TrainingEvent] = []
    with pytest.raises(Problem) as caught, run_session(TrainingOrder(PLAN, "x"), store, told.append):
        raise Problem(ProblemCode.TRAINING_DIVERGED)
    assert caught.value.code is ProblemCode.TRAINING_DIVERGED
    assert told == [CheckpointFailed(full)]


def test_training_further_has_patience_anew(store: RunStore) -> None:
    run = store.begin(PLAN, "x")
    run.keep(replace(STATE, course=Course(1, 0.92, 0.4, 3, 1, 0.5), before_ink=STATE.best))
    run.close()
    with run_session(TrainingOrder(PLAN, "x", further=run.identifier), store, ignored) as session:
        assert session.state is not None
        assert session.state.course == Course(1, 0.92, 0.4, 0, 0, 0.5)
        assert session.state.before_ink == (), "its epochs for ink come after the new ones"
        session.finish(None, None)
    assert store.run(run.identifier).position == STATE.position


def test_logs_are_called_after_the_moment_when_it_first_began(store: RunStore) -> None:
    order = TrainingOrder(PLAN, "Dense 64", began=datetime(2026, 3, 1, 14, 5, 9, tzinfo=UTC))
    with run_session(order, store, ignored) as session:
        assert session.keep is not None
        session.keep(STATE)
    (run,) = store.runs()
    assert run.began == order.began
    again = order_to_go_on(run)
    assert again == replace(order, go_on=run.identifier)
    assert again.logs_name == order.logs_name
    assert order_to_go_on(replace(run, created="once")).logs_name != order.logs_name
    assert TrainingOrder(PLAN, "Dense 64").logs_name != order.logs_name
