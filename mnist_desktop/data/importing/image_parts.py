"""Sets as folders of images by class, in `train` and `test` perhaps, and perhaps by writer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.image_folders import ImageFile, labelled_files, visible
from mnist_desktop.data.importing.labels import words_as_labels
from mnist_desktop.data.importing.roles import read_name
from mnist_desktop.data.importing.trouble import check_count
from mnist_desktop.data.importing.understood import Batch, RawLabels
from mnist_desktop.ink.image_files import read_grey
from mnist_desktop.ink.image_headers import image_shape
from mnist_desktop.problems import Problem

_AT_ONCE = 64


@dataclass(frozen=True, eq=False)
class ImagePart:
    """Image files with their labels; see `PartSource`."""

    split: str
    path: Path
    files: tuple[Path, ...]
    labels: RawLabels
    shape: tuple[int, ...]
    writers: tuple[str | None, ...] = ()
    left_out: int = 0
    dtype: str = "uint8"

    def span(self) -> tuple[float, float]:
        """Images of files are always read as bytes."""
        return 0.0, 255.0

    def sample(self, count: int) -> Batch:
        """Images from all over the part, as many of them as can be read; Problem where none can."""
        spread = np.unique(np.linspace(0, len(self.files) - 1, count).astype(np.int64))
        return self._read(spread, skip_unreadable=True, needs_one=True)

    def batches(self, skip_unreadable: bool) -> Iterator[Batch]:
        """All images, made grey; Problem for one that cannot be read unless these are skipped."""
        for begin in range(0, len(self.files), _AT_ONCE):
            positions = np.arange(begin, min(begin + _AT_ONCE, len(self.files)))
            yield self._read(positions, skip_unreadable, needs_one=False)

    def _read(self, positions: NDArray[np.int64], skip_unreadable: bool, needs_one: bool) -> Batch:
        read: list[NDArray[np.uint8]] = []
        kept: list[int] = []
        trouble: Problem | None = None
        for position in positions.tolist():
            try:
                read.append(read_grey(self.files[position]))
            except Problem as problem:
                if not skip_unreadable:
                    raise
                trouble = problem
            else:
                kept.append(position)
        if needs_one and not read and trouble is not None:
            raise trouble
        return Batch(np.array(kept, np.int64), tuple(read))


def image_parts(path: Path) -> list[ImagePart]:
    """The parts in a folder of images; none where it has no labelled ones.

    Raises:
        Problem: FILE_UNREADABLE, DATA_TOO_MANY, DATA_LABELS_INVALID, or that of the first image where none of
            those that are looked at can be read.

    """
    splits = [(read_name(folder.name).split, folder) for folder in visible(path) if folder.is_dir()]
    named = [(split, folder) for split, folder in splits if split]
    if named and len(named) == len(splits):
        parts = [_part(folder, split) for split, folder in named]
    else:
        parts = [_part(path, "")]
    return [part for part in parts if part is not None]


def _part(path: Path, split: str) -> ImagePart | None:
    files, unlabelled = labelled_files(path)
    if not files:
        return None
    check_count(path, len(files))
    files = _in_order(files)
    paths = tuple(file.path for file in files)
    writers = tuple(file.writer for file in files) if any(file.writer for file in files) else ()
    labels = words_as_labels(path, [file.label for file in files])
    return ImagePart(split, path, paths, labels, _shape(paths), writers, unlabelled)


def _in_order(files: list[ImageFile]) -> list[ImageFile]:
    """By class, as they were found; where all names are numbers of one length and differ, by these."""
    stems = [file.path.stem for file in files]
    are_numbers = all(stem.isdecimal() and len(stem) == len(stems[0]) for stem in stems)
    if are_numbers and len(set(stems)) == len(stems):
        return sorted(files, key=lambda file: file.path.stem)
    return files


def _shape(paths: tuple[Path, ...]) -> tuple[int, ...]:
    """Of one image, from some of them; empty where they differ or cannot be read."""
    spread = np.unique(np.linspace(0, len(paths) - 1, 25).astype(np.int64))
    shapes = set()
    for position in spread.tolist():
        try:
            shapes.add(image_shape(paths[position]))
        except Problem:
            continue
    return shapes.pop() if len(shapes) == 1 else ()
