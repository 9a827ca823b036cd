"""Limits of what is imported, and how the errors of the readers become problems."""

from __future__ import annotations

import errno
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mnist_desktop.problems import Problem, ProblemCode

MOST_IMAGES = 400_000
"""They take 314 MB, and twice that while they are divided; EMNIST's digits are 280,000."""
MOST_BYTES = 2_000_000_000
MOST_SIDE = 1024
MOST_CLASSES = 1000
LONGEST_CLASS_NAME = 80
BLOCK_BYTES = 8_000_000


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what readers raise within the block into a Problem about `path`.

    Raises:
        Problem: FILE_MISSING, FILE_UNREADABLE, or DATA_FILE_DAMAGED for what the content is to blame for.

    """
    try:
        yield
    except FileNotFoundError as error:
        raise Problem(ProblemCode.FILE_MISSING, path=str(path)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
        raise damaged(path, str(error)) from error
    except OSError as error:
        if error.strerror is None or error.errno == errno.EINVAL:
            # So gzip speaks of its files, and the system of a place before a file's beginning.
            raise damaged(path, str(error)) from error
        raise Problem(ProblemCode.FILE_UNREADABLE, path=str(path), reason=error.strerror) from error
    except (ValueError, NotImplementedError, RuntimeError, MemoryError, OverflowError) as error:
        raise damaged(path, str(error) or type(error).__name__) from error


def damaged(path: Path, reason: str) -> Problem:
    """What to raise for a file whose content is broken."""
    first_line = reason.strip().splitlines()[0] if reason.strip() else "no more is known"
    return Problem(ProblemCode.DATA_FILE_DAMAGED, path=str(path), reason=first_line[:200])


def check_count(path: Path, count: int) -> None:
    """Problem DATA_TOO_MANY or DATA_EMPTY for a number of images that cannot be taken."""
    if count > MOST_IMAGES:
        raise Problem(ProblemCode.DATA_TOO_MANY, path=str(path), count=count, limit=MOST_IMAGES)
    if count == 0:
        raise Problem(ProblemCode.DATA_EMPTY, path=str(path))
