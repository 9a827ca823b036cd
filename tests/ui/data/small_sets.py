"""A small set that is not of digits."""

from __future__ import annotations

import numpy as np

from mnist_desktop.data.data_set import DataSet, data_set_of
from mnist_desktop.data.digits import LabelledImages


def letters(name: str = "Letters", count: int = 30, seed: int = 1) -> DataSet:
    """Without a test part."""
    names = ("shirt & tie", "coat", "bag")
    images = np.random.default_rng(seed).integers(0, 256, (count, 28, 28)).astype(np.uint8)
    train = LabelledImages("train", images, np.arange(count) % 3, names)
    return data_set_of(name, train, LabelledImages("test", images[:0], np.zeros(0, np.int64), names))
