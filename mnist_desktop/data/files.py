"""Labelled files to evaluate on: ink with labels, or a folder of images named by class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import SIDE
from mnist_desktop.data.image_folders import labelled_files, visible
from mnist_desktop.data.narrowing import EVERYTHING, Narrowing
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.image_files import read_grey
from mnist_desktop.ink.ink_collections import is_ink, read_hands
from mnist_desktop.ink.ink_files import read_ink
from mnist_desktop.ink.model_input import drawing_to_input, image_to_input
from mnist_desktop.problems import Problem, ProblemCode

# 3 KB each as model input: what fits into memory beside everything else.
MOST_IMAGES = 250_000
_BETWEEN_REPORTS = 64


@dataclass(frozen=True, eq=False)
class LabelledInputs:
    """Model input, what it shows and by whose hand.

    Attributes:
        name: what a person calls the set: the file's or folder's name.
        inputs: (n, 28, 28) float32 in 0..1, ink 1, read-only; n at least 1.
        labels: (n,) int64, read-only, indices into `class_names`.
        class_names: the names that occur, sorted.
        writers: (n,) int64, read-only, indices into `writer_names`, -1 where unknown.
        writer_names: the writers that occur, sorted.
        unlabelled: how many drawings or images were left out because they have no label.
        unreadable: the images that were left out because they could not be read.

    """

    name: str
    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]
    class_names: tuple[str, ...]
    writers: NDArray[np.int64]
    writer_names: tuple[str, ...] = ()
    unlabelled: int = 0
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Item:
    """One labelled drawing or image, and how to make model input of it."""

    label: str
    writer: str | None
    render: Callable[[], NDArray[np.float32]]


def load_labelled(
    path: Path,
    only: Narrowing = EVERYTHING,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> LabelledInputs:
    """Read a labelled ink file (`.jsonl` or UNIPEN), a folder of them, or one of images for each class.

    A class's folder may hold a folder for each writer, or a writer's one for each class. Images in the folder
    itself are labelled by the digit that their names begin with. Files that are hidden or neither image nor
    ink are left alone.

    Args:
        path: the file or folder.
        only: which part of it is wanted; nothing else is made into model input.
        progress: told (done, all) now and then; what it raises ends the reading.

    Raises:
        Problem: what reading ink raises, or images where none can be read; INK_WITHOUT_LABELS,
            DATA_WITHOUT_CLASSES, DATA_TOO_MANY, or what `Narrowing` raises.

    """
    items, unlabelled = _in_folder(path) if path.is_dir() else _in_ink(path, read_ink(path))
    wanted = only.indices(str(path), [item.label for item in items], [item.writer for item in items])
    kept = [items[index] for index in wanted]
    inputs, read, unreadable = _rendered(kept, progress)
    class_names, labels = _numbered([item.label for item in read])
    writer_names, writers = _numbered([item.writer for item in read])
    return LabelledInputs(
        path.resolve().name, inputs, labels, class_names, writers, writer_names, unlabelled, unreadable
    )


def _rendered(
    items: list[_Item], progress: Callable[[int, int], None]
) -> tuple[NDArray[np.float32], list[_Item], tuple[str, ...]]:
    """Model input, the items it is of, and the paths of those that cannot be read; raises where none can."""
    inputs = np.empty((len(items), SIDE, SIDE), np.float32)
    read: list[_Item] = []
    problems: list[Problem] = []
    for index, item in enumerate(items):
        if index % _BETWEEN_REPORTS == 0:
            progress(index, len(items))
        try:
            inputs[len(read)] = item.render()
        except Problem as problem:
            problems.append(problem)
        else:
            read.append(item)
    if not read:
        raise problems[0]
    progress(len(items), len(items))
    found = inputs[: len(read)]
    found.flags.writeable = False
    return found, read, tuple(str(problem.values["path"]) for problem in problems)


def _in_ink(path: Path, drawings: list[LabelledDrawing]) -> tuple[list[_Item], int]:
    """What has a label, and how many drawings have none."""
    _check_number(path, len(drawings))
    items = [
        _Item(item.label, item.writer, partial(drawing_to_input, item.drawing))
        for item in drawings
        if item.label
    ]
    if not items:
        raise Problem(ProblemCode.INK_WITHOUT_LABELS, path=str(path))
    return items, len(drawings) - len(items)


def _in_folder(path: Path) -> tuple[list[_Item], int]:
    files, unlabelled = labelled_files(path)
    if not files and (ink := [entry for entry in visible(path) if is_ink(entry)]):
        return _in_ink(path, [item for file in ink for item in read_hands(file)])
    if not files:
        raise Problem(ProblemCode.DATA_WITHOUT_CLASSES, path=str(path))
    _check_number(path, len(files))
    return [_Item(file.label, file.writer, partial(_image_input, file.path)) for file in files], unlabelled


def _image_input(file: Path) -> NDArray[np.float32]:
    return image_to_input(read_grey(file))


def _numbered(names: list[str] | list[str | None]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """The names that occur, sorted, and for each item the number of its name, -1 where it has none."""
    occurring = tuple(sorted({name for name in names if name is not None}))
    places = {name: index for index, name in enumerate(occurring)}
    numbers = np.array([-1 if name is None else places[name] for name in names], np.int64)
    numbers.flags.writeable = False
    return occurring, numbers


def _check_number(path: Path, count: int) -> None:
    if count > MOST_IMAGES:
        raise Problem(ProblemCode.DATA_TOO_MANY, path=str(path), count=count, limit=MOST_IMAGES)
