"""Ink as collections of handwriting are published: one file for all hands, or one for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_files import INK_SUFFIX, ink_drawings
from mnist_desktop.ink.unipen import looks_like_unipen

MOST_OF_ONE_HAND = 1000
_MOST_BYTES = 200_000_000
_ENOUGH_TO_TELL = 200_000
# UJIpenchars has a file for each of its writers, w01 to w11.
_NAMED_HAND = re.compile(r"UJIpenchars-(w\d\d)(?:\.\w+)?")


def read_hands(path: Path) -> list[LabelledDrawing]:
    """The drawings of an ink file with their writers; raises like `read_ink`.

    A file of up to 1,000 drawings that names no writer is taken as one hand's, who is called like the file,
    or as its collection calls them: `w03` for `UJIpenchars-w03`.
    """
    return list(hands(path))


def hands(path: Path, most_bytes: int = _MOST_BYTES) -> Iterator[LabelledDrawing]:
    """What `read_hands` gives, one drawing after the other; raises like `read_ink`."""
    drawings = ink_drawings(path, most_bytes)
    first = list(islice(drawings, MOST_OF_ONE_HAND + 1))
    if len(first) > MOST_OF_ONE_HAND or any(item.writer for item in first):
        yield from chain(first, drawings)
        return
    named = _NAMED_HAND.fullmatch(path.name)
    writer = named.group(1) if named else path.name
    yield from (replace(item, writer=writer) for item in first)


def is_ink(path: Path) -> bool:
    """True for a file that says that it is ink, by its suffix or in UNIPEN's words; OSError passes."""
    if not path.is_file():
        return False
    if path.suffix.lower() == INK_SUFFIX:
        return True
    with path.open("rb") as stream:
        return looks_like_unipen(stream.read(_ENOUGH_TO_TELL).decode("latin-1"))
