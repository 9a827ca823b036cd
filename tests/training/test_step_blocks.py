"""Steps that are made in blocks, for networks whose steps are light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.training import step_blocks, watch
from mnist_desktop.training.plan import InkEpochs
from mnist_desktop.training.presets import PRESETS, plan_for
from mnist_desktop.training.progress import Paused, StepProgress, TrainingEvent
from mnist_desktop.training.run_state import RunState
from mnist_desktop.training.step_blocks import BLOCK, steps_at_once
from mnist_desktop.training.trainer import train
from tests.training.listening import Listener

STEPS = 38
"""1,500 images with 40 in a batch: four blocks and six steps more."""
PLAN = plan_for("dense-64", epochs=2, batch_size=40, validation="none")


def test_only_light_steps_of_a_steady_rate_are_made_in_blocks() -> None:
    plans = {preset.key: plan_for(preset.key) for preset in PRESETS}
    assert {key for key, plan in plans.items() if steps_at_once(plan) > 1} == {"dense-64", "dense-64-1024"}
    light = plans["dense-64"]
    assert steps_at_once(replace(light, schedule="plateau", validation="split")) == BLOCK
    for changed in ({"schedule": "one-cycle"}, {"batch_size": 1000}, {"ink_epochs": InkEpochs(2)}):
        assert steps_at_once(replace(light, **changed)) == 1


def states_of(digits: LabelledImages, test_digits: LabelledImages, listener: Listener) -> list[RunState]:
    states = list[RunState]()
    outcome = train(PLAN, digits, test_digits, listener.listen, listener.switch, keep=states.append)
    assert outcome is not None
    return states


@pytest.mark.long
@pytest.mark.tensorflow
def test_blocks_change_nothing_but_the_time(
    digits: LabelledImages, test_digits: LabelledImages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "REPORT_SECONDS", 0.0)
    listener = Listener()
    blocks = states_of(digits, test_digits, listener)
    steps = [(event.epoch, event.step) for event in listener.of(StepProgress)]
    assert steps == [(epoch, step) for epoch in (1, 2) for step in (8, 16, 24, 32, STEPS)]
    monkeypatch.setattr(step_blocks, "BLOCK", 1)
    single = states_of(digits, test_digits, Listener())
    assert [state.position.epoch for state in blocks] == [state.position.epoch for state in single] == [1, 2]
    for one, other in zip(blocks, single, strict=True):
        assert one.position.step == other.position.step == 0
        for found, wanted in zip(one.model, other.model, strict=True):
            np.testing.assert_allclose(found, wanted, atol=1e-5)
    for epoch, wanted_epoch in zip(blocks[-1].history, single[-1].history, strict=True):
        assert epoch.loss == pytest.approx(wanted_epoch.loss, abs=1e-4)


@pytest.mark.tensorflow
def test_it_pauses_after_a_block_and_goes_on_from_there(
    digits: LabelledImages, test_digits: LabelledImages
) -> None:
    listener, states = Listener(lambda event: isinstance(event, Paused)), list[RunState]()

    def listen(event: TrainingEvent) -> None:
        if isinstance(event, StepProgress):
            listener.switch.pause()
        listener.listen(event)

    stopped = train(PLAN, digits, test_digits, listen, listener.switch, keep=states.append)
    assert stopped is not None
    assert stopped.stopped
    (paused,) = listener.of(Paused)
    assert (paused.step % BLOCK, states[-1].position.step) == (0, paused.step)
    resumed = train(PLAN, digits, test_digits, lambda _event: None, state=states[-1])
    assert resumed is not None
    assert [epoch.epoch for epoch in resumed.history] == [1, 2]
    assert resumed.history[0].resumed_at == paused.step + 1
    unbroken = states_of(digits, test_digits, Listener())[-1]
    assert resumed.history[1].loss == pytest.approx(unbroken.history[1].loss, abs=1e-3)
