"""Opens a model file in the real window, cold and again; prints the seconds and the event loop's gaps."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from mnist_desktop.app import Program
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem
from mnist_desktop.running import SWITCH_SECONDS, make_application
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.window import DRAW, MODELS
from mnist_desktop.ui.wording import sentence
from tests.benchmarks.latency_probe import GapMeter, wait_until

_SETTLED = 50


class SilentDialogs(Dialogs):
    """Asks and tells nothing; trouble ends the measurement."""

    def tell(self, title: str, text: str) -> None:
        """A network that learnt nothing reads no digits."""

    def ask_lines(self, title: str, label: str, text: str = "", **_words: object) -> str | None:
        """The classes keep their numbers."""
        return None

    def trouble(self, error: Exception) -> None:
        sys.exit(f"opening_probe: {sentence(error) if isinstance(error, Problem) else error!r}")


def opened(program: Program, gaps: GapMeter, path: Path) -> dict[str, object]:
    """Open the file as a drop or the dialog does, until its result is told; seconds, and gaps in seconds."""
    told: list[str] = []
    page = program.window.page(MODELS)
    page.opening.status_told.connect(told.append)
    gaps.take()
    began = time.perf_counter()
    program.open_models([path])
    wait_until(lambda: bool(told) and not program.files.is_busy)
    seconds = time.perf_counter() - began
    # The window shows the model after it was told of; that belongs to it.
    settled = len(gaps.gaps) + _SETTLED
    wait_until(lambda: len(gaps.gaps) >= settled)
    return {"seconds": seconds, "gaps": gaps.take()}


def main() -> None:
    """Measure the file that the command line names."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application()
    program = Program(application, user_places(), SilentDialogs())
    program.show()
    wait_until(lambda: program.window.page(DRAW).board.isVisible())
    # The place is there before a file comes; its first visit has a price of its own.
    program.window.show_place(MODELS)
    wait_until(lambda: not any(lane.is_busy for lane in program.lanes))
    gaps = GapMeter()
    wait_until(lambda: len(gaps.gaps) > _SETTLED)
    path = Path(sys.argv[1])
    record = {"cold": opened(program, gaps, path), "again": opened(program, gaps, path)}
    gaps.timer.stop()
    sys.stdout.write(json.dumps(record) + "\n")
    QTimer.singleShot(0, program.window.close)
    application.exec()
    for lane in program.lanes:
        lane.wait(10_000)


if __name__ == "__main__":
    main()
