from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.training.augmentation import augment_batch
from mnist_desktop.training.plan import AUGMENTATION_LIMITS, Augmentation

pytestmark = pytest.mark.tensorflow

NOTHING = Augmentation(rotation=0, shift=0, zoom=0, shear=0, thickness=0)
COUNT = 200
KINDS = tuple(AUGMENTATION_LIMITS)


def upright_bars() -> NDArray[np.float32]:
    images = np.zeros((COUNT, 28, 28, 1), np.float32)
    images[:, 6:22, 13:15] = 1
    return images


def augmented(
    ranges: Augmentation, seed: int = 1, images: NDArray[np.float32] | None = None
) -> NDArray[np.float32]:
    import tensorflow as tf

    batch = tf.constant(upright_bars() if images is None else images)
    changed = augment_batch(batch, tf.constant([seed, 2], tf.int64), ranges)
    result: NDArray[np.float32] = changed.numpy()[..., 0]
    return result


def as_inputs(digits: LabelledImages) -> NDArray[np.float32]:
    return images_to_inputs(digits.images[:COUNT])[..., None]


def centres(images: NDArray[np.float32]) -> NDArray[np.float64]:
    rows, columns = np.mgrid[0:28, 0:28]
    mass = images.sum(axis=(1, 2))
    return np.stack(
        [(images * rows).sum(axis=(1, 2)) / mass, (images * columns).sum(axis=(1, 2)) / mass], axis=1
    )


def tilts(images: NDArray[np.float32]) -> NDArray[np.float64]:
    """Sideways pixels for each pixel downwards."""
    rows, columns = np.mgrid[0:28, 0:28]
    middle = centres(images)
    down = rows - middle[:, 0, None, None]
    across = columns - middle[:, 1, None, None]
    slopes: NDArray[np.float64] = (images * down * across).sum(axis=(1, 2)) / (images * down**2).sum(
        axis=(1, 2)
    )
    return slopes


def test_shift_moves_evenly_as_far_as_it_may() -> None:
    moved = centres(augmented(replace(NOTHING, shift=3))) - [13.5, 13.5]
    assert 2.5 < np.abs(moved).max() <= 3.05
    assert (np.abs(moved.mean(axis=0)) < 0.5).all()


def test_rotation_turns_evenly_about_the_centre() -> None:
    images = augmented(replace(NOTHING, rotation=20))
    np.testing.assert_allclose(centres(images), 13.5, atol=0.1)
    angles = np.degrees(np.arctan(tilts(images)))
    assert 17 < np.abs(angles).max() < 21
    assert abs(angles.mean()) < 2.5


def test_shear_leans_and_keeps_the_height() -> None:
    images = augmented(replace(NOTHING, shear=0.3))
    assert 0.25 < np.abs(tilts(images)).max() < 0.33
    heights = (images.max(axis=2) > 0.5).sum(axis=1)
    assert set(heights.tolist()) <= {15, 16, 17}


def test_zoom_changes_the_size_both_ways() -> None:
    heights = (augmented(replace(NOTHING, zoom=0.2)).max(axis=2) > 0.5).sum(axis=1)
    assert heights.min() <= 14
    assert heights.max() >= 18


def test_thickness_grows_and_thins_strokes() -> None:
    ink = augmented(replace(NOTHING, thickness=1.0)).sum(axis=(1, 2))
    before = 16 * 2
    assert ink.min() < before * 0.3
    assert before * 1.6 < ink.max() < before * 2.4


def test_noise_is_added_to_every_pixel_and_some_images_stay_nearly_clean() -> None:
    # On half ink nothing is cut off at either end.
    grey = np.full((COUNT, 28, 28, 1), 0.5, np.float32)
    noise = augmented(replace(NOTHING, noise=0.1), images=grey) - 0.5
    assert abs(noise.mean()) < 0.001
    deviations = noise.std(axis=(1, 2))
    assert deviations.min() < 0.01
    assert 0.09 < deviations.max() < 0.106
    assert deviations.mean() == pytest.approx(0.05, abs=0.006)
    assert abs(np.corrcoef(noise[0].ravel(), noise[1].ravel())[0, 1]) < 0.15


def test_noise_is_the_last_of_the_changes_and_leaves_the_others_alone(digits: LabelledImages) -> None:
    images = as_inputs(digits)
    ranges = Augmentation(elastic=1.0)
    clean = augmented(ranges, images=images)
    noisy = augmented(replace(ranges, noise=0.02), images=images)
    middle = (clean > 0.1) & (clean < 0.9)
    assert abs((noisy - clean)[middle].mean()) < 0.001
    assert 0.008 < (noisy - clean)[middle].std() < 0.02


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_alone_changes_real_digits_within_bounds(kind: str, digits: LabelledImages) -> None:
    images = as_inputs(digits)
    most = AUGMENTATION_LIMITS[kind][1]
    changed = augmented(replace(NOTHING, **{kind: most}), images=images)
    assert changed.shape == (COUNT, 28, 28)
    assert changed.dtype == np.float32
    assert changed.min() >= 0
    assert changed.max() <= 1.0001
    differences = np.abs(changed - images[..., 0]).mean(axis=(1, 2))
    assert (differences > 0).mean() > 0.98
    # A small range changes less than the largest one.
    little = augmented(replace(NOTHING, **{kind: most / 10}), images=images)
    assert np.abs(little - images[..., 0]).mean() < differences.mean() / 2


def test_ranges_of_zero_change_nothing(digits: LabelledImages) -> None:
    images = as_inputs(digits)
    np.testing.assert_array_equal(augmented(NOTHING, images=images), images[..., 0])


def test_all_kinds_together_stay_within_bounds(digits: LabelledImages) -> None:
    everything = Augmentation(**{kind: most for kind, (_, most) in AUGMENTATION_LIMITS.items()})
    changed = augmented(everything, images=as_inputs(digits))
    assert changed.min() >= 0
    assert changed.max() <= 1
    np.testing.assert_array_equal(changed, augmented(everything, images=as_inputs(digits)))


def test_equal_seeds_change_equally() -> None:
    ranges = Augmentation()
    np.testing.assert_array_equal(augmented(ranges), augmented(ranges))
    assert not np.array_equal(augmented(ranges), augmented(ranges, seed=3))


def test_bends_move_parts_against_each_other() -> None:
    bent = augmented(replace(NOTHING, elastic=1.5))
    rows = np.arange(10, 18)
    middles = (bent[:, rows] * np.arange(28)).sum(axis=2) / bent[:, rows].sum(axis=2)
    # No straight line fits a bent bar; what is left of it after the best one is the bend.
    straight = np.polynomial.polynomial.polyfit(rows, middles.T, 1)
    left = middles - (straight[0][:, None] + straight[1][:, None] * rows)
    assert np.median(np.abs(left).max(axis=1)) > 0.05
    assert bent.min() >= 0
    assert bent.max() <= 1.0001


def test_without_a_change_the_bending_way_gives_the_same_image() -> None:
    np.testing.assert_allclose(augmented(replace(NOTHING, elastic=1e-6)), upright_bars()[..., 0], atol=1e-4)


def test_bending_works_in_a_graph_of_its_own() -> None:
    import tensorflow as tf

    ranges, bars = Augmentation(elastic=1.0), tf.constant(upright_bars())
    seed = tf.constant([1, 2], tf.int64)
    compiled = tf.function(lambda images: augment_batch(images, seed, ranges))(bars)
    np.testing.assert_allclose(compiled.numpy(), augment_batch(bars, seed, ranges).numpy(), atol=1e-4)
