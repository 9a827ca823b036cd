"""Models with operations of Keras 3 among their layers. Importing this imports Keras."""

from __future__ import annotations

import numpy as np
from keras import ops

from tests.models.reading.keras_making import Values, answer, keras, layers

_POINTWISE = (
    ops.celu,
    ops.hard_sigmoid,
    ops.hard_silu,
    ops.hard_tanh,
    ops.leaky_relu,
    ops.log_sigmoid,
    ops.log_softmax,
    ops.negative,
    ops.relu6,
    ops.selu,
    ops.silu,
    ops.softplus,
    ops.softsign,
    ops.square,
    ops.tanh,
)


def on_shapes(given: Values) -> Values:
    picture = ops.expand_dims(ops.reshape(given, (-1, 28, 28)), -1)
    turned = ops.transpose(ops.cast(picture, "float32"), (0, 2, 1, 3))
    edged = ops.pad(turned, ((0, 0), (1, 1), (2, 0), (0, 0)))
    seen = layers.Conv2D(3, 5, strides=2)(ops.repeat(edged, 2, axis=-1))
    smaller = ops.image.resize(seen, (7, 9))
    again = ops.image.resize(ops.tile(smaller, (1, 1, 1, 2)), (5, 5), interpolation="nearest")
    flat = ops.squeeze(ops.reshape(again, (-1, 1, 150)), 1)
    edged_row = ops.pad(ops.expand_dims(flat, (1, -1)), ((0, 0), (0, 1), (2, 3), (0, 0)))
    return answer()(ops.reshape(edged_row, (-1, 310)))


def on_numbers(given: Values) -> Values:
    seen = layers.Conv2D(len(_POINTWISE), 3, strides=3)(ops.stop_gradient(given) - np.array([0.5]))
    parts = [function(layers.Conv2D(2, 2, strides=2)(seen)) for function in _POINTWISE]
    parts.append(ops.gelu(ops.elu(seen[:, ::1, :, :2], 0.5), approximate=False)[:, 1:5, 2:6])
    parts.append(ops.softmax(ops.power(parts[0], 3), axis=1))
    parts.append(ops.clip(ops.exp(-parts[1]), 0.25, 1.5))
    parts.append(ops.maximum(parts[2], 0.1) / np.array([2.0, 4.0]))
    parts.append(ops.minimum(0.2, parts[3]) * ops.sigmoid(parts[4]))
    parts.append(keras.activations.relu(parts[5], negative_slope=0.1, max_value=2.0))
    parts.append(ops.maximum(parts[6], parts[7]) + ops.relu(ops.minimum(parts[8], parts[9])))
    return answer()(layers.Flatten()(ops.concatenate(parts, axis=-1)))


def over_axes(given: Values) -> Values:
    """Means, largest numbers and sums over each axis, and over several at once."""
    cube = ops.reshape(layers.Dense(12)(given), (-1, 28, 3, 4))
    found = [
        *(ops.mean(cube, axis) for axis in (1, 2, -1, (1, 2), (-1, 1), (2, 3))),
        *(ops.max(cube, axis, keepdims=True) for axis in (1, 3, (1, 2), (1, 2, 3))),
        *(ops.sum(cube, axis) for axis in ((1, 3), (1, 2))),
        ops.mean(given, 1),
        ops.mean(given, 2),
    ]
    rows = [layers.Flatten()(value) for value in found]
    return answer()(ops.concatenate(rows, axis=1))


def on_parts(given: Values) -> Values:
    """Slices, places and new axes."""
    seen = layers.Conv2D(4, 3)(given)
    parts = [
        seen[..., 0],
        seen[:, :, 3:-2, -1],
        seen[:, 1],
        seen[:, None, 2:4, 5, ..., None],
        seen[:, -1, -1][..., None],
        given[..., 0],
    ]
    rows = [layers.Flatten()(part) for part in parts]
    return answer()(layers.Concatenate()(rows))
