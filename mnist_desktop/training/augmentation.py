"""Changing digits at random while they are trained on, a whole batch at a time within TensorFlow's graph."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mnist_desktop.training.plan import Augmentation

if TYPE_CHECKING:
    import tensorflow as tf

_SIDE = 28


def augment_batch(images: tf.Tensor, seed: tf.Tensor, ranges: Augmentation) -> tf.Tensor:
    """Each image of a batch rotated, moved, zoomed, sheared and with thicker or thinner strokes.

    Args:
        images: (n, 28, 28, 1) float32 in 0..1, ink = 1.
        seed: (2,) int64; equal seeds change equal batches equally.
        ranges: how far each change may go.

    Returns:
        (n, 28, 28, 1) float32 in 0..1.

    """
    import tensorflow as tf

    count = tf.shape(images)[0]
    # One column of even random numbers in -1..1 for each kind of change.
    amounts = tf.random.stateless_uniform((count, 8), tf.cast(seed, tf.int32), -1.0, 1.0)
    thickened = _thickened(images, amounts[:, 7] * ranges.thickness) if ranges.thickness else images
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=thickened,
        transforms=_transforms(amounts, ranges),
        output_shape=(_SIDE, _SIDE),
        fill_value=0.0,
        interpolation="BILINEAR",
        fill_mode="CONSTANT",
    )


def _transforms(amounts: tf.Tensor, ranges: Augmentation) -> tf.Tensor:
    """(n, 8) float32: for each pixel of the result where in the original it comes from, about the centre."""
    import tensorflow as tf

    angle = amounts[:, 0] * math.radians(ranges.rotation)
    shear = amounts[:, 1] * ranges.shear
    both = 1.0 + amounts[:, 2] * ranges.zoom
    across = both * (1.0 + amounts[:, 3] * ranges.zoom / 2)
    down = both * (1.0 + amounts[:, 4] * ranges.zoom / 2)
    cos, sin = tf.cos(angle), tf.sin(angle)
    xx, xy = cos / across, (shear * cos - sin) / across
    yx, yy = sin / down, (shear * sin + cos) / down
    centre = (_SIDE - 1) / 2
    x0 = centre - (xx + xy) * centre + amounts[:, 5] * ranges.shift
    y0 = centre - (yx + yy) * centre + amounts[:, 6] * ranges.shift
    zero = tf.zeros_like(xx)
    return tf.stack([xx, xy, x0, yx, yy, y0, zero, zero], axis=1)


def _thickened(images: tf.Tensor, amount: tf.Tensor) -> tf.Tensor:
    """Strokes grown (amount > 0) or thinned (< 0) by a share of a pixel: a blend with the full step."""
    import tensorflow as tf

    share = tf.reshape(amount, (-1, 1, 1, 1))
    # A cross rather than a square: the strokes grow evenly in all directions.
    grown = tf.maximum(_widest(images, 3, 1), _widest(images, 1, 3))
    thinned = -tf.maximum(_widest(-images, 3, 1), _widest(-images, 1, 3))
    target = tf.where(share > 0, grown, thinned)
    return images + tf.abs(share) * (target - images)


def _widest(images: tf.Tensor, height: int, width: int) -> tf.Tensor:
    import tensorflow as tf

    return tf.nn.max_pool2d(images, (height, width), 1, "SAME")
