"""One relay for unexpected exceptions of every thread: into the log, and once to the window."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Signal

_LOG = logging.getLogger("mnist_desktop")


@dataclass(frozen=True)
class ErrorReport:
    """An unexpected exception: its last line, and everything that helps to find its cause."""

    summary: str
    details: str


def report_of(error: BaseException) -> ErrorReport:
    """Describe an exception."""
    details = "".join(traceback.format_exception(error))
    return ErrorReport(f"{type(error).__name__}: {error}", details)


class ErrorRelay(QObject):
    """Owns the exception hooks while installed. Lives in the GUI thread, so its signal arrives there.

    Signals:
        error_occurred: An `ErrorReport`.
    """

    error_occurred = Signal(object)

    def install(self) -> None:
        """Take over the hooks for uncaught exceptions of the interpreter and of all threads."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable

    def uninstall(self) -> None:
        """Give the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def relay(self, error: BaseException) -> None:
        """Log an exception and tell the window; may be called from any thread."""
        report = report_of(error)
        _LOG.error("unexpected: %s\n%s", report.summary, report.details)
        self.error_occurred.emit(report)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.relay(error.with_traceback(trace))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.relay(arguments.exc_value)

    def _on_unraisable(self, arguments: sys.UnraisableHookArgs) -> None:
        if arguments.exc_value is not None:
            # Nobody can act on an exception in a finaliser, so it goes to the log alone.
            _LOG.error("in a finaliser: %s", report_of(arguments.exc_value).details)
