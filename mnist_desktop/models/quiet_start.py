"""Keeping the chatter of TensorFlow's native libraries, which no setting silences, off the terminal."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

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

    Everything else written there meanwhile appears, in order, when the block ends, also by an exception.
    A program without a terminal (a windowed one) has no such descriptor and nothing to hold back; on a full
    disk, which takes no temporary file, the noise is heard.
    """
    try:
        heard, terminal = _places()
    except OSError:
        yield
        return
    with heard:
        os.dup2(heard.fileno(), _STDERR)
        try:
            yield
        finally:
            os.dup2(terminal, _STDERR)
            heard.seek(0)
            rest = _NOISE.sub(b"", heard.read())
            if rest:
                os.write(terminal, rest)
            os.close(terminal)


def _places() -> tuple[IO[bytes], int]:
    """Where the noise goes meanwhile, and a copy of the descriptor; OSError without either."""
    heard = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller closes it
    try:
        return heard, os.dup(_STDERR)
    except OSError:
        heard.close()
        raise
