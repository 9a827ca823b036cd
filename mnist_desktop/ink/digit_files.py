"""Files that a person wants read: images and ink files, told apart by their content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.ink.image_files import read_grey
from mnist_desktop.ink.image_input import find_ink
from mnist_desktop.ink.ink_files import read_ink
from mnist_desktop.ink.input_files import checked_size
from mnist_desktop.ink.model_input import ModelInput, drawing_to_input, found_to_input

Box = tuple[float, float, float, float]

_MOST_BYTES = 200_000_000
_TIFF_STARTS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_IMAGE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"GIF8", b"RIFF", *_TIFF_STARTS)


@dataclass(frozen=True)
class FoundDigit:
    """One drawing of a file: its index there, its model input, its box (x, y, w, h) in the file's units.

    The box is None where there is no ink.
    """

    index: int
    model_input: ModelInput
    box: Box | None


def read_digits(path: Path) -> Iterator[FoundDigit]:
    """Model inputs of all drawings in an image or ink file, in their order.

    Raises:
        Problem: whatever is wrong with the file, before the first drawing is given.

    """
    if is_image(path):
        yield digit_in(read_grey(path))
        return
    for index, item in enumerate(read_ink(path)):
        yield digit_of(item.drawing, index)


def digit_in(grey: NDArray[np.uint8]) -> FoundDigit:
    """The ink of a grey image (height, width) uint8, taken as one digit."""
    found = find_ink(grey)
    return FoundDigit(0, found_to_input(found), found.box if found else None)


def digit_of(drawing: Drawing, index: int) -> FoundDigit:
    """A drawing that is the one with `index` in its file."""
    return FoundDigit(index, drawing_to_input(drawing), _box(drawing))


def is_image(path: Path) -> bool:
    """True where the first bytes are those of an image that can be opened.

    Raises:
        Problem: FILE_..., where it cannot be looked at.

    """
    checked_size(path, _MOST_BYTES)
    with path.open("rb") as stream:
        return stream.read(8).startswith(_IMAGE_STARTS)


def _box(drawing: Drawing) -> Box | None:
    points = [point for stroke in drawing.strokes for point in stroke.points]
    if not points:
        return None
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top
