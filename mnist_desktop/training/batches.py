"""Images and labels as the batches that Keras trains on, shuffled and augmented within TensorFlow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.training.augmentation import augment_batch
from mnist_desktop.training.plan import TrainingPlan

if TYPE_CHECKING:
    import tensorflow as tf


def training_batches(data: LabelledImages, plan: TrainingPlan) -> tf.data.Dataset:
    """Batches of (inputs, labels) for one epoch, in a new random order each time it is gone through.

    Inputs are float32 in 0..1 in the shape of the network's input. The order, and with augmentation the
    changes, follow from the plan's seed.
    """
    import tensorflow as tf

    count, size = data.count, plan.batch_size
    images, labels = tf.constant(data.images), _labels(data, plan)

    def order(seed: tf.Tensor) -> tf.Tensor:
        indices = tf.range(count, dtype=tf.int64)
        return tf.random.experimental.stateless_shuffle(indices, tf.stack([seed, plan.seed]))

    def batch(indices: tf.Tensor, seed: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        inputs = _inputs(tf.gather(images, indices))
        if plan.augment:
            inputs = augment_batch(inputs, seed, plan.augmentation)
        return tf.reshape(inputs, (-1, *plan.network.input_shape)), tf.gather(labels, indices)

    one_order = tf.data.Dataset.random(plan.seed, rerandomize_each_iteration=True).take(1)
    batches = one_order.map(order).flat_map(lambda indices: _divided(indices, count, size))
    seeds = tf.data.Dataset.random(plan.seed + 1, rerandomize_each_iteration=True).batch(2)
    data_set = tf.data.Dataset.zip(batches, seeds).map(batch, num_parallel_calls=2).prefetch(2)
    return _unhurried(data_set.apply(tf.data.experimental.assert_cardinality(-(-count // size))))


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


def _divided(indices: tf.Tensor, count: int, size: int) -> tf.data.Dataset:
    """Indices (count,) in pieces of `size`, the last one shorter where it does not divide evenly."""
    import tensorflow as tf

    whole = count // size * size
    pieces = tf.data.Dataset.from_tensor_slices(tf.reshape(indices[:whole], (-1, size)))
    return pieces if whole == count else pieces.concatenate(tf.data.Dataset.from_tensors(indices[whole:]))


def _unhurried(batches: tf.data.Dataset) -> tf.data.Dataset:
    """Without tf.data's own tuning, which would start more threads than a training needs."""
    import tensorflow as tf

    options = tf.data.Options()
    options.autotune.enabled = False
    options.experimental_optimization.apply_default_optimizations = False
    return batches.with_options(options)
