"""Pause, resume, go on, train further, repeat, compare: through the buttons of the Train place."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training import tensorboard_logs
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.training.course import Course
from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    CheckpointFailed,
    CheckpointKept,
    EpochFinished,
    PrecisionMeasured,
    PrecisionMeasuring,
    StepProgress,
    TrainingStarted,
)
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.run_state import Position, RunState
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs
from mnist_desktop.training.trainer import train
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.phase import Phase
from mnist_desktop.ui.training.work import Trained
from tests.ui.conftest import AnsweringDialogs

A_TRAINING = 120_000
PLAN = plan_for("dense-64", epochs=2, image_limit=600, validation="split")


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=A_TRAINING)


def trained(page: TrainingPage, qtbot: QtBot, start: Callable[[], None]) -> None:
    with qtbot.waitSignal(page.training_ended, timeout=A_TRAINING):
        start()
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.past.refresh()


def broken_off(store: RunStore) -> str:
    """A training that was broken off after its first epoch."""
    states: list[RunState] = []
    switch = TrainingSwitch()

    def stop(event: object) -> None:
        if isinstance(event, EpochFinished):
            switch.stop()

    mnist = load_mnist()
    train(PLAN, mnist.train, mnist.test, stop, switch, keep=states.append)
    run = store.begin(PLAN, "Dense 64")
    run.keep(states[0])
    run.close()
    return run.identifier


@pytest.mark.tensorflow
def test_pause_and_resume_in_place(page: TrainingPage, qtbot: QtBot) -> None:
    page.show()
    page.settings.show_plan(replace(PLAN, epochs=1000))
    click(page.settings.button)
    until(qtbot, lambda: page.story.text().startswith("Epoch "))
    click(page.settings.button)
    until(qtbot, lambda: page.story.text().startswith("Paused in epoch "))
    assert page.settings.button.text() == "Resume"
    seen = len(page.curves.run.history) if page.curves.run else 0
    qtbot.wait(300)
    assert page.curves.run is not None
    assert len(page.curves.run.history) == seen
    click(page.settings.button)
    until(qtbot, lambda: page.curves.run is not None and len(page.curves.run.history) > seen)
    click(page.settings.button)
    until(qtbot, lambda: page.story.text().startswith("Paused in epoch "))
    trained(page, qtbot, lambda: click(page.settings.controls.stop))
    assert page.story.text().startswith("Stopped after ")
    assert page.result.further.text() == "Go on"
    assert page.past.runs[0].status is RunStatus.STOPPED
    assert page.past.runs[0].can_go_on


@pytest.mark.tensorflow
def test_a_training_that_broke_off_is_offered_and_goes_on(
    page: TrainingPage, qtbot: QtBot, home: Path
) -> None:
    identifier = broken_off(RunStore(home / "runs"))
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.show()
    offer = page.right.offer
    assert offer.isVisible()
    assert offer.text.text() == "Dense 64 broke off. It goes on from epoch 2 of 2, step 1."
    page.activateWindow()
    focused: list[bool] = []
    page.work_started.connect(lambda _shown: focused.append(page.settings.button.hasFocus()))
    offer.go_on.setFocus()
    trained(page, qtbot, lambda: click(offer.go_on))
    assert focused == [True], "the button that was pressed is gone"
    assert page.curves.run is not None
    assert [epoch.epoch for epoch in page.curves.run.history] == [1, 2]
    (run,) = page.past.runs
    assert (run.identifier, run.status, len(run.history)) == (identifier, RunStatus.FINISHED, 2)
    assert not offer.isVisible()


def test_an_offer_can_wait(page: TrainingPage, qtbot: QtBot, home: Path) -> None:
    store = RunStore(home / "runs")
    store.begin(PLAN, "before its first checkpoint").close()
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.show()
    assert page.right.offer.isHidden(), "there is nothing to go on from"


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


@pytest.mark.tensorflow
def test_train_further_repeat_and_compare(
    page: TrainingPage, qtbot: QtBot, dialogs: AnsweringDialogs
) -> None:
    page.show()
    page.settings.show_plan(PLAN)
    trained(page, qtbot, page.start)
    first = page.past.runs[0]
    click(page.settings.earlier)
    assert page.right.runs.isVisible()
    assert page.right.runs.rows.basis(replace(first, identifier="another")) == first
    trained(page, qtbot, lambda: click(page.result.further))
    assert page.curves.run is not None
    assert len(page.curves.run.history) == 4
    assert {step.epoch for step in page.curves.run.step_values()} == {1, 2, 3, 4}
    assert page.past.runs[0].plan.epochs == 4
    assert page.past.runs[0].history[:2] == first.history
    page.right.runs.choose(first.identifier)
    trained(page, qtbot, lambda: click(page.right.runs.repeat))
    again = page.past.runs[0]
    assert again.plan == first.plan
    assert again.history[-1].loss == pytest.approx(first.history[-1].loss, abs=1e-3)
    page.right.runs.compared_changed.emit((first.identifier,))
    assert page.past.compared((first.identifier,))[0].name.startswith("Dense 64, ")
    page.right.runs.delete_wanted.emit(first.identifier)
    assert len(dialogs.asked) == 1
    qtbot.waitUntil(lambda: page.past.find(first.identifier) is None, timeout=10_000)


@pytest.mark.tensorflow
def test_advice_is_given_and_taken_with_a_click(page: TrainingPage, qtbot: QtBot) -> None:
    page.show()
    wild = plan_for("dense-64", epochs=2, optimizer="sgd", learning_rate=10.0, validation="none")
    page.settings.show_plan(replace(wild, image_limit=2000))
    trained(page, qtbot, page.start)
    cards = {card.advice.kind: card for card in page.right.advice.cards}
    assert cards.keys() & {AdviceKind.DIVERGING, AdviceKind.RATE_TOO_HIGH}
    card = page.right.advice.shown
    assert card is not None
    page.right.advice.change_wanted.emit(card.advice)
    assert page.settings.plan().learning_rate < 10.0


@pytest.mark.tensorflow
def test_a_changed_network_is_trained(page: TrainingPage, qtbot: QtBot) -> None:
    page.show()
    page.settings.show_plan(PLAN)
    page.settings.network_edit_wanted.emit()
    editor = page.right.editor
    assert editor.isVisible()
    changed = plan_for("dense-64-1024").network
    editor.replace_network(changed)
    assert page.settings.plan().network == changed
    trained(page, qtbot, page.start)
    assert page.past.runs[0].plan.network == changed


def test_a_network_with_a_mistake_is_not_trained(page: TrainingPage, qtbot: QtBot) -> None:
    page.show()
    page.settings.network_edit_wanted.emit()
    page.right.editor.replace_network(replace(PLAN.network, layers=PLAN.network.layers[:-1]))
    assert not page.settings.button.isEnabled()
    page.right.editor.reset_wanted.emit()
    assert page.settings.button.isEnabled()


def test_fields_are_locked_while_it_runs(page: TrainingPage) -> None:
    page._on_phase_changed(Phase.RUNNING)
    assert not page.right.editor.inspector.isEnabled()
    assert not page.settings.preset.isEnabled()
    page._on_phase_changed(Phase.IDLE)
    assert page.right.editor.inspector.isEnabled()


def test_the_network_can_be_read_while_it_is_trained(page: TrainingPage) -> None:
    page.show()
    page._on_phase_changed(Phase.RUNNING)
    click(page.settings.network.summary)
    editor = page.right.editor
    assert editor.summary.isVisible()
    click(editor.summary.copy)
    assert editor.summary.copy.text() == "Copied"
    editor.summary.text.setFocus()
    assert editor.summary.text.isEnabled()
    assert not editor.keep.isEnabled()
    click(editor.done_button)
    assert not editor.isVisible()


def test_steps_reach_the_adviser_only_while_one_listens(page: TrainingPage) -> None:
    page._on_happened(StepProgress(1, 1, 10, 0.1, 0.5, 0.5, 100.0, None))
    assert page.right.advice.cards == ()


def test_a_full_disk_is_told_until_there_is_room_again(
    page: TrainingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show()
    line = page.right.unkept
    assert line.isHidden()
    full = Problem(ProblemCode.FILE_NOT_WRITABLE, path="/folder" * 40, reason="No space left on device")
    page._run._on_progressed(CheckpointFailed(full))
    assert line.isVisible()
    assert "No space left on device" in line.text()
    assert "/folder" not in line.text()
    assert "/folder" in line.toolTip()
    page._run._on_progressed(CheckpointKept(1, 3))
    assert line.isHidden()
    page._run._on_progressed(CheckpointFailed(Problem(ProblemCode.FILE_IS_FOLDER, path="runs")))
    assert "runs" in line.text()
    monkeypatch.setattr(work, "train", never_ending)
    page.start()
    assert line.isHidden()
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()


def trained_before(stopped: bool) -> Trained:
    """What is left of a training over 20 epochs that ended after the third."""
    history = tuple(EpochFinished(number, 0.5, 0.9, 0.5, 0.9, 1.0) for number in (1, 2, 3))
    outcome: Any = SimpleNamespace(plan=replace(PLAN, epochs=20), stopped=stopped, history=history)
    return Trained(outcome, None, None, "a run")


@pytest.mark.parametrize("stopped", [False, True])
def test_further_epochs_are_counted_from_where_it_stands(
    stopped: bool, page: TrainingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[TrainingOrder, object]] = []
    monkeypatch.setattr(page, "_begin", lambda order, history=(): begun.append((order, history)))
    page.settings.show_plan(replace(PLAN, epochs=4))
    page.keeping.trained = trained = trained_before(stopped)
    page.result.further_wanted.emit()
    ((order, history),) = begun
    assert (order.go_on, order.further) == (("a run", None) if stopped else (None, "a run"))
    assert order.plan.epochs == (20 if stopped else 7)
    assert history == trained.outcome.history


def test_no_further_epochs_are_none_to_train(
    page: TrainingPage, dialogs: AnsweringDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[object] = []
    monkeypatch.setattr(page, "_begin", begun.append)
    page.settings.show_plan(replace(PLAN, epochs=0))
    page.keeping.trained = trained_before(stopped=False)
    page.result.further_wanted.emit()
    (problem,) = dialogs.troubles
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["setting"]) == (ProblemCode.PLAN_NUMBER, "epochs")
    assert begun == []


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


def two_steps(
    _plan: Any, _train: Any, _test: Any, listen: Callable[[object], None], *_: Any, **_k: Any
) -> None:
    """Tells of two steps and is stopped."""
    for number in (1, 2):
        listen(StepProgress(1, number, 4, 0.5, 0.5, 0.5, 100.0, None))


def test_the_measuring_of_precisions_is_told(
    page: TrainingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "train", never_ending)
    page.show()
    page.start()
    run = page._run
    run._on_progressed(PrecisionMeasuring())
    assert page.story.text().startswith("Measuring which precision is quicker here")
    run._on_progressed(PrecisionMeasured("bfloat16", 1.6))
    told = page.story.text()
    assert "1.6" in told
    run._on_progressed(TrainingStarted(2, 500, 0))
    assert page.story.text() == told
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()


def test_steps_of_before_stay_when_the_same_training_goes_on(
    page: TrainingPage, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "train", two_steps)
    page.show()
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64"))
    first, seen = page._run.identifier, steps_shown(page)
    assert first
    assert len(seen) == 2
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64", go_on=first))
    assert steps_shown(page) == seen
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64", further=first))
    assert steps_shown(page) == seen
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64", go_on="another"))
    assert steps_shown(page) == ()
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64"))
    assert [one.step for one in steps_shown(page)] == [1, 2]


def begin(page: TrainingPage, qtbot: QtBot, order: TrainingOrder) -> None:
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page._begin(order)


def steps_shown(page: TrainingPage) -> tuple[StepProgress, ...]:
    return page.curves.run.step_values() if page.curves.run else ()


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


def test_a_training_that_is_gone_is_not_repeated(page: TrainingPage, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(page, "_begin", begun.append)
    page.right.runs.repeat_wanted.emit("deleted in another window")
    assert begun == []


def test_a_change_wanted_while_training_comes_after_it(page: TrainingPage) -> None:
    page.show()
    rate = page.settings.plan().learning_rate
    advice = Advice(AdviceKind.RATE_TOO_HIGH, Sign.AT_CHANCE, {}, PlanChange(learning_rate=rate / 10))
    page._on_phase_changed(Phase.RUNNING)
    page.right.advice._on_change_wanted(advice)
    assert page.settings.plan().learning_rate == rate
    page._on_phase_changed(Phase.IDLE)
    assert page.settings.plan().learning_rate == pytest.approx(rate / 10)


def test_a_folder_that_takes_no_logs_is_told_beside_it(
    page: TrainingPage, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page.show()
    row = page.tensorboard
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    row.restore({"tensorboard": "True", "tensorboard_folder": str(blocked)})
    assert not row.isVisible()
    click(page.settings.button)
    assert not page.busy()
    assert dialogs.troubles == []
    assert row.trouble.isVisible()
    assert str(blocked) in row.trouble.text()
    assert page.focusWidget() is row.choose
    dialogs.path = tmp_path
    click(row.choose)
    assert row.trouble.isHidden()


def unkept(page: TrainingPage) -> Trained:
    """A model that could not be kept is held by the page."""
    trained = replace(trained_before(False), trouble=Problem(ProblemCode.FILE_NOT_WRITABLE, path="models"))
    page.keeping.trained = trained
    return trained


def never_ending(*_arguments: Any, **named: Any) -> None:
    """Trains until it is stopped, without TensorFlow."""
    switch = next(value for value in (*_arguments, *named.values()) if isinstance(value, TrainingSwitch))
    while not switch.is_stopped:
        time.sleep(0.005)


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
    assert not page.settings.fields.epochs.isEnabled()
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()
    assert page.settings.fields.epochs.isEnabled()


def test_nothing_is_asked_about_a_model_that_is_kept(page: TrainingPage, dialogs: AnsweringDialogs) -> None:
    assert page.keeping.may_be_forgotten()
    unkept(page)
    page.keeping._on_saved(Path("mine.keras"))
    assert page.keeping.may_be_forgotten()
    assert dialogs.asked == []
