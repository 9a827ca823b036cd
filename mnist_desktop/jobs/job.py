"""A job: one piece of background work that ends in exactly one of succeeded, failed and cancelled."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal


class Cancelled(Exception):
    """Raised by work that noticed that it was asked to stop."""


@dataclass(frozen=True)
class Fraction:
    """How far a job has come: `done` of `total`, total 0 while unknown."""

    done: int
    total: int


class JobControl:
    """What the work sees of its job. Every method may be called from the worker thread."""

    def __init__(self, report: Callable[[object], None], cancelled: threading.Event) -> None:
        """Keep the way to report and the flag that a user may set."""
        self.report = report
        self._cancelled = cancelled

    def is_cancelled(self) -> bool:
        """True once the user asked to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the user asked to stop."""
        if self._cancelled.is_set():
            raise Cancelled

    def reporting_to(self, report: Callable[[object], None]) -> JobControl:
        """The same job for a part of its work, whose reports go to `report`."""
        return JobControl(report, self._cancelled)


Work: TypeAlias = Callable[[JobControl], object]


class Job(QObject):
    """A job as the window sees it. It lives in the GUI thread; connect bound methods of QObjects.

    Signals:
        progressed: What the work reports, frozen.
        succeeded: The result of the work.
        failed: The exception that ended it, a `Problem` where the trouble is expected.
        cancelled: The work stopped because the user asked.
        ended: After each of the three.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        """Hold the work until a lane runs it."""
        super().__init__(parent)
        self._work = work
        self._cancel_asked = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; it answers at its next check."""
        self._cancel_asked.set()

    def is_cancel_asked(self) -> bool:
        """True once `cancel` was called."""
        return self._cancel_asked.is_set()

    def run(self) -> None:
        """Do the work in the calling thread and tell the end, which reaches the window through its queue."""
        try:
            control = JobControl(self.progressed.emit, self._cancel_asked)
            control.check()
            result = self._work(control)
        except Cancelled:
            self.cancelled.emit()
        except BaseException as error:  # noqa: BLE001 - whatever ends the work is handed to the window
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()
