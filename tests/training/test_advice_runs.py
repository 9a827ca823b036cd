"""The advice on real trainings, small ones that were made to show what it is about, and on good ones."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.models.network import BatchNormalization, Dense, Dropout, Flatten, Layer, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, Sign
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished, Finishing, TrainingEvent
from mnist_desktop.training.trainer import train

pytestmark = [pytest.mark.tensorflow, pytest.mark.long]


class _Learnt(Exception):
    """The last step is made."""


class Run:
    """A training, without the test and the model at its end, and what was said of it."""

    def __init__(self, plan: TrainingPlan, images: LabelledImages, test: LabelledImages) -> None:
        self.advice: list[Advice] = []
        self.history: list[EpochFinished] = []
        self.problem: ProblemCode | None = None
        self._adviser = Adviser(plan)
        try:
            train(plan, images, test, self._listen)
        except Problem as problem:
            self.problem = problem.code
        except _Learnt:
            return

    @property
    def kinds(self) -> list[AdviceKind]:
        return [advice.kind for advice in self.advice]

    def of(self, kind: AdviceKind) -> Advice:
        (found,) = (advice for advice in self.advice if advice.kind is kind)
        return found

    def _listen(self, event: TrainingEvent) -> None:
        if isinstance(event, EpochFinished):
            self.history.append(event)
        self.advice += self._adviser.take(event)
        if isinstance(event, Finishing):
            raise _Learnt


@pytest.fixture(scope="module")
def few(digits: LabelledImages) -> LabelledImages:
    return digits.subset(np.arange(600))


def dense(*layers: Layer) -> Network:
    return Network((28, 28), (Flatten(), *layers, Dense(10, "softmax")))


def test_diverging_until_the_loss_is_no_number(few: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for(
        "dense-512-regularised", l2=900.0, optimizer="sgd", learning_rate=10.0, validation="none", epochs=1
    )
    run = Run(plan, few, test_digits)
    assert run.problem is ProblemCode.TRAINING_DIVERGED
    assert run.kinds == [AdviceKind.DIVERGING]
    assert run.advice[0].changed(plan).learning_rate == 0.01


def test_diverging_and_going_on(few: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-512-regularised", optimizer="sgd", learning_rate=10.0, epochs=3, batch_size=32)
    run = Run(plan, few, test_digits)
    assert run.kinds == [AdviceKind.DIVERGING]
    assert run.advice[0].sign is Sign.GROWN
    assert run.advice[0].values["loss"] > 2 * run.advice[0].values["start"]


def test_a_rate_so_high_that_it_guesses(few: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for(
        "dense-64", optimizer="sgd", learning_rate=1.0, epochs=4, batch_size=16, validation="none"
    )
    run = Run(plan, few, test_digits)
    advice = run.of(AdviceKind.RATE_TOO_HIGH)
    assert advice.sign is Sign.AT_CHANCE
    assert advice.values["accuracy"] < 0.2
    cured = Run(advice.changed(plan), few, test_digits)
    assert cured.advice == []
    assert cured.history[-1].accuracy > 0.8


def test_a_rate_so_high_that_the_loss_jumps_and_units_die(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    plan = plan_for(
        "dense-64", optimizer="sgd", learning_rate=0.2, epochs=4, batch_size=16, validation="none"
    )
    run = Run(plan, digits, test_digits)
    assert run.of(AdviceKind.RATE_TOO_HIGH).sign is Sign.JUMPING
    dead = run.of(AdviceKind.DEAD_UNITS)
    assert dead.values["dead"] >= 0.6 * 64
    assert dead.changed(plan).learning_rate == 0.01


def test_a_rate_that_is_too_low(few: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", learning_rate=1e-6, epochs=4, batch_size=8, validation="none")
    run = Run(plan, few, test_digits)
    assert run.kinds == [AdviceKind.RATE_TOO_LOW]
    cured = Run(run.advice[0].changed(plan), few, test_digits)
    assert cured.advice == []
    assert cured.history[-1].accuracy > 0.8


def test_learning_by_heart(few: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64-1024", learning_rate=0.005, epochs=8, validation="split", image_limit=300)
    run = Run(plan, few, test_digits)
    assert run.kinds == [AdviceKind.OVERFITTING]
    cured = Run(run.advice[0].changed(plan), few, test_digits)
    assert AdviceKind.OVERFITTING not in cured.kinds
    before, after = (each.history[-1].validation_loss or 0 for each in (run, cured))
    assert after < before


def test_too_few_epochs(digits: LabelledImages, test_digits: LabelledImages) -> None:
    plan = plan_for("dense-64", epochs=2, validation="split")
    run = Run(plan, digits, test_digits)
    assert [advice.sign for advice in run.advice] == [Sign.IMPROVING]
    assert run.advice[0].changed(plan).epochs == 5


def test_a_single_epoch_that_is_too_few(digits: LabelledImages, test_digits: LabelledImages) -> None:
    run = Run(plan_for("dense-64", epochs=1, validation="split"), digits, test_digits)
    assert [advice.sign for advice in run.advice] == [Sign.IMPROVING_WITHIN]


def test_batch_normalisation_whose_averages_lag_behind(test_digits: LabelledImages) -> None:
    """It had learnt well, and read badly."""
    images = load_mnist().train.subset(np.arange(13_000))
    usual = plan_for("express", validation="split", precision="float32", image_limit=3000)
    layers = tuple(
        BatchNormalization(0.9) if isinstance(layer, BatchNormalization) else layer
        for layer in usual.network.layers
    )
    plan = replace(usual, network=replace(usual.network, layers=layers))
    run = Run(plan, images, test_digits)
    (advice,) = run.advice
    assert advice.sign is Sign.AVERAGES_BEHIND
    assert advice.values["validation_accuracy"] < advice.values["accuracy"] - 0.2
    unvalidated = Run(replace(plan, validation="none"), images, test_digits)
    assert [advice.sign for advice in unvalidated.advice] == [Sign.AVERAGES_UNTRIED]
    cured = Run(advice.changed(plan), images, test_digits)
    assert AdviceKind.TOO_FEW_STEPS not in cured.kinds
    assert (cured.history[-1].validation_accuracy or 0) > 0.93


def test_validation_that_is_better_because_of_dropout(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    network = dense(Dense(64, "relu"), Dropout(0.6))
    plan = replace(plan_for("dense-64", epochs=5, validation="split", learning_rate=0.003), network=network)
    run = Run(plan, digits, test_digits)
    assert run.of(AdviceKind.VALIDATION_BETTER).sign is Sign.DROPOUT
    assert set(run.kinds) <= {AdviceKind.VALIDATION_BETTER, AdviceKind.TOO_FEW_EPOCHS}


@pytest.mark.parametrize(
    "plan",
    [
        plan_for("dense-64", epochs=4),
        plan_for("cnn-32-64", epochs=2, image_limit=800),
        plan_for("dense-64", epochs=8, validation="split", schedule="cosine"),
    ],
    ids=["dense-64", "cnn-32-64", "validated"],
)
def test_good_trainings_need_no_advice(
    plan: TrainingPlan, digits: LabelledImages, test_digits: LabelledImages
) -> None:
    assert Run(plan, digits, test_digits).advice == []
