"""A small set of other things than digits, drawn by the numbers and sorted by class as many sets are."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mnist_desktop.data.data_set import DataSet, data_set_of
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.set_library import SetFacts, SetLibrary

NAMES = ("Sandal", "Ankle boot", "Bag")
NAME = "Garments"
TRAIN, TEST = 360, 60


def garments(train: int = TRAIN, test: int = TEST) -> DataSet:
    """So many images, as many of each class; either part may be empty."""
    parts = (_part("train", train, 1), _part("test", test, 2))
    return data_set_of(NAME, *parts)


def keep_garments(home: Path, train: int = TRAIN, test: int = TEST) -> SetFacts:
    """Such a set, kept in the library below the home of a test."""
    return SetLibrary(home / "data" / "sets").keep(garments(train, test), "made")


def _part(name: str, count: int, seed: int) -> LabelledImages:
    chance = np.random.default_rng(seed)
    labels = np.sort(np.arange(count) % len(NAMES))
    images = chance.integers(0, 40, (count, 28, 28), dtype=np.uint8)
    for image, label in zip(images, labels, strict=True):
        left, top = chance.integers(3, 8, 2)
        match NAMES[label]:
            case "Sandal":
                image[20:24, left : left + 18] = 220
            case "Ankle boot":
                image[top : top + 18, left : left + 6] = 220
                image[top + 14 : top + 18, left : left + 14] = 220
            case "Bag":
                image[top : top + 16, left : left + 16] = 220
    return LabelledImages(name, images, labels.astype(np.int64), NAMES)
