"""Pause, resume, go on, train further, repeat, compare: through the buttons of the Train place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, PlanChange, Sign
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.trainer import train
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.phase import Phase
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.page_hand import PLAN, click, trained, trained_before, until


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
    # Enough steps for either: where the loss comes down again with every unit dead, it stays at chance.
    wild = plan_for(
        "dense-64", epochs=2, optimizer="sgd", learning_rate=10.0, validation="none", batch_size=16
    )
    page.settings.show_plan(replace(wild, image_limit=2000))
    trained(page, qtbot, page.start)
    cards = {card.advice.kind: card for card in page.right.advice.cards}
    assert cards.keys() & {AdviceKind.DIVERGING, AdviceKind.RATE_TOO_HIGH}
    card = page.right.advice.shown
    assert card is not None
    page.right.advice.change_wanted.emit(card.advice)
    assert page.settings.plan().learning_rate < 10.0


@pytest.mark.long
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
