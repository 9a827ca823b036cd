"""Unfinished files and folders beside what they shall replace: their names, and who is at work on one.

A program that is killed leaves its unfinished file behind. The next one that writes the same file removes it,
but never one that somebody is still writing.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LONGEST_STEM = 40
_SURELY_LEFT_SECONDS = 3600.0
_OTHERS_LOOK_SECONDS = 1.0
_BORN_SECONDS = 1.0
"""What is younger and not held may be about to be."""


def beside(path: Path) -> Path:
    """A new hidden name beside `path`, with its suffix (Keras looks at it)."""
    return path.with_name(f".{path.stem[:_LONGEST_STEM]}-{os.urandom(4).hex()}{path.suffix}")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Tell others within the block that the file or folder at `path`, which is there, is being written.

    Somebody who looks for leftovers at this very moment may hold it for an instant.

    Raises:
        BlockingIOError: somebody holds it for longer.

    """
    handle = _lock_soon(path)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def leftovers(path: Path) -> Iterator[Path]:
    """The unfinished files and folders beside `path` that nobody is writing any more."""
    stem, suffix = re.escape(path.stem[:_LONGEST_STEM]), re.escape(path.suffix)
    yield from _left(path.parent, re.compile(rf"\.{stem}-[0-9a-f]{{8}}{suffix}"))


def forget(path: Path) -> None:
    """Remove an unfinished file or folder, if it is there and may be removed."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def forget_leftovers(path: Path) -> None:
    """Remove what a killed program left beside `path`."""
    for left in leftovers(path):
        forget(left)


def forget_leftovers_called(folder: Path, prefix: str) -> None:
    """Remove what in `folder` has a name with this beginning and is not held by anybody."""
    for left in _left(folder, re.compile(rf"{re.escape(prefix)}.+")):
        forget(left)


def _left(folder: Path, form: re.Pattern[str]) -> Iterator[Path]:
    try:
        entries = [entry for entry in folder.iterdir() if form.fullmatch(entry.name)]
    except OSError:
        # A folder that cannot be listed can still be written to.
        return
    yield from (entry for entry in entries if _is_left(entry))


def _lock_soon(path: Path) -> int | None:
    end = time.monotonic() + _OTHERS_LOOK_SECONDS
    while True:
        try:
            return _lock(path)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise
            time.sleep(0.005)


def _is_left(path: Path) -> bool:
    try:
        if sys.platform != "win32":
            handle = _lock(path)
            if handle is not None:
                os.close(handle)
                return _is_older(path, _BORN_SECONDS)
        return _is_older(path, _SURELY_LEFT_SECONDS)
    except OSError:
        return False


def _is_older(path: Path, seconds: float) -> bool:
    return path.lstat().st_mtime < time.time() - seconds


if sys.platform == "win32":

    def _lock(path: Path) -> int | None:
        """Windows locks bytes against their own writer too, so only the age counts there."""
        return None

else:
    import fcntl

    def _lock(path: Path) -> int | None:
        """A handle that holds the lock, None where the disk knows none; BlockingIOError if it is held."""
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            if isinstance(error, BlockingIOError):
                raise
            return None
        return handle
