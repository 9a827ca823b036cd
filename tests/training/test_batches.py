from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.training.batches import TrainingBatches, plain_batches
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.presets import plan_for

pytestmark = pytest.mark.tensorflow


def gathered(batches: Any) -> tuple[NDArray[np.float32], NDArray[Any], list[int]]:
    parts = [(inputs.numpy(), labels.numpy()) for inputs, labels in batches]
    inputs, labels = (np.concatenate(column) for column in zip(*parts, strict=True))
    return inputs, labels, [len(part) for part, _ in parts]


@pytest.mark.parametrize("preset", ["dense-64", "cnn-32-64"])
def test_every_digit_comes_once_an_epoch_in_the_shape_of_the_network(
    preset: str, digits: LabelledImages
) -> None:
    plan = plan_for(preset, batch_size=128, one_hot=False)
    inputs, labels, sizes = gathered(TrainingBatches(digits, plan).of_epoch(0))
    assert inputs.shape == (1500, *plan.network.input_shape)
    assert inputs.dtype == np.float32
    assert sizes == [128] * 11 + [92]
    expected = images_to_inputs(digits.images).reshape(inputs.shape)
    order = np.lexsort(inputs.reshape(1500, -1).T), np.lexsort(expected.reshape(1500, -1).T)
    np.testing.assert_array_equal(inputs[order[0]], expected[order[1]])
    np.testing.assert_array_equal(labels[order[0]], digits.labels[order[1]])


def test_each_epoch_has_another_order_and_a_seed_repeats_them(digits: LabelledImages) -> None:
    def orders(seed: int) -> list[list[int]]:
        plan = plan_for("dense-64", batch_size=500, seed=seed)
        return [gathered(TrainingBatches(digits, plan).of_epoch(epoch))[1].tolist() for epoch in range(2)]

    first, second = orders(1)
    assert first != second
    assert orders(1) == [first, second]
    assert orders(2)[0] != first


def test_an_epoch_can_go_on_from_any_step(digits: LabelledImages) -> None:
    plan = plan_for("reader", batch_size=200)
    inputs, labels, _ = gathered(TrainingBatches(digits, plan).of_epoch(3))
    later, later_labels, sizes = gathered(TrainingBatches(digits, plan).of_epoch(3, first_step=5))
    assert sizes == [200, 200, 100]
    np.testing.assert_array_equal(later, inputs[1000:])
    np.testing.assert_array_equal(later_labels, labels[1000:])


def test_dealing_another_epoch_is_as_good_as_beginning_with_it(digits: LabelledImages) -> None:
    plan = plan_for("reader", batch_size=500)
    dealt = TrainingBatches(digits, plan)
    gathered(dealt.of_epoch(0))
    gathered(dealt.of_epoch(1, 1))
    inputs, labels, _ = gathered(dealt.of_epoch(2))
    first, first_labels, _ = gathered(TrainingBatches(digits, plan).of_epoch(2))
    np.testing.assert_array_equal(inputs, first)
    np.testing.assert_array_equal(labels, first_labels)


def test_labels_can_be_one_hot(digits: LabelledImages) -> None:
    plan = plan_for("cnn-32-64", one_hot=True)
    _, labels, _ = gathered(plain_batches(digits, plan))
    np.testing.assert_array_equal(labels, np.eye(10, dtype=np.float32)[digits.labels])


def test_plain_batches_keep_the_order_and_change_nothing(digits: LabelledImages) -> None:
    inputs, labels, _ = gathered(plain_batches(digits, plan_for("reader")))
    np.testing.assert_array_equal(inputs[..., 0], images_to_inputs(digits.images))
    np.testing.assert_array_equal(labels, digits.labels)


def test_augmentation_changes_every_digit_anew(digits: LabelledImages) -> None:
    few = digits.subset(np.arange(64))
    plan = plan_for("reader", batch_size=64)
    first, second = (gathered(TrainingBatches(few, plan).of_epoch(epoch)) for epoch in range(2))
    for inputs, labels, _ in (first, second):
        assert inputs.min() >= 0
        assert inputs.max() <= 1
        # Ink stays: nothing is moved out of the picture.
        assert (inputs.sum(axis=(1, 2, 3)) > 10).all()
        assert sorted(labels.tolist()) == sorted(few.labels.tolist())
    assert not np.array_equal(np.sort(first[0], axis=0), np.sort(second[0], axis=0))


def test_augmentation_without_ranges_changes_nothing(digits: LabelledImages) -> None:
    nothing = Augmentation(rotation=0, shift=0, zoom=0, shear=0, thickness=0)
    plan = replace(plan_for("reader", batch_size=1500), augmentation=nothing)
    inputs, labels, _ = gathered(TrainingBatches(digits, plan).of_epoch(0))
    unchanged, same_labels, _ = gathered(TrainingBatches(digits, replace(plan, augment=False)).of_epoch(0))
    np.testing.assert_array_equal(labels, same_labels)
    np.testing.assert_allclose(inputs, unchanged, atol=1e-5)
