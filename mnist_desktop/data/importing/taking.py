"""Taking a set that was understood into memory, in MNIST's form. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.data_set import DataSet, data_set_of
from mnist_desktop.data.digits import SIDE, LabelledImages
from mnist_desktop.data.importing.dividing import divided
from mnist_desktop.data.importing.labels import checked_class_names
from mnist_desktop.data.importing.survey import conversion_of, survey
from mnist_desktop.data.importing.understood import Choices, Understood
from mnist_desktop.data.set_library import tidy_name
from mnist_desktop.problems import Problem, ProblemCode


@dataclass(frozen=True, eq=False)
class _Taken:
    """All images in MNIST's form, those to learn from first; some may have been skipped."""

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    writers: NDArray[np.int64]
    train_count: int


def take(
    understood: Understood,
    choices: Choices | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> DataSet:
    """Read all images and bring them to 28x28, ink 255 on 0.

    Args:
        understood: what `survey` found.
        choices: what shall be different from it.
        progress: told (done, all) now and then; what it raises ends the reading.

    Raises:
        Problem: whatever is wrong with an image or a choice; SET_NAME_INVALID, DATA_CLASS_NAMES, DATA_EMPTY
            where all were skipped.

    """
    wanted = choices or Choices()
    if wanted.label_column not in (None, understood.label_column):
        understood = survey(understood.paths, wanted.label_column)
    name, class_names = tidy_name(wanted.name or understood.name), understood.class_names
    if wanted.class_names:
        class_names = checked_class_names(wanted.class_names, len(class_names))
    taken = _taken(understood, wanted, progress)
    if not len(taken.labels):
        raise Problem(ProblemCode.DATA_EMPTY, path=str(understood.paths[0]))

    def part(which: str, at: slice | NDArray[np.int64]) -> LabelledImages:
        return LabelledImages(
            f"{name} {which}",
            taken.images[at],
            taken.labels[at],
            class_names,
            taken.writers[at],
            understood.writer_names,
        )

    train: slice | NDArray[np.int64] = slice(taken.train_count)
    test: slice | NDArray[np.int64] = slice(taken.train_count, None)
    if not understood.has_split:
        train, test = divided(taken.labels, taken.writers, wanted.test_share)
    return data_set_of(name, part("train", train), part("test", test), understood.shape)


def _taken(understood: Understood, choices: Choices, progress: Callable[[int, int], None]) -> _Taken:
    conversion = conversion_of(understood, choices)
    images = np.empty((understood.count, SIDE, SIDE), np.uint8)
    kept = np.zeros(understood.count, np.bool_)
    begin = 0
    progress(0, understood.count)
    for part in understood.parts:
        for batch in part.batches(choices.skip_unreadable):
            if len(batch.positions):
                places = _places(batch.positions, begin)
                images[places] = conversion.apply(batch.images)
                kept[places] = True
                progress(begin + int(batch.positions[-1]) + 1, understood.count)
        begin += len(part.labels)
    train_count = int(np.count_nonzero(kept[: understood.train_count]))
    labels, writers = np.concatenate(understood.part_labels), _writers(understood)
    if kept.all():
        return _Taken(images, labels, writers, train_count)
    return _Taken(images[kept], labels[kept], writers[kept], train_count)


def _places(positions: NDArray[np.int64], begin: int) -> slice | NDArray[np.int64]:
    """Where images of a part belong among all: a slice where none was skipped, which is quicker."""
    first, last = int(positions[0]), int(positions[-1])
    if last - first + 1 == len(positions):
        return slice(begin + first, begin + last + 1)
    return positions + begin


def _writers(understood: Understood) -> NDArray[np.int64]:
    """Of all images, indices into the names of writers."""
    numbers = {name: number for number, name in enumerate(understood.writer_names)}
    found = [
        np.array([-1 if hand is None else numbers.get(hand, -1) for hand in part.writers], np.int64)
        if part.writers
        else np.full(len(part.labels), -1, np.int64)
        for part in understood.parts
    ]
    return np.concatenate(found)
