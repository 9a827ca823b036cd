"""A private folder for work in progress. One that a killed program left is removed by the next."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mnist_desktop.beside import forget, forget_leftovers_called, held

_PREFIX = "mnist-desktop-work-"


@contextmanager
def workspace_folder() -> Iterator[Path]:
    """A new folder that only this user may look into; it is gone when the block ends."""
    forget_leftovers_called(Path(tempfile.gettempdir()), _PREFIX)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        with held(folder):
            yield folder
    finally:
        forget(folder)
