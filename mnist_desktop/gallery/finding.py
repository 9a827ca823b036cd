"""Which files are meant by files and folders that somebody named."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mnist_desktop.ink.image_files import SUFFIXES
from mnist_desktop.ink.ink_collections import is_ink

MOST = 20_000
"""How many drawings are shown at once; larger sets are for the Data place."""
_MAY_BE_INK = (".jsonl", ".txt", ".dat", "")
_NUMBER = re.compile(r"([0-9]+)")


@dataclass(frozen=True)
class FoundFiles:
    """The files to read, in their order, and how many more there were than are read at once."""

    files: tuple[Path, ...]
    left: int = 0


def find_files(paths: Sequence[Path], check: Callable[[], None], most: int = MOST) -> FoundFiles:
    """The files that were named, and of folders the images and ink files, also of folders in them.

    What is hidden is left alone, links to folders are not followed, and a folder that cannot be listed has no
    files. A file that was named itself is always among them, whatever it is.

    Args:
        paths: files and folders.
        check: called again and again; it may raise, which ends the search.
        most: how many files are taken.

    """
    found: dict[Path, None] = {}
    left = 0
    for path in paths:
        for file in _inside(path, check) if path.is_dir() else (path,):
            if len(found) < most:
                found[file] = None
            elif file not in found:
                left += 1
    return FoundFiles(tuple(found), left)


def natural(name: str) -> tuple[str | int, ...]:
    """A key that sorts names as a person does: "7_2" before "7_10"."""
    parts = _NUMBER.split(name.casefold())
    return tuple(int(part) if place % 2 else part for place, part in enumerate(parts))


def _inside(folder: Path, check: Callable[[], None]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        check()
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=natural)
        for name in sorted(names, key=natural):
            file = Path(place, name)
            if not name.startswith(".") and _can_be_read(file):
                yield file


def _can_be_read(file: Path) -> bool:
    suffix = file.suffix.lower()
    if suffix in SUFFIXES:
        return True
    try:
        return suffix in _MAY_BE_INK and is_ink(file)
    except OSError:
        return False
