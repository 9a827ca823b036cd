"""A lock that the system lets go of whenever its process ends, however that happens."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO


class RunLock:
    """Held by the program that trains; others see that the training is not broken off."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Keep the open and locked file."""
        self._stream = stream

    def release(self) -> None:
        """Let go."""
        self._stream.close()


def take_lock(path: Path) -> RunLock | None:
    """Lock the file at `path`, which is made where it is not there; None where somebody else has it."""
    stream = path.open("ab")
    try:
        _lock(stream)
    except OSError:
        stream.close()
        return None
    return RunLock(stream)


if sys.platform == "win32":
    import msvcrt

    def _lock(stream: IO[bytes]) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(stream: IO[bytes]) -> None:
        fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
