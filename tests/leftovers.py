"""Finding what a test left running: threads, timers, windows, child processes."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE_SECONDS = 3.0


class Watch:
    """Remembers what was there at its making; `left_behind` names what came since and still runs.

    While it watches, all older objects are kept out of the garbage collector's sight, so that looking
    through the objects of one test takes milliseconds, with TensorFlow's million objects loaded too.
    """

    def __init__(self) -> None:
        gc.freeze()
        self._threads = set(threading.enumerate())
        self._processes = _child_processes()
        self._windows = {id(window) for window in _windows()}

    def left_behind(self) -> list[str]:
        """What still runs after some patience, in words; empty if nothing does."""
        try:
            deadline = time.monotonic() + PATIENCE_SECONDS
            left = self._look()
            while left and time.monotonic() < deadline:
                time.sleep(0.02)
                left = self._look()
            return left
        finally:
            gc.unfreeze()

    def _look(self) -> list[str]:
        _deliver_deferred_deletes()
        gc.collect()
        return [
            *self._running_threads(),
            *self._running_processes(),
            *self._open_windows(),
            *_running_in_qt(),
        ]

    def _running_threads(self) -> Iterator[str]:
        for thread in threading.enumerate():
            # Python's stand-ins for foreign threads (Qt's, TensorFlow's) outlive them; QThreads are looked
            # for among the objects.
            if thread not in self._threads and not isinstance(thread, threading._DummyThread):
                yield f"thread {thread.name}"

    def _running_processes(self) -> Iterator[str]:
        for process, name in _child_processes().items():
            if process not in self._processes:
                yield f"process {process} ({name})"

    def _open_windows(self) -> Iterator[str]:
        for window in _windows():
            if id(window) not in self._windows and window.isVisible():
                yield f"window {type(window).__name__} {window.objectName()!r}"


def _running_in_qt() -> Iterator[str]:
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return
    import shiboken6

    for thing in gc.get_objects():
        # type() and not isinstance(): a lazy object's __class__ may do or raise anything.
        if not issubclass(type(thing), core.QThread | core.QTimer) or not shiboken6.isValid(thing):
            continue
        if isinstance(thing, core.QThread):
            if thing.isRunning() and thing is not core.QCoreApplication.instance().thread():
                yield f"QThread {type(thing).__name__} {thing.objectName()!r}"
        elif thing.isActive():
            owner = type(thing.parent()).__name__ if thing.parent() else "nobody"
            yield f"QTimer {thing.objectName()!r} of {owner}"
    if core.QThreadPool.globalInstance().activeThreadCount() > 0:
        yield "work in Qt's thread pool"


def _deliver_deferred_deletes() -> None:
    core = sys.modules.get("PySide6.QtCore")
    application = core.QCoreApplication.instance() if core else None
    if core is not None and application is not None:
        application.processEvents()
        application.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)


def _windows() -> list[Any]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.topLevelWidgets() if widgets and widgets.QApplication.instance() else []


def _child_processes() -> dict[int, str]:
    """Processes that this one started and that have not ended; empty where the system has no /proc."""
    found: dict[int, str] = {}
    for children in Path("/proc/self/task").glob("*/children"):
        for process in _read(children).split():
            state, name = _state_and_name(Path("/proc") / process / "stat")
            if state not in ("", "Z", "X"):
                found[int(process)] = name
    return found


def _state_and_name(stat: Path) -> tuple[str, str]:
    name, _, rest = _read(stat).partition("(")[2].rpartition(")")
    return rest.strip()[:1], name


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
