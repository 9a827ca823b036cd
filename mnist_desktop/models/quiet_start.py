"""Keeping the chatter of TensorFlow's native libraries, which no setting silences, off the terminal."""

from __future__ import annotations

import os
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from mnist_desktop.leavable import when_left
from mnist_desktop.places import user_places

_STDERR = 2
_NOISE = re.compile(
    rb"^(?:WARNING: All log messages before absl::InitializeLog\(\)"
    rb"|[IW]0{4} [^\n]*\] |[IW]\d{4} \d\d:[^\n]*\] "
    rb"|INFO: Created TensorFlow Lite "
    rb"|To enable the following instructions:)[^\n]*\n?",
    re.MULTILINE,
)


def settle_environment() -> None:
    """Tell TensorFlow and Keras, before they are imported, to be quiet and to be each other's.

    The user's level of noise stays. Keras's backend is TensorFlow, for which this program is written, and its
    settings are the program's own: Keras would write a file into the user's home, and heed what is in it.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ["KERAS_HOME"] = str(user_places().data / "keras")


@contextmanager
def native_noise_held_back() -> Iterator[None]:
    """Leave out the information lines that native libraries write to file descriptor 2 within the block.

    Everything else written there meanwhile appears, in order, when the block ends, also by an exception, or
    when its work is left behind: whoever leaves it wants to be heard.
    A program without a terminal (a windowed one) has no such descriptor and nothing to hold back; on a full
    disk, which takes no temporary file, the noise is heard.
    """
    try:
        heard, terminal = _places()
    except OSError:
        yield
        return
    with heard:
        holding = _Holding(heard, terminal)
        when_left(holding.end)
        try:
            yield
        finally:
            holding.end()


class _Holding:
    """Holds back what is written to the descriptor until `end`, which any thread may call, and once more."""

    def __init__(self, heard: IO[bytes], terminal: int) -> None:
        self._heard, self._terminal = heard, terminal
        self._lock = threading.Lock()
        self._has_ended = False
        os.dup2(heard.fileno(), _STDERR)

    def end(self) -> None:
        with self._lock:
            if self._has_ended:
                return
            self._has_ended = True
            os.dup2(self._terminal, _STDERR)
            self._heard.seek(0)
            rest = _NOISE.sub(b"", self._heard.read())
            if rest:
                os.write(self._terminal, rest)
            os.close(self._terminal)


def _places() -> tuple[IO[bytes], int]:
    """Where the noise goes meanwhile, and a copy of the descriptor; OSError without either."""
    heard = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller closes it
    try:
        return heard, os.dup(_STDERR)
    except OSError:
        heard.close()
        raise
