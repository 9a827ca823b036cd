"""What is done with earlier trainings in the Train place, and what a new one must not cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training import tensorboard_logs
from mnist_desktop.training.course import Course
from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.progress import StepProgress
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.run_state import Position, RunState
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.work import Trained
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.page_hand import PLAN, click, never_ending, trained, trained_before


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_training_that_breaks_off_here_is_offered_too(
    is_kept: bool,
    page: TrainingPage,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state = RunState(PLAN, "data", Position(epoch=1, step=3), (), Course(), (), ())

    def breaking_off(*_arguments: Any, keep: Callable[[RunState], None], **_named: Any) -> None:
        if is_kept:
            keep(state)
        raise MemoryError

    monkeypatch.setattr(work, "train", breaking_off)
    page.past.runs = (KeptRun("older", "Older", "", PLAN, RunStatus.UNFINISHED, position=Position(epoch=1)),)
    page.past.read.emit()
    page.right.offer.later.click()
    page.show()
    trained(page, qtbot, page.start)
    assert page.right.offer.isVisible() is is_kept
    if is_kept:
        assert page.right.offer.text.text().startswith(page.past.runs[0].name)
        page.keeping.trained = replace(trained_before(False), model=None)
        dialogs.agrees = False
        click(page.right.offer.go_on)
        assert page.right.offer.isVisible(), "the model is to be saved first"
        page.keeping.forget()
        page.right.offer.later.click()
        with qtbot.waitSignal(page.past.read, timeout=10_000):
            page.past.refresh()
        assert not page.right.offer.isVisible()
        trained(page, qtbot, lambda: page.go_on(page.past.runs[0].identifier))
        assert page.right.offer.isVisible()


def test_the_logs_of_a_training_that_goes_on_stay_in_one_folder(
    page: TrainingPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []

    def breaking_off(
        *_arguments: Any, keep: Callable[[RunState], None], logs: TensorBoardLogs, **_named: Any
    ) -> None:
        folders.append(logs.run_folder)
        keep(RunState(PLAN, "data", Position(epoch=1), (), Course(), (), ()))
        raise MemoryError

    monkeypatch.setattr(work, "train", breaking_off)
    monkeypatch.setattr(page.tensorboard, "folder", lambda: tmp_path)
    monkeypatch.setattr(tensorboard_logs, "tensorboard_missing", lambda: False)
    page.show()
    order = TrainingOrder(PLAN, "Dense 64", began=datetime(2026, 3, 1, 14, 5, 9, tzinfo=UTC))
    trained(page, qtbot, lambda: page._begin(order))
    trained(page, qtbot, lambda: page.go_on(page.past.runs[0].identifier))
    assert folders == [tmp_path / order.logs_name] * 2


def test_a_kept_training_is_trained_further_from_the_state_that_was_kept(
    page: TrainingPage, dialogs: AnsweringDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[TrainingOrder, object]] = []
    monkeypatch.setattr(page, "_begin", lambda order, history=(): begun.append((order, history)))
    history = trained_before(False).outcome.history
    run = KeptRun("a run", "Dense 64", "", PLAN, RunStatus.FINISHED, history, Position(epoch=2))
    page.past.runs = (run,)
    page.settings.show_plan(replace(PLAN, epochs=4))
    page.right.runs.further_wanted.emit("a run")
    page.right.runs.further_wanted.emit("deleted in another window")
    ((order, shown),) = begun
    assert order == TrainingOrder(replace(PLAN, epochs=6), "Dense 64", further="a run")
    assert shown == history[:2]
    page.settings.fields.epochs.setValue(0)
    page.right.runs.further_wanted.emit("a run")
    assert len(begun) == 1
    assert len(dialogs.troubles) == 1


def test_the_values_of_an_earlier_training_are_saved(
    page: TrainingPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    history = trained_before(False).outcome.history
    page.past.runs = (KeptRun("a run", "Dense 64", "", PLAN, RunStatus.FINISHED, history),)
    dialogs.path = tmp_path / "values.csv"
    with qtbot.waitSignal(page.status_told, timeout=10_000):
        page.right.runs.values_wanted.emit("a run")
    assert len(dialogs.path.read_text(encoding="utf-8").splitlines()) == 4
    page._run.identifier = "a run"
    page._run.curves.add_step(StepProgress(1, 1, 10, 0.1, 0.5, 0.5, 100.0, None))
    with qtbot.waitSignal(page.status_told, timeout=10_000):
        page.right.runs.values_wanted.emit("a run")
    assert len(dialogs.path.read_text(encoding="utf-8").splitlines()) == 5


def unkept(page: TrainingPage) -> Trained:
    """A model that could not be kept is held by the page."""
    trained = replace(trained_before(False), trouble=Problem(ProblemCode.FILE_NOT_WRITABLE, path="models"))
    page.keeping.trained = trained
    return trained


def test_a_model_that_is_kept_nowhere_is_not_given_up_without_a_question(
    page: TrainingPage, qtbot: QtBot, dialogs: AnsweringDialogs, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "train", never_ending)
    run = RunStore(home / "runs").begin(replace(PLAN, epochs=7), "Dense 64")
    run.fail()
    run.close()
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.show()
    held, before = unkept(page), page.settings.plan()
    dialogs.agrees = False
    page.start()
    page.right.runs.repeat_wanted.emit(run.identifier)
    page.go_on(run.identifier)
    assert len(dialogs.asked) == 3
    assert "lost" in dialogs.asked[0]
    assert not page.busy()
    assert page.keeping.trained is held
    assert page.settings.plan() == before
    dialogs.agrees = True
    page.right.runs.repeat_wanted.emit(run.identifier)
    assert page.busy()
    assert page.keeping.trained is None
    assert page.settings.plan().epochs == 7
    assert page.settings.controls.primary.hasFocus()
    assert not page.settings.fields.epochs.isEnabled()
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()
    assert page.settings.fields.epochs.isEnabled()


def test_nothing_is_asked_about_a_model_that_is_kept(page: TrainingPage, dialogs: AnsweringDialogs) -> None:
    assert page.keeping.may_be_forgotten()
    unkept(page)
    page.keeping._on_saved(object())
    assert page.keeping.may_be_forgotten()
    assert dialogs.asked == []


def test_a_training_that_runs_is_in_the_list_that_is_open(
    page: TrainingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "train", never_ending)
    page.show()
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.settings.runs_wanted.emit()
    page.start()
    # Reads that were asked for before it began may come in between.
    qtbot.waitUntil(lambda: bool(page.right.runs.rows.runs), timeout=10_000)
    (run,) = page.right.runs.rows.runs
    assert run.status is RunStatus.RUNNING
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()
