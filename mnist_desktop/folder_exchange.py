"""Writing a whole folder so that the old or the new one is there, whole, whatever happens."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from mnist_desktop.beside import beside as name_beside
from mnist_desktop.beside import forget, held, leftovers
from mnist_desktop.safe_write import not_writable, replace, sync_file, sync_folder

_AT_FDCWD = -100
_EXCHANGE = 2
_MANY = 500
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def write_folder_beside(
    path: Path, write: Callable[[Path], None], may_replace: Callable[[Path], bool]
) -> None:
    """Let `write` fill a new folder beside `path`, then put it in the place of `path`.

    Linux and macOS exchange both folders in one step. Elsewhere the old one is renamed away first; should the
    program be killed between the two renames, the next write brings it back.

    Args:
        path: of the folder; its parent is there.
        write: fills the new folder, which is empty and there.
        may_replace: whether the folder that is at `path` may be removed; asked just before it is.

    Raises:
        Problem: FILE_NOT_WRITABLE, if the system refuses; then the old folder is as it was.

    """
    unfinished = name_beside(path)
    try:
        bring_back(path)
        for left in leftovers(path):
            forget(left)
        unfinished.mkdir()
        with held(unfinished):
            write(unfinished)
            _sync(unfinished)
            if os.path.lexists(path):
                if not may_replace(path):
                    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))
                _exchange(unfinished, path)
            else:
                replace(unfinished, path)
        sync_folder(path.parent)
    except OSError as error:
        raise not_writable(path, error) from error
    finally:
        forget(unfinished)


def bring_back(path: Path) -> None:
    """Put back the old folder that a killed program renamed away; remove it where the new one is there."""
    away = _away(path)
    if not away.is_dir():
        return
    if os.path.lexists(path):
        forget(away)
    else:
        replace(away, path)


def _away(path: Path) -> Path:
    """One name for each folder: two whose names begin alike must not be taken for each other."""
    digest = hashlib.sha256(os.fsencode(path.name)).hexdigest()
    return path.with_name(f".{path.stem[:40]}-{digest[:16]}.away")


def _exchange(new: Path, old: Path) -> None:
    if _exchanged_at_once(new, old):
        return
    away = _away(old)
    replace(old, away)
    try:
        replace(new, old)
    except OSError:
        replace(away, old)
        raise
    forget(away)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Let two folders change names in one step; false where the system or the disk cannot."""
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux":
        function, words = "renameat2", (_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    elif sys.platform == "darwin":
        function, words = "renamex_np", (*names, _EXCHANGE)
    else:
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), function, None)
    if call is None:
        return False
    if call(*words) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code))


def _sync(folder: Path) -> None:
    entries = list(folder.rglob("*"))
    if len(entries) > _MANY and hasattr(os, "sync"):
        # Everything that waits for the disk at once: thousands of files one by one would take minutes.
        os.sync()
        return
    for entry in entries:
        if entry.is_dir():
            sync_folder(entry)
        else:
            sync_file(entry)
    sync_folder(folder)
