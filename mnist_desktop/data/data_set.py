"""A set to learn from and to be measured on: two parts with the same classes, known by what is in it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import SIDE, LabelledImages

MNIST_IDENTIFIER = "mnist"
"""Of the MNIST that belongs to the program; every other set's is the beginning of its hash."""
_IDENTIFIER_DIGITS = 16


@dataclass(frozen=True, eq=False)
class DataSet:
    """Both parts of a set; one of them may be empty.

    Attributes:
        identifier: `MNIST_IDENTIFIER`, or what `identifier_of` says of the parts.
        name: what a person calls it.
        train: to learn from.
        test: to be measured on.
        original_shape: of one image before it was made 28x28: (height, width) or (height, width, colours);
            () where they were strokes or had several sizes.

    Raises:
        ValueError: both parts are empty, or they have different classes (a mistake of the caller).

    """

    identifier: str
    name: str
    train: LabelledImages
    test: LabelledImages
    original_shape: tuple[int, ...] = (SIDE, SIDE)

    def __post_init__(self) -> None:
        if self.train.class_names != self.test.class_names:
            raise ValueError("the parts have different classes")
        if not self.train.count + self.test.count:
            raise ValueError("both parts are empty")

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes, of both parts."""
        return self.train.class_names


def data_set_of(
    name: str, train: LabelledImages, test: LabelledImages, original_shape: tuple[int, ...] = (SIDE, SIDE)
) -> DataSet:
    """A new set of these parts, identified by them; raises like `DataSet`."""
    return DataSet(identifier_of(train, test), name, train, test, original_shape)


def identifier_of(train: LabelledImages, test: LabelledImages) -> str:
    """The beginning of the hash of images, labels, classes and writers; names of sets do not count.

    Nor does in which order writers are listed, or whether some are that wrote nothing.
    """
    digest = hashlib.sha256()
    for part in (train, test):
        writer_names, writers = _occurring_writers(part)
        words = [part.count, list(part.class_names), writer_names]
        digest.update(json.dumps(words).encode() + b"\n")
        # In one order of bytes, so that a set is the same on every machine.
        for numbers in (part.labels, writers):
            digest.update(np.ascontiguousarray(numbers, dtype="<i8").data)
        digest.update(part.images.data)
    return digest.hexdigest()[:_IDENTIFIER_DIGITS]


def _occurring_writers(part: LabelledImages) -> tuple[list[str], NDArray[np.int64]]:
    """The names of the writers who wrote something, sorted, and of each image the place among them."""
    hands = np.unique(part.writers)
    names = sorted({part.writer_names[hand] for hand in hands.tolist() if hand >= 0})
    places = {name: place for place, name in enumerate(names)}
    numbers = np.array([-1 if hand < 0 else places[part.writer_names[hand]] for hand in hands.tolist()])
    return names, numbers.astype(np.int64)[np.searchsorted(hands, part.writers)] if len(
        hands
    ) else part.writers
