"""A lock that the system lets go of whenever its process ends, however that happens."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import IO

_TRY_AGAIN_SECONDS = 0.01


class RunLock:
    """Held by the program that trains; others see that the training is not broken off."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Keep the open and locked file."""
        self._stream = stream

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if not self._stream.closed:
            _unlock(self._stream)
            self._stream.close()


def take_lock(path: Path, seconds: float = 0.0) -> RunLock | None:
    """Lock the file at `path`, which is made where it is not there.

    Args:
        path: of the file.
        seconds: how long to wait for somebody who only looks at what is locked.

    Returns:
        The lock, None where somebody else has it.

    Raises:
        OSError: if the file cannot be written, or its disk knows no locks.

    """
    stream = path.open("ab")
    end = time.monotonic() + seconds
    try:
        while True:
            try:
                _lock(stream)
            except (BlockingIOError, PermissionError):
                if time.monotonic() >= end:
                    stream.close()
                    return None
                time.sleep(_TRY_AGAIN_SECONDS)
            else:
                return RunLock(stream)
    except OSError:
        stream.close()
        raise


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(stream: IO[bytes]) -> None:
        # Windows would do it some time after the file is closed.
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_UN)
