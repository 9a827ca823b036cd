"""Pausing, stopping, going on: a broken training ends as an unbroken one."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.checkpoint import read_checkpoint, write_checkpoint
from mnist_desktop.training.plan import InkEpochs, TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    CheckpointFailed,
    CheckpointKept,
    EpochFinished,
    Finishing,
    Paused,
    Resumed,
    StepProgress,
    TrainingEvent,
    TrainingOutcome,
    TrainingStarted,
    best_epoch,
)
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.trainer import train
from tests.training.listening import Listener, paused_in_the_first_step

pytestmark = pytest.mark.tensorflow
REGULARISED = plan_for("dense-512-regularised", epochs=3, image_limit=600, validation="split", augment=True)


def kept_states(
    plan: TrainingPlan, digits: LabelledImages, test: LabelledImages
) -> tuple[list[RunState], TrainingOutcome]:
    """Every state that a whole training keeps."""
    states: list[RunState] = []
    outcome = train(plan, digits, test, lambda _event: None, keep=states.append)
    assert outcome is not None
    return states, outcome


def comparable(history: tuple[EpochFinished, ...]) -> list[list[float]]:
    return [
        [epoch.loss, epoch.accuracy, epoch.validation_loss or 0, epoch.validation_accuracy or 0]
        for epoch in history
    ]


@pytest.mark.parametrize("schedule", ["one-cycle", "plateau"])
def test_resumed_from_an_epochs_end_it_ends_as_an_unbroken_one(
    schedule: str, digits: LabelledImages, test_digits: LabelledImages, tmp_path: Path
) -> None:
    plan = replace(REGULARISED, schedule=schedule)
    states, whole = kept_states(plan, digits, test_digits)
    assert [(state.position.epoch, state.position.step) for state in states] == [(1, 0), (2, 0), (3, 0)]
    write_checkpoint(tmp_path / "state.zip", states[0])
    later: list[RunState] = []
    resumed = train(
        plan,
        digits,
        test_digits,
        lambda _event: None,
        state=read_checkpoint(tmp_path / "state.zip"),
        keep=later.append,
    )
    assert resumed is not None
    assert comparable(resumed.history) == pytest.approx(np.array(comparable(whole.history)), abs=1e-5)
    assert [epoch.learning_rate for epoch in resumed.history] == [
        epoch.learning_rate for epoch in whole.history
    ]
    assert all(epoch.resumed_at is None for epoch in resumed.history)
    for one, other in zip(later[-1].model, states[-1].model, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-5)


@pytest.mark.long
def test_resumed_within_an_epoch_it_says_so(digits: LabelledImages, test_digits: LabelledImages) -> None:
    def in_the_second_epoch(event: TrainingEvent) -> bool:
        return isinstance(event, StepProgress) and event.epoch == 2

    plan = replace(REGULARISED, batch_size=4, augment=False)
    listener = Listener(in_the_second_epoch)
    states: list[RunState] = []
    stopped = train(plan, digits, test_digits, listener.listen, listener.switch, keep=states.append)
    assert stopped is not None
    assert stopped.stopped
    position = states[-1].position
    assert position.epoch == 1
    assert 0 < position.step < 120
    assert listener.of(CheckpointKept)[-1] == CheckpointKept(2, position.step)
    ended = train(plan, digits, test_digits, lambda _event: None, state=states[-1])
    assert ended is not None
    assert not ended.stopped
    assert [epoch.resumed_at for epoch in ended.history] == [None, position.step + 1, None]
    _, whole = kept_states(plan, digits, test_digits)
    assert comparable(ended.history) == pytest.approx(np.array(comparable(whole.history)), abs=2e-3)


def test_a_stop_keeps_the_best_weights(digits: LabelledImages, test_digits: LabelledImages) -> None:
    """A learning rate that grows wild after the first epoch makes the last weights useless."""
    plan = plan_for("dense-64", epochs=20, validation="split", batch_size=16, learning_rate=0.01)
    listener = Listener(lambda event: isinstance(event, EpochFinished))
    first = train(plan, digits, test_digits, listener.listen, listener.switch)
    assert first is not None
    assert first.stopped
    assert first.kept_epoch == 1
    states: list[RunState] = []
    listener = Listener(lambda event: isinstance(event, StepProgress) and event.epoch == 2)
    wild = train(
        plan,
        digits,
        test_digits,
        listener.listen,
        listener.switch,
        keep=states.append,
    )
    assert wild is not None
    assert wild.test_accuracy == pytest.approx(first.test_accuracy, abs=0.01)
    assert not all(
        np.array_equal(best, last) for best, last in zip(states[-1].best, states[-1].model, strict=False)
    )


def test_a_pause_stands_still_and_is_kept(digits: LabelledImages, test_digits: LabelledImages) -> None:
    listener = Listener()
    states: list[RunState] = []
    timers: list[threading.Timer] = []

    def listen(event: TrainingEvent) -> None:
        listener.listen(event)
        if isinstance(event, StepProgress) and not listener.of(Paused):
            listener.switch.pause()
        if isinstance(event, Paused):
            timers.append(threading.Timer(0.5, listener.switch.resume))
            timers[0].start()

    plan = plan_for("dense-64", epochs=1, validation="none")
    outcome = train(plan, digits, test_digits, listen, listener.switch, keep=states.append)
    timers[0].join()
    assert outcome is not None
    assert not outcome.stopped
    (paused,), (resumed,) = listener.of(Paused), listener.of(Resumed)
    times = [listener.times[listener.events.index(event)] for event in (paused, resumed)]
    assert 0.4 < times[1] - times[0] < 1.5
    between = listener.events[listener.events.index(paused) + 1 : listener.events.index(resumed)]
    assert between == []
    assert (states[0].position.epoch, states[0].position.step) == (0, paused.step)
    assert paused.kept
    assert outcome.seconds < outcome.history[0].seconds + 5


def test_a_stop_ends_a_pause(digits: LabelledImages, test_digits: LabelledImages) -> None:
    listener = Listener(lambda event: isinstance(event, Paused))
    began = time.perf_counter()
    outcome = train(
        plan_for("dense-64", epochs=50, validation="none"),
        digits,
        test_digits,
        paused_in_the_first_step(listener),
        listener.switch,
    )
    assert outcome is not None
    assert outcome.stopped
    assert listener.times[listener.events.index(listener.of(Finishing)[0])] - began < 30
    assert listener.of(Resumed) == []


def test_a_full_disk_does_not_end_it(digits: LabelledImages, test_digits: LabelledImages) -> None:
    trouble = Problem(ProblemCode.FILE_NOT_WRITABLE, path="x", reason="no space left")

    def full(_state: RunState) -> None:
        raise trouble

    listener = Listener()
    plan = plan_for("dense-64", epochs=2, validation="none")
    outcome = train(plan, digits, test_digits, listener.listen, keep=full)
    assert outcome is not None
    assert len(outcome.history) == 2
    assert listener.of(CheckpointFailed) == [CheckpointFailed(trouble)] * 2


@pytest.mark.parametrize("keep", [None, "a full disk"])
def test_a_pause_says_that_nothing_could_be_kept(
    keep: str | None, digits: LabelledImages, test_digits: LabelledImages
) -> None:
    def full(_state: RunState) -> None:
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path="x", reason="no space left")

    listener = Listener(lambda event: isinstance(event, Paused))
    listen = paused_in_the_first_step(listener)
    plan = plan_for("dense-64", epochs=1, validation="none")
    train(plan, digits, test_digits, listen, listener.switch, keep=full if keep else None)
    assert [paused.kept for paused in listener.of(Paused)] == [False]


def test_other_data_are_refused(digits: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", epochs=1, validation="none")
    states, _ = kept_states(plan, digits, test_digits)
    with pytest.raises(Problem) as caught:
        train(plan, digits.subset(np.arange(1400)), test_digits, lambda _event: None, state=states[0])
    assert caught.value.code is ProblemCode.RUN_OTHER_DATA


@pytest.mark.long
def test_some_more_epochs_on_the_same_model(digits: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", epochs=2, validation="none")
    states, _ = kept_states(plan, digits, test_digits)
    more = replace(plan, epochs=4)
    further = train(more, digits, test_digits, lambda _event: None, state=replace(states[-1], plan=more))
    assert further is not None
    _, whole = kept_states(more, digits, test_digits)
    assert comparable(further.history) == pytest.approx(np.array(comparable(whole.history)), abs=1e-4)


def test_patience_ends_it_with_the_best_epoch(digits: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", epochs=30, validation="split", learning_rate=0.3, patience=2)
    outcome = train(plan, digits, test_digits, lambda _event: None)
    assert outcome is not None
    assert len(outcome.history) < 30
    assert not outcome.stopped
    best = best_epoch(outcome.history)
    assert best is not None
    assert outcome.kept_epoch == outcome.record()["kept_epoch"] == best.epoch < len(outcome.history)


@pytest.mark.long
def test_ink_epochs_survive_a_break(digits: LabelledImages, test_digits: LabelledImages) -> None:
    from mnist_desktop.ink.drawing import LabelledDrawing
    from tests.hand import DIGITS

    ink = [LabelledDrawing(drawing, label, "me") for label, drawing in DIGITS.items()]
    plan = plan_for("dense-64", epochs=1, validation="none")
    plan = replace(plan, ink_epochs=InkEpochs(epochs=2, learning_rate=0.001, kept=0.5))
    states: list[RunState] = []
    whole = train(plan, digits, test_digits, lambda _event: None, ink=ink, keep=states.append)
    broken = train(plan, digits, test_digits, lambda _event: None, ink=ink, state=states[1])
    assert whole is not None
    assert broken is not None
    assert broken.test_loss == pytest.approx(whole.test_loss, abs=1e-5)


def test_patience_is_at_its_end_after_a_break_too(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    """Broken off after the last epoch was kept, before the model was."""
    plan = plan_for("dense-64", epochs=30, validation="split", learning_rate=0.3, patience=1)
    states, whole = kept_states(plan, digits, test_digits)
    assert len(whole.history) < 30
    listener = Listener(lambda event: isinstance(event, Finishing))
    resumed = train(plan, digits, test_digits, listener.listen, listener.switch, state=states[-1])
    assert resumed is not None
    assert resumed.history == whole.history
    assert resumed.test_loss == pytest.approx(whole.test_loss, abs=1e-5)
    assert not resumed.stopped, "there was nothing left to stop"


@pytest.mark.long
def test_a_break_between_the_last_step_and_validation(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    plan = plan_for("dense-64", epochs=2, batch_size=2000, validation="test", schedule="cosine")
    states: list[RunState] = []
    # One step an epoch: when it is told, only the validation is left.
    listener = Listener(lambda event: isinstance(event, StepProgress))
    train(plan, digits, test_digits, listener.listen, listener.switch, keep=states.append)
    assert (states[-1].position.epoch, states[-1].position.step) == (0, 1)
    resumed = train(plan, digits, test_digits, lambda _event: None, state=states[-1])
    _, whole = kept_states(plan, digits, test_digits)
    assert resumed is not None
    assert comparable(resumed.history) == pytest.approx(np.array(comparable(whole.history)), abs=1e-5)
    rates = [[epoch.learning_rate for epoch in outcome.history] for outcome in (resumed, whole)]
    assert rates[0] == rates[1]


def test_nothing_is_kept_before_the_first_step(digits: LabelledImages, test_digits: LabelledImages) -> None:
    listener = Listener(lambda event: isinstance(event, TrainingStarted))
    states: list[RunState] = []
    plan = plan_for("dense-64", epochs=1)
    assert train(plan, digits, test_digits, listener.listen, listener.switch, keep=states.append) is None
    assert states == []


def test_a_state_of_another_network_is_refused(digits: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", epochs=1, validation="none")
    states, _ = kept_states(plan, digits, test_digits)
    for wrong in (replace(states[0], model=states[0].model[1:]), replace(states[0], optimizer=())):
        with pytest.raises(Problem) as caught:
            train(plan, digits, test_digits, lambda _event: None, state=wrong)
        assert caught.value.code is ProblemCode.RUN_DAMAGED
