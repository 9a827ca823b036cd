"""One line on a terminal that tells how far an import or export has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SECONDS_BETWEEN = 0.1


@contextmanager
def progress_line(is_silent: bool) -> Iterator[Callable[[int, int], None]]:
    """A function to tell (done, all) to; the line is gone after the block. Silent where nobody watches."""
    stream = sys.stderr
    if is_silent or stream is None or not stream.isatty():
        yield lambda _done, _total: None
        return
    last = 0.0

    def show(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS_BETWEEN:
            last = now
            stream.write(f"\r{done:,} of {total:,} images")
            stream.flush()

    try:
        yield show
    finally:
        stream.write("\r\033[K")
        stream.flush()
