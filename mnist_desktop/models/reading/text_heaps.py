"""The heaps of an HDF5 file, which hold its longer texts: whether they can be walked through to their end.

libhdf5 steps from one text to the next by what each says of its size, and over a size of nothing for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from mnist_desktop.models.reading.inspection import damaged, refused
from mnist_desktop.models.reading.limits import MOST_OBJECTS
from mnist_desktop.problems import ProblemCode

_MARK = b"GCOL\x01\x00\x00\x00"
_HEAD = 16
"""Bytes before the first text, and before each of them."""
_MOST_TEXTS = 100_000
_AT_ONCE = 1 << 20


def require_walkable_heaps(path: Path) -> None:
    """Let no heap in a file pass whose texts do not follow on each other.

    Raises:
        NotOpened: Where it is damaged, or has very many texts.

    """
    with path.open("rb") as stream:
        places = list(islice(_places(stream), MOST_OBJECTS + 1))
        if len(places) > MOST_OBJECTS:
            raise refused(ProblemCode.MODEL_HDF5_OBJECTS, limit=MOST_OBJECTS)
        left = _MOST_TEXTS
        for place in places:
            left -= _walked(stream, place, left)


def _places(stream: BinaryIO) -> Iterator[int]:
    """Where a heap begins."""
    before, start = b"", 0
    while part := stream.read(_AT_ONCE):
        content = before + part
        found = content.find(_MARK)
        while found >= 0:
            yield start + found
            found = content.find(_MARK, found + len(_MARK))
        # A mark that is cut in two, but none that was found already.
        before = content[-(len(_MARK) - 1) :]
        start += len(content) - len(before)


def _walked(stream: BinaryIO, place: int, most: int) -> int:
    """How many texts a heap holds; NotOpened where they lead nowhere, or are more than `most`."""
    stream.seek(place + len(_MARK))
    size = _number(stream.read(8))
    at = _HEAD
    for count in range(most):
        if at + _HEAD > size:
            return count
        stream.seek(place + at)
        head = stream.read(_HEAD)
        if len(head) < _HEAD:
            # The file ends before the heap does, which libhdf5 finds out by itself.
            return count
        is_text, length = _number(head[:2]), _number(head[8:])
        step = _HEAD + (length + 7) // 8 * 8 if is_text else length
        if not 0 < step <= size - at:
            raise damaged(ProblemCode.MODEL_FILE_DAMAGED, reason="texts in the file have no size")
        at += step
    raise refused(ProblemCode.MODEL_HDF5_OBJECTS, limit=_MOST_TEXTS)


def _number(content: bytes) -> int:
    return int.from_bytes(content, "little")
