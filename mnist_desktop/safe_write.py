"""Writing files so that what was there survives any failure: write beside, sync, rename."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from mnist_desktop.problems import Problem, ProblemCode

_WAITS: tuple[float, ...] = (0.05, 0.1, 0.2) if os.name == "nt" else ()
"""Seconds until the next try: Windows replaces no file while somebody reads it, a virus scanner, say."""


def write_beside(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a new file beside `path`, then put it in place of `path` in one step.

    The new file has the same suffix as `path` (Keras looks at it). Whatever fails, `path` keeps its old
    content and the new file is removed.

    Raises:
        Problem: FILE_NOT_WRITABLE or FILE_IS_FOLDER, if the system refuses.

    """
    if path.is_dir():
        raise Problem(ProblemCode.FILE_IS_FOLDER, path=str(path))
    beside = path.with_name(f".{path.stem[:40]}-{os.urandom(4).hex()}{path.suffix}")
    try:
        write(beside)
        _sync(beside)
        _replace(beside, path)
        sync_folder(path.parent)
    except OSError as error:
        raise Problem(
            ProblemCode.FILE_NOT_WRITABLE, path=str(path), reason=error.strerror or str(error)
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` in place of the file at `path`; see `write_beside`."""
    write_beside(path, lambda beside: _fill(beside, content))


def write_text(path: Path, content: str) -> None:
    """Put `content` as UTF-8 in place of the file at `path`; see `write_beside`."""
    write_bytes(path, content.encode("utf-8"))


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system can (POSIX)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _replace(beside: Path, path: Path) -> None:
    for wait in _WAITS:
        try:
            os.replace(beside, path)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(beside, path)


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
