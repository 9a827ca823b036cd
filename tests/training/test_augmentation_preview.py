from __future__ import annotations

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.models.keras_network import is_keras_loaded
from mnist_desktop.training.augmentation_preview import augmented
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.presets import plan_for

pytestmark = pytest.mark.tensorflow

EVERYTHING = Augmentation(elastic=1.0, noise=0.1)


def test_it_shows_what_a_training_with_that_seed_sees(digits: LabelledImages) -> None:
    from mnist_desktop.training.batches import TrainingBatches

    few = LabelledImages("ten", digits.images[:10], np.arange(10), digits.class_names)
    plan = plan_for("cnn-32-64-64", augment=True, augmentation=EVERYTHING, seed=7, batch_size=10)
    ((seen, order),) = TrainingBatches(few, plan).of_epoch(0).as_numpy_iterator()
    order = order.argmax(axis=1)
    shown = augmented(few.images[order], EVERYTHING, seed=7)
    np.testing.assert_allclose(shown, seen[..., 0], atol=1e-5)


def test_equal_seeds_show_the_same_and_others_do_not(digits: LabelledImages) -> None:
    images = digits.images[:10]
    first = augmented(images, EVERYTHING, seed=1)
    np.testing.assert_array_equal(first, augmented(images, EVERYTHING, seed=1))
    assert not np.array_equal(first, augmented(images, EVERYTHING, seed=2))
    assert first.shape == (10, 28, 28)
    assert first.dtype == np.float32
    assert is_keras_loaded()


def test_without_changes_the_digits_stay_as_they_are(digits: LabelledImages) -> None:
    nothing = Augmentation(rotation=0, shift=0, zoom=0, shear=0, thickness=0)
    shown = augmented(digits.images[:10], nothing, seed=1)
    np.testing.assert_array_equal(shown, digits.images[:10].astype(np.float32) / 255)
