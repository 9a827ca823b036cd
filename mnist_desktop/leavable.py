"""Work that need not be waited for: once it is left behind, it comes to its end in a thread of its own.

An import or the tracing of a network cannot be broken off, and may take longer than anybody waits for a stop.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

_LOG = logging.getLogger("mnist_desktop")
_LOOK_SECONDS = 0.05
_GRACE_SECONDS = 0.3
"""Most work sees by itself that it was stopped, and is gone by then."""
_STACK_BYTES = 64 << 20
"""Deep recursion (TensorFlow's tracing) needs a large stack."""

Result = TypeVar("Result")


class LeftBehind(Exception):
    """Raised within work that nobody waits for any more."""


class Stay:
    """What the work sees of whoever waits for it."""

    def __init__(self) -> None:
        """Be waited for, until `leave`."""
        self._lock = threading.RLock()
        self._is_held = False
        self._on_leaving: list[Callable[[], None]] = []
        self.is_left = False

    def hold(self) -> None:
        """Be waited for to the end from now on; raises `LeftBehind` where it is too late for that."""
        with self._lock:
            if self.is_left:
                raise LeftBehind
            self._is_held = True

    def tell(self, told: Callable[[], None]) -> None:
        """Call `told` unless nobody listens any more."""
        with self._lock:
            if not self.is_left:
                told()

    def when_left(self, react: Callable[[], None]) -> None:
        """Have `react` called when the work is left behind, in the thread of whoever leaves it."""
        with self._lock:
            if not self.is_left:
                self._on_leaving.append(react)
                return
        react()

    def leave(self, *, although_held: bool = False) -> bool:
        """Wait no longer, where the work lets that be; whether it does."""
        with self._lock:
            if self._is_held and not although_held:
                return False
            self.is_left = True
        for react in self._on_leaving:
            react()
        return True


class _Worker(threading.Thread, Generic[Result]):
    """Does one piece of work, after all that was left behind earlier."""

    def __init__(self, work: Callable[[Stay], Result]) -> None:
        super().__init__(name="leavable")
        self._work = work
        self._before = _left_behind()
        self._results: list[Result] = []
        self._errors: list[BaseException] = []
        self.stay = Stay()

    def run(self) -> None:
        for other in self._before:
            other.join()
        try:
            self._results.append(self._work(self.stay))
        except LeftBehind:
            return
        except BaseException as error:  # noqa: BLE001 - whatever ends the work is handed on
            if self.stay.is_left:
                _LOG.exception("in work that was left behind")
            else:
                self._errors.append(error)

    def wait(self, is_stopped: Callable[[], bool]) -> None:
        """Wait for the end, or until the work can be left a moment after it was stopped."""
        stopped_at: float | None = None
        while self.is_alive():
            self.join(_LOOK_SECONDS)
            if not is_stopped():
                continue
            stopped_at = stopped_at or time.monotonic()
            if time.monotonic() - stopped_at >= _GRACE_SECONDS and self.stay.leave():
                return

    def result(self) -> Result | None:
        """What came of it, None where it was left behind; raises what ended it."""
        if self._errors:
            raise self._errors.pop()
        return None if self.stay.is_left else self._results.pop()


def do_leavable(work: Callable[[Stay], Result], is_stopped: Callable[[], bool]) -> Result | None:
    """Do the work in a thread of its own and wait for it.

    Args:
        work: what to do; it is given its `Stay`.
        is_stopped: asked all the time; a moment after it says so the work is left behind, unless it holds.

    Returns:
        What the work returns, or None if it was left behind.

    Raises:
        BaseException: what the work raises.

    """
    worker = _Worker(work)
    _start_deep(worker)
    try:
        worker.wait(is_stopped)
    except BaseException:
        worker.stay.leave(although_held=True)
        raise
    return worker.result()


def when_left(react: Callable[[], None]) -> None:
    """Have `react` called when the work of this thread is left behind; never where it cannot be."""
    thread = threading.current_thread()
    if isinstance(thread, _Worker):
        thread.stay.when_left(react)


def is_work_left() -> bool:
    """Whether any work that was left behind has not come to its end."""
    return bool(_left_behind())


def _left_behind() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if isinstance(thread, _Worker) and thread.stay.is_left]


def _start_deep(worker: threading.Thread) -> None:
    before = threading.stack_size(_STACK_BYTES)
    try:
        worker.start()
    finally:
        threading.stack_size(before)
