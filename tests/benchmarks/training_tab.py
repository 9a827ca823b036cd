"""The real window with its Train tab in sight, trained once for each line on standard input."""

from __future__ import annotations

import sys
import threading
import time

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from mnist_desktop.app import Program
from mnist_desktop.places import user_places
from mnist_desktop.running import SWITCH_SECONDS, make_application
from mnist_desktop.training.progress import EpochFinished, TrainingStarted
from mnist_desktop.ui.window import TRAIN
from mnist_desktop.ui.work import WorkShown
from tests.benchmarks.training_task import task


class TabProbe(QObject):
    """Presses the button for each line, and prints the seconds between the first step and the last epoch.

    Signals:
        line_read: Standard input had a line; empty at its end.
    """

    line_read = Signal(str)

    def __init__(self, application: QApplication, program: Program) -> None:
        super().__init__()
        self._application = application
        program.window.show_place(TRAIN)
        self._window = program.window
        self._tab = program.window.page(TRAIN)
        self._began = 0.0
        self._tab.work_started.connect(self._on_work_started)
        self._tab.training_ended.connect(self._on_training_ended)
        self._seconds = 0.0
        self.line_read.connect(self._on_line, Qt.ConnectionType.QueuedConnection)

    def read_lines(self) -> None:
        """Hand on the lines of standard input, in a thread of its own."""
        for line in sys.stdin:
            self.line_read.emit(line)
        self.line_read.emit("")

    def _on_line(self, line: str) -> None:
        if line:
            self._tab.settings.show_plan(task(line.strip()))
            self._tab.settings.button.click()
        else:
            self._window.close()

    def _on_work_started(self, shown: WorkShown) -> None:
        shown.job.progressed.connect(self._on_progressed)

    def _on_progressed(self, event: object) -> None:
        if isinstance(event, TrainingStarted):
            self._began = time.perf_counter()
        elif isinstance(event, EpochFinished):
            self._seconds = time.perf_counter() - self._began

    def _on_training_ended(self) -> None:
        print(self._seconds, flush=True)


def main() -> None:
    """Open the window and train once for each line."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application()
    program = Program(application, user_places())
    program.show()
    probe = TabProbe(application, program)
    threading.Thread(target=probe.read_lines, daemon=True).start()
    application.exec()
    for lane in program.lanes:
        lane.wait(10_000)


if __name__ == "__main__":
    main()
