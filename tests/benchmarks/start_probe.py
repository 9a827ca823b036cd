"""Starts as `python -m mnist_desktop` does, draws a digit, prints when what was seen, and ends."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer

from mnist_desktop.app import Program
from mnist_desktop.places import user_places
from mnist_desktop.running import make_application
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.window import DRAW
from tests.hand import DIGITS
from tests.ui.strokes import draw


class Probe(QObject):
    """Notes the first paint of the board on the screen and the first paint of an answer."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.began = float(sys.argv[1])
        self.page: DrawPage = program.window.page(DRAW)
        self.window_seconds = 0.0
        self.page.board.installEventFilter(self)
        self.page.answer.bars.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            if watched is self.page.board and not self.window_seconds:
                if self.program.window.windowHandle().isExposed():
                    QTimer.singleShot(0, self.on_window_painted)
            elif watched is self.page.answer.bars and self.page.answer.bars.numbers is not None:
                QTimer.singleShot(0, self.on_digit_painted)
        return False

    def on_window_painted(self) -> None:
        if not self.window_seconds:
            self.window_seconds = time.time() - self.began
            draw(self.page.board, DIGITS["7"])

    def on_digit_painted(self) -> None:
        if self.page.answer.glyph.text() != "7":
            return
        record = {
            "window": self.window_seconds,
            "digit": time.time() - self.began,
            "megabytes": resident_megabytes(),
            "tensorflow": "tensorflow" in sys.modules,
        }
        sys.stdout.write(json.dumps(record) + "\n")
        self.page.answer.bars.removeEventFilter(self)
        self.program.window.close()


def resident_megabytes() -> float:
    """Resident memory of this process now; its peak where the system has no /proc."""
    try:
        with Path("/proc/self/status").open(encoding="ascii") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    except OSError:
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    """Show the window and let the probe end it."""
    application = make_application()
    program = Program(application, user_places())
    program.show()
    probe = Probe(program)
    application.exec()
    for lane in program.lanes:
        lane.wait(5000)
    del probe


if __name__ == "__main__":
    main()
