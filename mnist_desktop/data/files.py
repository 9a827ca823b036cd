"""Labelled files to evaluate on: an ink file with labels, or a folder of images named by class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import SIDE
from mnist_desktop.ink.image_files import SUFFIXES, read_grey
from mnist_desktop.ink.ink_files import read_ink
from mnist_desktop.ink.model_input import drawing_to_input, image_to_input
from mnist_desktop.problems import Problem, ProblemCode

# 3 KB each as model input: what fits into memory beside everything else.
MOST_IMAGES = 250_000


@dataclass(frozen=True, eq=False)
class LabelledInputs:
    """Model input and what it shows.

    Attributes:
        name: what a person calls the set: the file's or folder's name.
        inputs: (n, 28, 28) float32 in 0..1, ink 1, read-only; n at least 1.
        labels: (n,) int64, read-only, indices into `class_names`.
        class_names: the names that occur, sorted.
        unlabelled: how many drawings of the file were left out because they have no label.

    """

    name: str
    inputs: NDArray[np.float32]
    labels: NDArray[np.int64]
    class_names: tuple[str, ...]
    unlabelled: int = 0


def load_labelled(path: Path) -> LabelledInputs:
    """Read a labelled ink file (`.jsonl` or UNIPEN), or a folder with a folder of images for each class.

    In a folder, files that are hidden or have no image's suffix are left alone.

    Raises:
        Problem: what reading ink or images raises; INK_WITHOUT_LABELS, DATA_WITHOUT_CLASSES or
            DATA_TOO_MANY.

    """
    return _from_folder(path) if path.is_dir() else _from_ink(path)


def _from_ink(path: Path) -> LabelledInputs:
    drawings = read_ink(path)
    _check_number(path, len(drawings))
    labelled = [(item.label, item.drawing) for item in drawings if item.label]
    if not labelled:
        raise Problem(ProblemCode.INK_WITHOUT_LABELS, path=str(path))
    names = [name for name, _ in labelled]
    return _gathered(
        path, names, lambda index: drawing_to_input(labelled[index][1]), len(drawings) - len(labelled)
    )


def _from_folder(path: Path) -> LabelledInputs:
    files = [
        (folder.name, file)
        for folder in _visible(path)
        if folder.is_dir()
        for file in _visible(folder)
        if file.suffix.lower() in SUFFIXES and file.is_file()
    ]
    if not files:
        raise Problem(ProblemCode.DATA_WITHOUT_CLASSES, path=str(path))
    _check_number(path, len(files))
    names = [name for name, _ in files]
    return _gathered(path, names, lambda index: image_to_input(read_grey(files[index][1])), 0)


def _gathered(
    path: Path, names: list[str], render: Callable[[int], NDArray[np.float32]], unlabelled: int
) -> LabelledInputs:
    class_names = tuple(sorted(set(names)))
    places = {name: index for index, name in enumerate(class_names)}
    inputs = np.empty((len(names), SIDE, SIDE), np.float32)
    for index in range(len(names)):
        inputs[index] = render(index)
    labels = np.array([places[name] for name in names], np.int64)
    inputs.flags.writeable = False
    labels.flags.writeable = False
    return LabelledInputs(path.resolve().name, inputs, labels, class_names, unlabelled)


def _visible(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        reason = error.strerror or str(error)
        raise Problem(ProblemCode.FILE_UNREADABLE, path=str(folder), reason=reason) from error


def _check_number(path: Path, count: int) -> None:
    if count > MOST_IMAGES:
        raise Problem(ProblemCode.DATA_TOO_MANY, path=str(path), count=count, limit=MOST_IMAGES)
