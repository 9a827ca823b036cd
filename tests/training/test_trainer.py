from __future__ import annotations

import gc
from dataclasses import replace

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import OPTIMIZERS, SCHEDULES
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import (
    EpochFinished,
    Finishing,
    HandwritingMaking,
    Stage,
    StepProgress,
    TensorFlowLoading,
    TrainingEvent,
    TrainingStarted,
    best_epoch,
)
from mnist_desktop.training.trainer import train
from tests.hand import DIGITS
from tests.training.listening import Listener, run

pytestmark = pytest.mark.tensorflow


def test_a_training_tells_its_story_and_leaves_a_model_that_reads(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    listener = Listener()
    outcome = run(plan_for("dense-64", epochs=3, validation="split"), digits, test_digits, listener)
    kinds = [type(event) for event in listener.events]
    assert next(kind for kind in kinds if kind is not TensorFlowLoading) is TrainingStarted
    assert listener.events[-2:] == [Finishing(Stage.TESTING), Finishing(Stage.PREPARING)]
    assert listener.of(TrainingStarted) == [TrainingStarted(3, 1200, 300)]
    epochs = listener.of(EpochFinished)
    assert tuple(epochs) == outcome.history
    assert [epoch.epoch for epoch in epochs] == [1, 2, 3]
    assert epochs[2].loss < epochs[0].loss
    assert all(epoch.validation_accuracy is not None for epoch in epochs)
    assert not outcome.stopped
    assert outcome.test_accuracy > 0.7
    right = round(outcome.test_accuracy * test_digits.count)
    assert outcome.test_accuracy == right / test_digits.count
    answers = (
        Recogniser(outcome.prepared.litert_file).read(images_to_inputs(test_digits.images)).probabilities
    )
    assert (answers.argmax(axis=1) == test_digits.labels).mean() == pytest.approx(outcome.test_accuracy)
    assert outcome.record()["settings"] == outcome.plan.settings()
    assert outcome.kept_epoch == 3


def test_steps_are_told_at_most_twenty_times_a_second(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    listener = Listener()
    run(plan_for("dense-64", epochs=4, batch_size=8, validation="none"), digits, test_digits, listener)
    times = [
        at
        for at, event in zip(listener.times, listener.events, strict=True)
        if isinstance(event, StepProgress)
    ]
    assert len(times) > 2
    assert min(np.diff(times)) > 0.045
    steps = listener.of(StepProgress)
    assert all(1 <= progress.step <= progress.steps == 188 for progress in steps)
    assert all(0 <= progress.accuracy <= 1 for progress in steps)
    assert steps[-1].images_per_second > 100
    assert steps[-1].seconds_left is not None
    assert steps[-1].seconds_left < 60


@pytest.mark.parametrize(("validation", "count"), [("none", 0), ("split", 300), ("test", 300)])
def test_validation_is_what_was_chosen(
    validation: str, count: int, digits: LabelledImages, test_digits: LabelledImages
) -> None:
    listener = Listener()
    outcome = run(plan_for("dense-64", epochs=1, validation=validation), digits, test_digits, listener)
    assert listener.of(TrainingStarted)[0].validation_images == count
    assert (outcome.history[0].validation_loss is None) == (count == 0)
    if validation == "test":
        assert outcome.history[0].validation_accuracy == pytest.approx(outcome.test_accuracy)


def test_a_stop_is_quick_and_keeps_what_was_learnt(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    def in_the_second_epoch(event: TrainingEvent) -> bool:
        return isinstance(event, StepProgress) and event.epoch == 2

    listener = Listener(in_the_second_epoch)
    outcome = run(plan_for("cnn-32-64", epochs=50, batch_size=32), digits, test_digits, listener)
    assert outcome.stopped
    assert len(outcome.history) == 1
    finishing = listener.times[listener.events.index(Finishing(Stage.TESTING))]
    assert finishing - listener.stop_asked < 1
    assert outcome.test_accuracy > 0.5


@pytest.mark.long
def test_a_stop_within_validation_is_quick_too(digits: LabelledImages) -> None:
    many = digits.subset(np.tile(np.arange(1500), 8))
    few = digits.subset(np.arange(64))
    plan = plan_for("cnn-32-64", epochs=5, batch_size=64, validation="test")
    # One step an epoch: its report comes just before the validation, which takes seconds as a whole.
    listener = Listener(lambda event: isinstance(event, StepProgress))
    outcome = train(plan, few, many, listener.listen, listener.switch)
    assert outcome is not None
    assert outcome.stopped
    assert outcome.history == ()
    assert outcome.kept_epoch is None, "the weights are those of a step within the first"
    # The tracing of the validation graph belongs to it and cannot be interrupted.
    assert listener.times[listener.events.index(Finishing(Stage.TESTING))] - listener.stop_asked < 1.5


def test_a_stop_while_handwriting_is_made_ends_it_before_tensorflow_is_loaded(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    listener = Listener(lambda event: isinstance(event, HandwritingMaking))
    assert train(plan_for("reader"), digits, test_digits, listener.listen, listener.switch) is None
    assert listener.events == [HandwritingMaking()]


def test_a_stop_before_the_first_step_leaves_nothing(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    plan = plan_for("dense-64")
    at_once = Listener()
    at_once.switch.stop()
    assert train(plan, digits, test_digits, at_once.listen, at_once.switch) is None
    assert at_once.events == []
    for _ in range(2):
        listener = Listener(lambda event: isinstance(event, TrainingStarted))
        assert train(plan, digits, test_digits, listener.listen, listener.switch) is None
        assert listener.of(Finishing) == []
    # It is loaded by now, and nobody has to wait for it again.
    assert listener.of(TensorFlowLoading) == []


def test_a_loss_that_is_no_number_ends_it_at_once(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    plan = plan_for("dense-512-regularised", l2=900.0, optimizer="sgd", learning_rate=10.0, validation="none")
    listener = Listener()
    with pytest.raises(Problem) as caught:
        train(plan, digits, test_digits, listener.listen, listener.switch)
    assert caught.value.code is ProblemCode.TRAINING_DIVERGED
    assert listener.of(EpochFinished) == []


@pytest.mark.long
def test_labels_of_either_form_give_the_same_result(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    plan = plan_for("dense-64", epochs=1, seed=5)
    first, second = (run(replace(plan, one_hot=one_hot), digits, test_digits) for one_hot in (False, True))
    assert first.history[0].loss == pytest.approx(second.history[0].loss, abs=1e-3)
    assert first.test_accuracy == pytest.approx(second.test_accuracy, abs=0.01)


@pytest.mark.long
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimiser_learns(optimizer: str, digits: LabelledImages, test_digits: LabelledImages) -> None:
    rate = {"sgd": 0.05, "adagrad": 0.05}.get(optimizer, 0.003)
    plan = plan_for("dense-64", optimizer=optimizer, learning_rate=rate, epochs=2, validation="none")
    assert run(plan, digits, test_digits).test_accuracy > 0.7


@pytest.mark.long
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule_learns(schedule: str, digits: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", schedule=schedule, learning_rate=0.005, epochs=2, validation="split")
    assert run(plan, digits, test_digits).test_accuracy > 0.7


@pytest.mark.long
def test_express_reads_after_few_steps_too(test_digits: LabelledImages) -> None:
    """The averages of batch normalisation must follow within 24 steps; with a momentum of 0.9 they do not."""
    few = load_mnist().train.subset(np.arange(3000))
    assert run(plan_for("express", seed=1), few, test_digits).test_accuracy > 0.8


def test_ink_is_learnt_and_the_limit_is_kept(digits: LabelledImages, test_digits: LabelledImages) -> None:
    listener = Listener()
    plan = plan_for("dense-64", epochs=1, validation="split", image_limit=100)
    ink = [LabelledDrawing(drawing, label) for label, drawing in DIGITS.items()]
    run(plan, digits, test_digits, listener, ink)
    started = listener.of(TrainingStarted)[0]
    assert (started.images, started.validation_images) == (100, 20)


def test_too_few_images_are_told_before_tensorflow_is_asked(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    listener = Listener()
    few = digits.subset(np.arange(4))
    with pytest.raises(Problem) as caught:
        train(plan_for("dense-64"), few, test_digits, listener.listen, listener.switch)
    assert caught.value.code is ProblemCode.TRAINING_TOO_FEW
    assert listener.events == []


def test_nothing_of_it_stays_in_memory(digits: LabelledImages, test_digits: LabelledImages) -> None:
    import keras

    def models() -> int:
        gc.collect()
        return sum(
            isinstance(thing, keras.Model)
            for thing in gc.get_objects()
            if type(thing).__name__ == "Sequential"
        )

    run(plan_for("dense-64", epochs=1), digits, test_digits)
    before = models()
    run(plan_for("dense-64", epochs=1), digits, test_digits)
    assert models() <= before


def test_the_best_epoch_is_the_first_of_the_best() -> None:
    def epoch(number: int, accuracy: float, validation: float | None) -> EpochFinished:
        return EpochFinished(number, 1.0, accuracy, None if validation is None else 1.0, validation, 1.0)

    assert best_epoch(()) is None
    validated = (epoch(1, 0.9, 0.0), epoch(2, 0.8, 0.7), epoch(3, 0.99, 0.7))
    assert best_epoch(validated) is validated[1]
    plain = (epoch(1, 0.9, None), epoch(2, 0.8, None))
    assert best_epoch(plain) is plain[0]
