"""Images and labels as the batches that Keras trains on, shuffled and augmented within TensorFlow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.training.augmentation import augment_batch
from mnist_desktop.training.plan import TrainingPlan

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

_STEP_APART = 4
"""Between the seeds of two steps, since augmenting takes the next ones as well."""
_EPOCH_APART = 1 << 20
"""Far more than the steps of an epoch take; the seeds of 1,000 epochs stay below 2**31."""


class TrainingBatches:
    """The batches of (inputs, labels) that a training learns from.

    They are built once and dealt anew in each epoch: a pipeline of its own for each would be traced anew and
    hold the images once more, and TensorFlow gives such memory back late.
    """

    def __init__(self, data: LabelledImages, plan: TrainingPlan) -> None:
        """Take over the images."""
        import tensorflow as tf

        self.data, self._plan = data, plan
        self._steps = -(-data.count // plan.batch_size)
        self._images, self._labels = tf.constant(data.images), _labels(data, plan)
        # Within a pipeline only variables can change.
        self._order = tf.Variable(tf.range(data.count, dtype=tf.int64), trainable=False)
        self._epoch = tf.Variable(0, trainable=False, dtype=tf.int64)
        self._pipelines: dict[int, tf.data.Dataset] = {}

    def of_epoch(self, epoch: int, first_step: int = 0) -> tf.data.Dataset:
        """The batches of one epoch, from one of its steps on; both counted from 0.

        Inputs are float32 in 0..1 in the shape of the network's input. The order, and with augmentation the
        changes, follow from the plan's seed, the epoch and the step alone: a training that goes on after a
        break sees what it would have seen without it. What was given for an earlier epoch must not be used
        any more.
        """
        import tensorflow as tf

        order = tf.range(self.data.count, dtype=tf.int64)
        seed = tf.constant([self._plan.seed, epoch], tf.int64)
        self._order.assign(tf.random.experimental.stateless_shuffle(order, seed))
        self._epoch.assign(epoch)
        if first_step not in self._pipelines:
            self._pipelines[first_step] = self._pipeline(first_step)
        return self._pipelines[first_step]

    def _pipeline(self, first_step: int) -> tf.data.Dataset:
        import tensorflow as tf

        steps = tf.data.Dataset.range(first_step, self._steps)
        batches = steps.map(self._batch, num_parallel_calls=2).prefetch(2)
        known = tf.data.experimental.assert_cardinality(self._steps - first_step)
        return _unhurried(batches.apply(known))

    def _batch(self, step: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        import tensorflow as tf

        plan, size = self._plan, self._plan.batch_size
        indices = self._order[step * size : step * size + size]
        inputs = _inputs(tf.gather(self._images, indices))
        if plan.augment:
            begin = self._epoch * _EPOCH_APART + step * _STEP_APART
            inputs = augment_batch(
                inputs, tf.stack([tf.constant(plan.seed, tf.int64), begin]), plan.augmentation
            )
        return tf.reshape(inputs, (-1, *plan.network.input_shape)), tf.gather(self._labels, indices)


def plain_batches(data: LabelledImages, plan: TrainingPlan) -> tf.data.Dataset:
    """Batches of (inputs, labels) in their order, unchanged, for validation and test."""
    import tensorflow as tf

    shape = (-1, *plan.network.input_shape)
    pairs = tf.data.Dataset.from_tensor_slices((data.images, _labels(data, plan)))
    batches = pairs.batch(max(plan.batch_size, 128))
    shaped = batches.map(lambda images, labels: (tf.reshape(_inputs(images[..., None]), shape), labels))
    return _unhurried(shaped.prefetch(2))


def build_evaluation(model: keras.Sequential, batches: tf.data.Dataset) -> None:
    """Let Keras build what it evaluates these batches with, before it is needed.

    That keeps Python's lock for a third of a second, in which a pen would lag: better before the first step,
    when nobody expects anything yet, than after an epoch.
    """
    model.evaluate(batches.take(1), verbose=0)


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
