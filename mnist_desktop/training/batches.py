"""Images and labels as the batches that Keras trains on, shuffled and augmented within TensorFlow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.training.augmentation import augment_batch
from mnist_desktop.training.plan import TrainingPlan

if TYPE_CHECKING:
    import tensorflow as tf

_STEP_APART = 4
"""Between the seeds of two steps, since augmenting takes the next ones as well."""
_EPOCH_APART = 1 << 20
"""Far more than the steps of an epoch take; the seeds of 1,000 epochs stay below 2**31."""


def training_batches(
    data: LabelledImages, plan: TrainingPlan, epoch: int, first_step: int = 0
) -> tf.data.Dataset:
    """Batches of (inputs, labels) of one epoch, from one of its steps on; both counted from 0.

    Inputs are float32 in 0..1 in the shape of the network's input. The order, and with augmentation the
    changes, follow from the plan's seed, the epoch and the step alone: a training that goes on after a break
    sees what it would have seen without it.
    """
    import tensorflow as tf

    count, size = data.count, plan.batch_size
    steps = -(-count // size)
    images, labels = tf.constant(data.images), _labels(data, plan)
    order = tf.random.experimental.stateless_shuffle(
        tf.range(count, dtype=tf.int64), tf.constant([plan.seed, epoch], tf.int64)
    )

    def batch(step: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        indices = order[step * size : step * size + size]
        inputs = _inputs(tf.gather(images, indices))
        if plan.augment:
            seed = tf.stack([tf.constant(plan.seed, tf.int64), epoch * _EPOCH_APART + step * _STEP_APART])
            inputs = augment_batch(inputs, seed, plan.augmentation)
        return tf.reshape(inputs, (-1, *plan.network.input_shape)), tf.gather(labels, indices)

    data_set = tf.data.Dataset.range(first_step, steps).map(batch, num_parallel_calls=2).prefetch(2)
    return _unhurried(data_set.apply(tf.data.experimental.assert_cardinality(steps - first_step)))


def plain_batches(data: LabelledImages, plan: TrainingPlan) -> tf.data.Dataset:
    """Batches of (inputs, labels) in their order, unchanged, for validation and test."""
    import tensorflow as tf

    shape = (-1, *plan.network.input_shape)
    pairs = tf.data.Dataset.from_tensor_slices((data.images, _labels(data, plan)))
    batches = pairs.batch(max(plan.batch_size, 128))
    shaped = batches.map(lambda images, labels: (tf.reshape(_inputs(images[..., None]), shape), labels))
    return _unhurried(shaped.prefetch(2))


def _inputs(images: tf.Tensor) -> tf.Tensor:
    """Uint8 0..255 to float32 0..1 with a channel axis; the same numbers as `images_to_inputs`."""
    import tensorflow as tf

    return tf.reshape(tf.cast(images, tf.float32) / 255.0, (-1, 28, 28, 1))


def _labels(data: LabelledImages, plan: TrainingPlan) -> tf.Tensor:
    import tensorflow as tf

    labels = tf.constant(data.labels)
    return tf.one_hot(labels, len(data.class_names)) if plan.one_hot else labels


def _unhurried(batches: tf.data.Dataset) -> tf.data.Dataset:
    """Without tf.data's own tuning, which would start more threads than a training needs."""
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    options.experimental_optimization.apply_default_optimizations = False
    return batches.with_options(options)
