"""Reading the library's folders again only where something in them changed. No TensorFlow."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypeAlias

from mnist_desktop.models.entries import FACTS_NAME, KERAS_NAME, LITERT_NAME, LibraryModel, read_entry

_Seen: TypeAlias = tuple[tuple[int, int, int, int], ...]
_SETTLED_NANOSECONDS = 1_000_000_000
"""A file that was written less than this before may be written again without a sign of it."""


class EntryReader:
    """Reads folders as `read_entry` does, and remembers them by their files' times and sizes.

    The window lists all models whenever one comes or goes. It may be called from any thread.
    """

    def __init__(self) -> None:
        """Start with nothing known."""
        self._known: dict[Path, tuple[_Seen, LibraryModel]] = {}

    def read(self, folder: Path) -> LibraryModel:
        """The model in `folder`, or what is wrong with it."""
        seen = _seen(folder)
        known = self._known.get(folder)
        if known is not None and seen is not None and known[0] == seen:
            return known[1]
        model = read_entry(folder)
        if seen is not None and _is_settled(seen):
            self._known[folder] = (seen, model)
        else:
            self._known.pop(folder, None)
        return model

    def forget_others(self, folders: set[Path]) -> None:
        """Remember these folders only."""
        for folder in [known for known in list(self._known) if known not in folders]:
            self._known.pop(folder, None)


def _seen(folder: Path) -> _Seen | None:
    """Which files are there and when they were written; None where one cannot be looked at."""
    found = []
    for name in (FACTS_NAME, KERAS_NAME, LITERT_NAME):
        try:
            there = (folder / name).stat()
        except FileNotFoundError:
            found.append((0, 0, 0, 0))
        except OSError:
            return None
        else:
            found.append((there.st_mtime_ns, there.st_ctime_ns, there.st_size, there.st_ino))
    return tuple(found)


def _is_settled(seen: _Seen) -> bool:
    newest = max(max(written, changed) for written, changed, _, _ in seen)
    return newest < time.time_ns() - _SETTLED_NANOSECONDS
