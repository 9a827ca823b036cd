"""A private folder for work in progress. One that a killed program left is removed by the next."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mnist_desktop.beside import forget, forget_leftovers_called, held
from mnist_desktop.safe_write import not_writable

_PREFIX = "mnist-desktop-work-"


@contextmanager
def workspace_folder() -> Iterator[Path]:
    """A new folder that only this user may look into; it is gone when the block ends.

    Raises:
        Problem: FILE_NOT_WRITABLE where the system has no place for it.

    """
    try:
        forget_leftovers_called(Path(tempfile.gettempdir()), _PREFIX)
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as error:
        raise not_writable(Path(tempfile.tempdir or "."), error) from error
    try:
        with held(folder):
            yield folder
    finally:
        forget(folder)
