"""Changes of model input by a known amount, to see how much of each a model bears.

Images are (n, 28, 28) float32 in 0..1 with ink 1, before and after. Amount "none" changes no bit. What has a
direction takes it for each image from the seed, so that the same images are changed alike at every amount.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum, unique

import numpy as np
from numpy.typing import NDArray

Images = NDArray[np.float32]
_MIDDLE = 13.5
"""The middle of 28 pixels, in pixels from the middle of the first."""


@unique
class Distortion(StrEnum):
    """What is done to the images."""

    ROTATION = "rotation"
    SHIFT = "shift"
    SCALE = "scale"
    THICKNESS = "thickness"
    NOISE = "noise"
    BLUR = "blur"


AMOUNTS: dict[Distortion, tuple[float, ...]] = {
    Distortion.ROTATION: (0, 5, 10, 15, 20, 30, 45),
    Distortion.SHIFT: (0, 1, 2, 3, 4, 6),
    Distortion.SCALE: (0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3),
    Distortion.THICKNESS: (-1, -0.5, 0, 0.5, 1, 1.5),
    Distortion.NOISE: (0, 0.1, 0.2, 0.3, 0.4, 0.5),
    Distortion.BLUR: (0, 0.5, 1, 1.5, 2),
}
"""Degrees either way; pixels in any direction; a factor; pixels on each side of a stroke, less or more; the
standard deviation of what is added to each pixel; that of a Gaussian in pixels."""
NONE: dict[Distortion, float] = {kind: 1.0 if kind is Distortion.SCALE else 0.0 for kind in Distortion}
"""The amount that changes nothing."""


def distorted(images: Images, kind: Distortion, amount: float, seed: int = 1) -> Images:
    """The images (n, 28, 28) changed by so much; the very array where nothing changes."""
    if amount == NONE[kind]:
        return images
    made = _MAKERS[kind](images, amount, np.random.default_rng(seed))
    return np.clip(made, 0, 1).astype(np.float32)


def _rotated(images: Images, degrees: float, random: np.random.Generator) -> Images:
    angles = np.deg2rad(degrees) * random.choice((-1.0, 1.0), len(images))
    cosine, sine = np.cos(angles), np.sin(angles)
    return _resampled(images, np.stack([cosine, -sine, sine, cosine], axis=1), np.zeros((len(images), 2)))


def _shifted(images: Images, pixels: float, random: np.random.Generator) -> Images:
    angles = random.uniform(0, 2 * np.pi, len(images))
    offsets = pixels * np.stack([np.sin(angles), np.cos(angles)], axis=1)
    return _resampled(images, np.tile([1.0, 0.0, 0.0, 1.0], (len(images), 1)), offsets)


def _scaled(images: Images, factor: float, _random: np.random.Generator) -> Images:
    steps = np.tile([1 / factor, 0.0, 0.0, 1 / factor], (len(images), 1))
    return _resampled(images, steps, np.zeros((len(images), 2)))


def _thickened(images: Images, pixels: float, _random: np.random.Generator) -> Images:
    """Grey dilation or erosion with a cross, in whole steps and a part of one."""
    made, left = images, abs(pixels)
    while left > 0:
        part = min(1.0, left)
        neighbours = _neighbours(made)
        spread = neighbours.max(axis=0) if pixels > 0 else neighbours.min(axis=0)
        made, left = ((1 - part) * made + part * spread).astype(np.float32), left - part
    return made


def _noisy(images: Images, deviation: float, random: np.random.Generator) -> Images:
    return images + deviation * random.standard_normal(images.shape, np.float32)


def _blurred(images: Images, deviation: float, _random: np.random.Generator) -> Images:
    reach = int(np.ceil(3 * deviation))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / deviation) ** 2)
    kernel /= kernel.sum()
    for axis in (1, 2):
        padded = np.pad(images, [(reach, reach) if one == axis else (0, 0) for one in range(3)])
        windows = np.lib.stride_tricks.sliding_window_view(padded, len(kernel), axis=axis)
        images = (windows @ kernel).astype(np.float32)
    return images


_MAKERS: dict[Distortion, Callable[[Images, float, np.random.Generator], Images]] = {
    Distortion.ROTATION: _rotated,
    Distortion.SHIFT: _shifted,
    Distortion.SCALE: _scaled,
    Distortion.THICKNESS: _thickened,
    Distortion.NOISE: _noisy,
    Distortion.BLUR: _blurred,
}


def _resampled(images: Images, steps: NDArray[np.float64], offsets: NDArray[np.float64]) -> Images:
    """Bilinear: each image by its own matrix (n, 4), about the middle, and then moved by (n, 2) y and x."""
    y, x = np.meshgrid(np.arange(28.0), np.arange(28.0), indexing="ij")
    down = y.ravel()[None] - _MIDDLE - offsets[:, :1]
    along = x.ravel()[None] - _MIDDLE - offsets[:, 1:]
    rows = steps[:, :1] * down + steps[:, 1:2] * along + _MIDDLE
    columns = steps[:, 2:3] * down + steps[:, 3:] * along + _MIDDLE
    padded = np.pad(images, ((0, 0), (1, 2), (1, 2)))
    rows, columns = np.clip(rows + 1, 0, 29), np.clip(columns + 1, 0, 29)
    top, left = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    below, right = rows - top, columns - left
    which = np.arange(len(images))[:, None]
    made = (
        padded[which, top, left] * (1 - below) * (1 - right)
        + padded[which, top, left + 1] * (1 - below) * right
        + padded[which, top + 1, left] * below * (1 - right)
        + padded[which, top + 1, left + 1] * below * right
    )
    resampled: Images = made.reshape(images.shape).astype(np.float32)
    return resampled


def _neighbours(images: Images) -> NDArray[np.float32]:
    """(5, n, 28, 28) each pixel and the four beside it, outside the image 0."""
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    places = ((1, 1), (0, 1), (2, 1), (1, 0), (1, 2))
    made: NDArray[np.float32] = np.stack(
        [padded[:, row : row + 28, column : column + 28] for row, column in places]
    )
    return made
