"""Changing digits at random while they are trained on, a whole batch at a time within TensorFlow's graph."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mnist_desktop.training.plan import Augmentation

if TYPE_CHECKING:
    import tensorflow as tf

_SIDE = 28
_GRID = 5


def augment_batch(images: tf.Tensor, seed: tf.Tensor, ranges: Augmentation) -> tf.Tensor:
    """Each image of a batch rotated, moved, zoomed, sheared, bent, noisy, with thicker or thinner strokes.

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
    transforms = _transforms(amounts, ranges)
    if ranges.elastic:
        placed = _bent(thickened, transforms, seed, ranges.elastic)
    else:
        placed = _transformed(thickened, transforms)
    return _noisy(placed, seed, ranges.noise) if ranges.noise else placed


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


def _transformed(images: tf.Tensor, transforms: tf.Tensor) -> tf.Tensor:
    import tensorflow as tf

    return tf.raw_ops.ImageProjectiveTransformV3(
        images=images,
        transforms=transforms,
        output_shape=(_SIDE, _SIDE),
        fill_value=0.0,
        interpolation="BILINEAR",
        fill_mode="CONSTANT",
    )


def _bent(images: tf.Tensor, transforms: tf.Tensor, seed: tf.Tensor, pixels: float) -> tf.Tensor:
    """The images transformed and bent in one go, so that they are blurred once only.

    The bends are random displacements on a coarse grid, smoothly joined (P. Simard, D. Steinkraus, J. Platt,
    "Best practices for convolutional neural networks", 2003).
    """
    import tensorflow as tf

    count = tf.shape(images)[0]
    shape, other_seed = (count, _GRID, _GRID, 2), tf.cast(seed, tf.int32) + 1
    coarse = tf.random.stateless_normal(shape, other_seed, stddev=pixels)
    strength = tf.random.stateless_uniform((count, 1, 1, 1), other_seed + 1)
    shifts = tf.image.resize(coarse * strength, (_SIDE, _SIDE), "bicubic")
    places = tf.range(_SIDE, dtype=tf.float32)
    x, y = places[None, None, :], places[None, :, None]
    # Reshaped, since a new axis in the slice of a stack is lost where TensorFlow simplifies the graph.
    terms = [tf.reshape(transforms[:, place], (-1, 1, 1)) for place in range(6)]
    across = terms[0] * x + terms[1] * y + terms[2] + shifts[..., 0]
    down = terms[3] * x + terms[4] * y + terms[5] + shifts[..., 1]
    return _sampled(images, across, down)


def _sampled(images: tf.Tensor, across: tf.Tensor, down: tf.Tensor) -> tf.Tensor:
    """The images (n, 28, 28, 1) at the positions x and y (n, 28, 28), bilinear; zero outside."""
    import tensorflow as tf

    # A border of zeros stands for everything outside.
    framed = tf.reshape(tf.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0))), (-1, (_SIDE + 2) ** 2))
    across = tf.clip_by_value(across + 1.0, 0.0, _SIDE + 0.999)
    down = tf.clip_by_value(down + 1.0, 0.0, _SIDE + 0.999)
    left, top = tf.floor(across), tf.floor(down)
    right_share, low_share = across - left, down - top
    corner = tf.reshape(tf.cast(top, tf.int32) * (_SIDE + 2) + tf.cast(left, tf.int32), (-1, _SIDE**2))

    def at(offset: int) -> tf.Tensor:
        return tf.reshape(tf.gather(framed, corner + offset, batch_dims=1), (-1, _SIDE, _SIDE))

    upper = at(0) * (1 - right_share) + at(1) * right_share
    lower = at(_SIDE + 2) * (1 - right_share) + at(_SIDE + 3) * right_share
    return (upper * (1 - low_share) + lower * low_share)[..., None]


def _noisy(images: tf.Tensor, seed: tf.Tensor, deviation: float) -> tf.Tensor:
    """The images with noise on every pixel, from none at all to the whole `deviation`, clipped to 0..1."""
    import tensorflow as tf

    # Those before it are the seeds of the bends.
    strength_seed = tf.cast(seed, tf.int32) + 3
    strength = tf.random.stateless_uniform((tf.shape(images)[0], 1, 1, 1), strength_seed)
    noise = tf.random.stateless_normal(tf.shape(images), strength_seed + 1, stddev=deviation)
    return tf.clip_by_value(images + strength * noise, 0.0, 1.0)


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
