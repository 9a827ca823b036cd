"""Writing files and folders so that what was there survives any failure: write beside, sync, rename."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

from mnist_desktop.beside import beside as name_beside
from mnist_desktop.beside import forget, forget_leftovers, held
from mnist_desktop.problems import Problem, ProblemCode

FULL = (errno.ENOSPC, errno.EDQUOT)
"""What the system says where a disk has no room left for somebody."""
_WAITS: tuple[float, ...] = (0.05, 0.1, 0.2) if os.name == "nt" else ()
"""Seconds until the next try: Windows replaces no file while somebody reads it, a virus scanner, say."""


def write_beside(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a new file beside `path`, then put it in place of `path` in one step.

    The new file has the same suffix as `path` (Keras looks at it). Whatever fails, `path` keeps its old
    content and the new file is removed; what a killed program left there is removed too.

    Raises:
        Problem: FILE_NOT_WRITABLE or FILE_IS_FOLDER, if the system refuses.

    """
    if path.is_dir():
        raise Problem(ProblemCode.FILE_IS_FOLDER, path=str(path))
    unfinished = name_beside(path)
    try:
        forget_leftovers(path)
        unfinished.touch(exist_ok=False)
        with held(unfinished):
            write(unfinished)
            sync_file(unfinished)
            replace(unfinished, path)
        sync_folder(path.parent)
    except OSError as error:
        raise not_writable(path, error) from error
    finally:
        forget(unfinished)


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` in place of the file at `path`; see `write_beside`."""
    write_beside(path, lambda beside: _fill(beside, content))


def write_text(path: Path, content: str) -> None:
    """Put `content` as UTF-8 in place of the file at `path`; see `write_beside`."""
    write_bytes(path, content.encode("utf-8"))


def not_writable(path: Path, error: OSError) -> Problem:
    """What the system said when `path` was to be written."""
    return Problem(ProblemCode.FILE_NOT_WRITABLE, path=str(path), reason=error.strerror or str(error))


def sync_file(path: Path) -> None:
    """Have the content of a file on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can (POSIX)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(source: Path, target: Path) -> None:
    """Rename in one step, with patience where the system wants some."""
    for wait in _WAITS:
        try:
            os.replace(source, target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(source, target)


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)
