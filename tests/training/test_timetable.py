"""The steps of each epoch, and the learning rate of each step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.training.images import TrainingImages
from mnist_desktop.training.plan import InkEpochs, TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.timetable import timetable


def rates(plan: TrainingPlan, images: TrainingImages) -> list[float]:
    times = timetable(plan, images)
    return [
        times.learning_rate(plan, epoch, step)
        for epoch in range(times.epochs)
        for step in range(times.steps[epoch])
    ]


@pytest.fixture
def images(digits: LabelledImages) -> TrainingImages:
    return TrainingImages(digits, None, None)


def test_the_last_step_of_an_epoch_may_be_shorter(images: TrainingImages) -> None:
    times = timetable(plan_for("dense-64", epochs=3, batch_size=400), images)
    assert (times.images, times.steps) == ((1500,) * 3, (4,) * 3)
    assert (times.steps_before(2), times.all_steps) == (8, 12)


def test_constant_cosine_and_one_cycle(images: TrainingImages) -> None:
    plan = plan_for("dense-64", epochs=4, batch_size=100, learning_rate=0.01)
    assert rates(plan, images) == [0.01] * 60
    cosine = rates(replace(plan, schedule="cosine"), images)
    assert cosine[0] == 0.01
    assert cosine[30] == pytest.approx(0.005)
    assert np.all(np.diff(cosine) < 0)
    assert 0 < cosine[-1] < 0.0001
    cycle = rates(replace(plan, schedule="one-cycle"), images)
    assert cycle[0] == pytest.approx(0.0005)
    assert max(cycle) == cycle[18] == 0.01
    assert cycle[-1] < 0.0001


def test_epochs_for_ink_have_a_rate_of_their_own(digits: LabelledImages) -> None:
    plan = plan_for("dense-64", epochs=2, batch_size=500, learning_rate=0.01)
    plan = replace(plan, schedule="cosine", ink_epochs=InkEpochs(epochs=2, learning_rate=0.002))
    more = TrainingImages(digits.subset(np.arange(1000)), digits, None)
    assert timetable(plan, more).steps == (2, 2, 3, 3)
    found = rates(plan, more)
    assert found[:4] == pytest.approx([0.01, 0.00853553, 0.005, 0.00146447], rel=1e-5)
    assert found[4] == 0.002
    assert found[7] == pytest.approx(0.001)
