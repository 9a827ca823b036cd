"""One image or drawing among many: what it looks like, and what a model gets of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.digit_files import Box, FoundDigit, digit_in, digit_of, is_image
from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.image_files import read_picture
from mnist_desktop.ink.ink_files import read_ink
from mnist_desktop.ink.model_input import ModelInput
from mnist_desktop.ink.thumbnails import drawing_thumbnail
from mnist_desktop.problems import Problem

THUMBNAIL = 64
"""The most pixels of a thumbnail each way."""


@dataclass(frozen=True, eq=False)
class Entry:
    """A drawing of a file, or a file that could not be read.

    Attributes:
        path: the file.
        index: which drawing of the file, from 0.
        model_input: (28, 28) float32 in 0..1, ink 1; None where the file could not be read.
        box: x, y, width and height of the ink in the file's units; None where there is no ink.
        thumbnail: (h, w, 3) uint8; None where the file could not be read.
        drawing: the strokes, of an ink file.
        problem: what is wrong with the file; None where it was read.

    """

    path: Path
    index: int = 0
    model_input: ModelInput | None = None
    box: Box | None = None
    thumbnail: NDArray[np.uint8] | None = None
    drawing: Drawing | None = None
    problem: Problem | None = None

    @property
    def has_ink(self) -> bool:
        """Whether there is something to read."""
        return self.model_input is not None and self.box is not None


def entries_of(path: Path) -> Iterator[Entry]:
    """All drawings of a file; one entry with its problem where the file cannot be read."""
    try:
        yield from _entries(path)
    except Problem as problem:
        yield Entry(path, problem=problem)


def _entries(path: Path) -> Iterator[Entry]:
    if is_image(path):
        picture = read_picture(path, THUMBNAIL)
        yield _entry(path, digit_in(picture.grey), picture.thumbnail, None)
        return
    for index, item in enumerate(read_ink(path)):
        small = drawing_thumbnail(item.drawing, THUMBNAIL)
        yield _entry(path, digit_of(item.drawing, index), small, item.drawing)


def _entry(path: Path, found: FoundDigit, small: NDArray[np.uint8], drawing: Drawing | None) -> Entry:
    return Entry(path, found.index, found.model_input, found.box, small, drawing)
