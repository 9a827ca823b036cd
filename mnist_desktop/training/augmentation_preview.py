"""Digits changed at random as training will change them, to be looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.keras_network import start_keras
from mnist_desktop.training.augmentation import augment_batch
from mnist_desktop.training.plan import Augmentation


def augmented(
    images: NDArray[np.uint8], augmentation: Augmentation, seed: int, gives_way: bool = False
) -> NDArray[np.float32]:
    """Change each image by random amounts of its own, with the very function that training uses.

    Args:
        images: (n, 28, 28) uint8, ink 255.
        augmentation: how far each change may go.
        seed: equal seeds change equal images equally. The result is what a training with this seed would
            see of them as its first batch.
        gives_way: as of `start_keras`, which this calls.

    Returns:
        (n, 28, 28) float32 in 0..1, ink 1.

    """
    start_keras(gives_way)
    import tensorflow as tf

    inputs = tf.constant(images_to_inputs(images)[..., np.newaxis])
    changed = augment_batch(inputs, tf.constant([seed, 0], tf.int64), augmentation)
    result: NDArray[np.float32] = changed.numpy()[..., 0]
    return result
