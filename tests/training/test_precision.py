from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.training import trainer
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.precision import bfloat16_gain
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import PrecisionMeasured, PrecisionMeasuring, TrainingStarted
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.trainer import train
from tests.training.listening import Listener

pytestmark = pytest.mark.tensorflow
ENOUGH_EPOCHS = 7
"""Of the 1,500 digits, so that a measurement may pay."""


@pytest.mark.long
def test_the_quicker_precision_is_measured(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainer, "may_gain", lambda: True)
    listener = Listener()
    plan = plan_for("dense-64", epochs=ENOUGH_EPOCHS, precision="measured")
    outcome = train(plan, digits, test_digits, listener.listen)
    assert outcome is not None
    assert listener.of(PrecisionMeasuring)
    (measured,) = listener.of(PrecisionMeasured)
    assert outcome.plan.precision == measured.precision
    assert measured.precision == ("bfloat16" if measured.gain >= 1.15 else "float32")


def test_nothing_is_said_to_be_measured_where_the_processor_has_one_precision(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainer, "may_gain", lambda: False)
    listener = Listener()
    plan = plan_for("dense-64", epochs=ENOUGH_EPOCHS, precision="measured")
    outcome = train(plan, digits, test_digits, listener.listen)
    assert outcome is not None
    assert outcome.plan.precision == "float32"
    assert not listener.of(PrecisionMeasuring)
    assert not listener.of(PrecisionMeasured)


def test_a_short_training_does_not_wait_for_a_measurement(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trainer, "may_gain", lambda: True)
    listener = Listener()
    plan = plan_for("dense-64", epochs=ENOUGH_EPOCHS - 1, precision="measured")
    outcome = train(plan, digits, test_digits, listener.listen)
    assert outcome is not None
    assert outcome.plan.precision == "float32"
    assert not listener.of(PrecisionMeasuring)


def test_a_stop_ends_the_measuring_of_precisions(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch = TrainingSwitch()
    measured = []

    def gain(plan: TrainingPlan, compiled: Any, cancelled: Callable[[], bool]) -> float | None:
        switch.stop()
        measured.append(bfloat16_gain(plan, compiled, cancelled))
        return measured[0]

    monkeypatch.setattr(trainer, "may_gain", lambda: True)
    monkeypatch.setattr(trainer, "bfloat16_gain", gain)
    listener = Listener()
    plan = plan_for("dense-64", epochs=ENOUGH_EPOCHS, precision="measured")
    assert train(plan, digits, test_digits, listener.listen, switch) is None
    assert measured == [None]
    assert not listener.of(TrainingStarted)
