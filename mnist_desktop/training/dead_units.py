"""How many ReLU units of a network answer to no image any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras

ENOUGH_IMAGES = 256
"""So many images tell a dead unit from a rare one well enough."""


def dead_share(model: keras.Sequential, inputs: NDArray[np.float32]) -> tuple[float, ...]:
    """The share of units (of a convolution: filters) that are zero for every one of the inputs.

    A few milliseconds for a small network. Randomness and running means of the model stay as they are.

    Args:
        model: layers in a row.
        inputs: (n, 28, 28) float32 in 0..1; the first 256 are looked at.

    Returns:
        One share, 0..1, for each layer that ends in ReLU, in their order; see `relu_units`.

    """
    import tensorflow as tf

    values: Any = tf.reshape(tf.constant(inputs[:ENOUGH_IMAGES]), (-1, *model.input_shape[1:]))
    shares: list[float] = []
    # Layer by layer: another model that gives all outputs at once would have to be traced first.
    for layer in model.layers:
        values = layer(values, training=False)
        if _ends_in_relu(layer):
            most = tf.reduce_max(values, axis=tuple(range(values.shape.rank - 1)))
            shares.append(float(np.mean(most.numpy().astype(np.float32) <= 0)))
    return tuple(shares)


def _ends_in_relu(layer: keras.layers.Layer) -> bool:
    return getattr(getattr(layer, "activation", None), "__name__", "") == "relu"
