"""The rotating log file."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(message)s"


def start_log(folder: Path) -> logging.Handler | None:
    """Write the program's log to `folder`, five files of half a megabyte at most.

    Returns:
        The handler, to be closed at the end; None where the folder cannot be written, which must not
        keep the program from starting.

    """
    # Brings sockets and pickling along, which the window need not wait for.
    from logging.handlers import RotatingFileHandler

    logger = logging.getLogger("mnist_desktop")
    logger.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "mnist-desktop.log", maxBytes=500_000, backupCount=4, encoding="utf-8", delay=True
        )
    except OSError as error:
        logger.warning("no log file in %s: %s", folder, error)
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(handler)
    return handler


@contextmanager
def log_in(folder: Path) -> Iterator[None]:
    """Log to `folder` and never to the terminal within the block."""
    logger = logging.getLogger("mnist_desktop")
    silence = logging.NullHandler()
    logger.addHandler(silence)
    handler = start_log(folder)
    try:
        yield
    finally:
        logger.removeHandler(silence)
        if handler is not None:
            logger.removeHandler(handler)
            handler.close()
