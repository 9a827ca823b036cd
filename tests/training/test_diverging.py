"""A loss that becomes no number: what was learnt before is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mnist_desktop.cli.training_result import result_words
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import CheckpointKept, Diverged, TrainingOutcome
from mnist_desktop.training.run_session import TrainingOrder, run_session
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.timetable import Timetable
from mnist_desktop.training.trainer import train
from tests.training.listening import Listener, run

STEPS = 12
BEYOND_FLOAT32 = 1e39
OF_EACH_STEP = "cosine"
"""A schedule by which each step gets a rate of its own; a constant one is set for a block of them."""


def wild_from(epoch: int, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the learning rate be absurd from a step on."""

    def rate(_self: Timetable, _plan: object, at_epoch: int, at_step: int) -> float:
        return BEYOND_FLOAT32 if (at_epoch, at_step) >= (epoch, step) else 0.005

    monkeypatch.setattr(Timetable, "learning_rate", rate)


@pytest.mark.tensorflow
@pytest.mark.parametrize("validation", ["split", "none"])
def test_the_epochs_before_are_not_lost(
    validation: str, digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_for("dense-64", epochs=2, validation=validation, schedule=OF_EACH_STEP)
    good = run(replace(plan, schedule="constant"), digits, test_digits)
    wild_from(2, 3, monkeypatch)
    listener = Listener()
    outcome = run(replace(plan, epochs=5, learning_rate=0.005), digits, test_digits, listener)
    assert [(lost.epoch, lost.step) for lost in listener.of(Diverged)] == [(3, 5)]
    assert (outcome.diverged, outcome.stopped, outcome.kept_epoch) == (True, False, 2)
    assert len(outcome.history) == 2
    assert outcome.test_accuracy == pytest.approx(good.test_accuracy, abs=0.1)
    assert outcome.record()["diverged"]


@pytest.mark.tensorflow
def test_the_last_step_of_all_may_spoil_the_weights(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its loss is still a number, and no step comes after it that would tell."""
    wild_from(1, STEPS - 1, monkeypatch)
    listener, states = Listener(), list[RunState]()
    plan = plan_for("dense-64", epochs=2, batch_size=128, validation="none", schedule=OF_EACH_STEP)
    outcome = train(plan, digits, test_digits, listener.listen, keep=states.append)
    assert outcome is not None
    assert (outcome.diverged, outcome.kept_epoch, len(outcome.history)) == (True, 1, 1)
    assert [(lost.epoch, lost.step) for lost in listener.of(Diverged)] == [(2, STEPS)]
    assert listener.of(CheckpointKept) == [CheckpointKept(2, 0)]
    again = train(plan, digits, test_digits, listener.listen, state=states[-1])
    assert again is not None, "gone on with, it diverges again, and the epoch before is still there"
    assert again.kept_epoch == 1
    assert again.test_loss == pytest.approx(outcome.test_loss)


@pytest.mark.tensorflow
def test_a_loss_that_is_infinite_is_no_result(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The weights are still numbers when it is none."""
    monkeypatch.setattr(Timetable, "learning_rate", lambda *where: 0.0 if where[-1] else 1e16)
    network = Network((28, 28), (Flatten(), Dense(8, "relu", l2=900.0), Dense(10, "softmax")))
    plan = plan_for("dense-64", optimizer="sgd", epochs=1, validation="none", batch_size=1000)
    plan = replace(plan, network=network)
    with pytest.raises(Problem) as caught:
        train(plan, digits, test_digits, lambda _event: None)
    assert caught.value.code is ProblemCode.TRAINING_DIVERGED


def ended(**values: Any) -> TrainingOutcome:
    prepared: Any = SimpleNamespace(parameters=0, trouble=None)
    plan = plan_for("dense-64")
    return TrainingOutcome(plan, (), False, 0.3, 0.9, prepared, 5.0, diverged=True, **values)


def test_it_is_kept_as_failed_with_its_result(tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs")
    with run_session(TrainingOrder(plan_for("dense-64"), "x"), store, lambda _event: None) as session:
        session.finish(ended(kept_epoch=2), "a model")
    (kept,) = store.runs()
    assert (kept.status, kept.test_accuracy, kept.model) == (RunStatus.FAILED, 0.9, "a model")


@pytest.mark.parametrize(
    ("epoch", "said"), [(2, "weights of epoch 2 are"), (None, "weights known before are")]
)
def test_the_command_line_says_which_weights_are_left(epoch: int | None, said: str) -> None:
    assert said in result_words(ended(kept_epoch=epoch), Path("m.keras"), None, None)
