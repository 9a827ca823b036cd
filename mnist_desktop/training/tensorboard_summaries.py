"""What TensorBoard shows of a network: curves, histograms, pictures and the graph, one record each.

Values are counted and pictures packed with NumPy and Pillow: TensorFlow's own way takes some hundred bytes
for each weight, and many times as long.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.training.weight_pictures import weight_picture

if TYPE_CHECKING:
    import keras

_BUCKETS = 30


def write_scalars(epoch: int, values: Mapping[str, float]) -> None:
    """A point of a curve for each value, "loss" as `epoch_loss`."""
    import tensorflow as tf

    for name, value in values.items():
        tf.summary.scalar(f"epoch_{name}", value, step=epoch)


def write_weights(epoch: int, model: keras.Model, *, with_pictures: bool) -> None:
    """A histogram of each weight of each layer and, if wanted, a picture of it."""
    for number, layer in enumerate(model.layers, start=1):
        for weight in layer.weights:
            values = np.asarray(weight, np.float32)
            tag = f"{number}_{type(layer).__name__.lower()}/{weight.name}"
            _write_histogram(f"{tag}/histogram", epoch, values)
            if with_pictures:
                write_pictures(f"{tag}/image", epoch, [weight_picture(values)])


def write_pictures(tag: str, epoch: int, pictures: Sequence[NDArray[np.float32]]) -> None:
    """Grey pictures (height, width) float32 in 0..1, all of one size."""
    import tensorflow as tf
    from tensorboard.plugins.image.metadata import create_summary_metadata

    height, width = pictures[0].shape
    packed = [_png(picture) for picture in pictures]
    values = tf.constant([str(width).encode(), str(height).encode(), *packed])
    tf.summary.write(tag, values, step=epoch, metadata=create_summary_metadata(None, None))


def write_graph(model: keras.Model) -> None:
    """The layers, as Keras describes them, and the operations that they are made of."""
    import tensorflow as tf

    metadata = tf.compat.v1.SummaryMetadata()
    metadata.plugin_data.plugin_name = "graph_keras_model"
    metadata.plugin_data.content = b"1"
    tf.summary.write("keras", model.to_json(), step=0, metadata=metadata)
    batch = tf.TensorSpec((None, *model.input_shape[1:]), tf.float32)
    read = tf.function(lambda inputs: model(inputs, training=False))
    tf.summary.graph(read.get_concrete_function(batch).graph)


def _write_histogram(tag: str, epoch: int, values: NDArray[np.float32]) -> None:
    import tensorflow as tf
    from tensorboard.plugins.histogram.metadata import create_summary_metadata

    buckets = tf.constant(_buckets(values[np.isfinite(values)]), tf.float64)
    tf.summary.write(tag, buckets, step=epoch, metadata=create_summary_metadata(None, None))


def _buckets(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """(30, 3): lower edge, upper edge and count of each bucket; equal values are one bucket without width."""
    least, most = (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)
    if least == most:
        counts = np.zeros(_BUCKETS)
        counts[-1] = values.size
        edges = np.full(_BUCKETS + 1, least)
    else:
        counts, edges = np.histogram(values, _BUCKETS)
    return np.column_stack([edges[:-1], edges[1:], counts]).astype(np.float64)


def _png(picture: NDArray[np.float32]) -> bytes:
    from PIL import Image

    packed = io.BytesIO()
    Image.fromarray(np.round(picture * 255).astype(np.uint8)).save(packed, "PNG")
    return packed.getvalue()
