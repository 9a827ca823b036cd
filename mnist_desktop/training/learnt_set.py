"""The set of images that a training learns from, told without its images, and its images in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from mnist_desktop.data.data_set import MNIST_IDENTIFIER, DataSet
from mnist_desktop.data.digits import DIGIT_NAMES, LabelledImages
from mnist_desktop.data.mnist import TEST_COUNT, TRAIN_COUNT
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.models.class_names import LONGEST_CLASS_NAME, MOST_CLASSES, are_digits
from mnist_desktop.problems import Problem, ProblemCode

_TESTED_OF = 6
"""Of a set without a test part every sixth image is kept aside, which is the share of MNIST's test part."""
_ORDER_SEED = 28
_LONGEST_TEXT = 200
_LONGEST_TITLE = 75
"""A model's name may be a little longer, for the number that tells it from others."""


@dataclass(frozen=True)
class LearntSet:
    """What a plan must know of the set that it learns from.

    Attributes:
        identifier: of the set in the library of sets; a hash of its content, but for MNIST.
        name: what a person calls it.
        class_names: the name of each class.
        train_count: how many images its training part has.
        test_count: how many its test part has, 0 where it has none.

    """

    identifier: str
    name: str
    class_names: tuple[str, ...]
    train_count: int
    test_count: int

    @property
    def shows_digits(self) -> bool:
        """Whether its classes are the ten digits, which ink and made handwriting show as well."""
        return are_digits(self.class_names)

    @property
    def has_test_part(self) -> bool:
        """Whether it has images of its own for the test."""
        return self.test_count > 0

    @property
    def tested(self) -> int:
        """How many images the test reads; without a test part they are kept aside of the others."""
        return self.test_count or self.train_count // _TESTED_OF

    @property
    def learnable(self) -> int:
        """How many images there are to learn from and to validate with."""
        return self.train_count if self.has_test_part else self.train_count - self.tested


MNIST = LearntSet(MNIST_IDENTIFIER, "MNIST", DIGIT_NAMES, TRAIN_COUNT, TEST_COUNT)


def title_on(title: str, data: LearntSet) -> str:
    """What a training is called, and so its model: the set's name follows unless that is MNIST."""
    return title if data.identifier == MNIST_IDENTIFIER else f"{title}, {data.name}"[:_LONGEST_TITLE].strip()


def learnt_set_of(facts: SetFacts) -> LearntSet:
    """A set of the library as a training knows it."""
    return LearntSet(facts.identifier, facts.name, facts.class_names, facts.train_count, facts.test_count)


def images_of(learnt: LearntSet, sets: SetLibrary) -> DataSet:
    """The images to learn from and those of the test.

    All but MNIST come in an order of their own, always the same: sets often stand there class by class, and
    what is held back or left out must show all classes. Takes about half a second.

    Raises:
        Problem: SET_UNKNOWN where it is not there any more, and what else `SetLibrary.open` raises;
            DATA_WITHOUT_TRAINING for a set with a test part alone.

    """
    data = _opened(learnt, sets)
    if learnt.identifier == MNIST_IDENTIFIER:
        return data
    if not data.train.count:
        raise Problem(ProblemCode.DATA_WITHOUT_TRAINING, name=learnt.name)
    shuffled = data.train.subset(np.random.default_rng(_ORDER_SEED).permutation(data.train.count))
    if data.test.count:
        return DataSet(data.identifier, data.name, shuffled, data.test)
    learn, test = _divided(shuffled)
    return DataSet(data.identifier, data.name, learn, test)


def _opened(learnt: LearntSet, sets: SetLibrary) -> DataSet:
    try:
        return sets.open(learnt.identifier)
    except Problem as problem:
        if problem.code is not ProblemCode.SET_UNKNOWN:
            raise
        # People know it by its name, not by its hash.
        raise Problem(ProblemCode.SET_UNKNOWN, name=learnt.name) from problem


def _divided(images: LabelledImages) -> tuple[LabelledImages, LabelledImages]:
    tested = images.count // _TESTED_OF
    return images.subset(np.arange(tested, images.count)), images.subset(np.arange(tested))


def learnt_set_record(learnt: LearntSet) -> dict[str, Any]:
    """The set as JSON values."""
    return asdict(learnt)


def learnt_set_from(record: Mapping[str, Any] | None) -> LearntSet:
    """The set of a record, MNIST for what an older program kept.

    Raises:
        KeyError, TypeError, ValueError: for anything else but what `learnt_set_record` makes.

    """
    if record is None:
        return MNIST
    names = record["class_names"]
    if not isinstance(names, list | tuple) or not 2 <= len(names) <= MOST_CLASSES:
        raise TypeError("no names of classes")
    return LearntSet(
        identifier=_text(record["identifier"], _LONGEST_TEXT),
        name=_text(record["name"], _LONGEST_TEXT),
        class_names=tuple(_text(name, LONGEST_CLASS_NAME) for name in names),
        train_count=_count(record["train_count"]),
        test_count=_count(record["test_count"]),
    )


def _text(value: Any, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError("no text")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("no count")
    return value
