"""Opens the Data place of the real window, scrolls its grid in three ways, prints what it measured, ends."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from mnist_desktop.app import Program
from mnist_desktop.places import user_places
from mnist_desktop.running import SWITCH_SECONDS, make_application
from mnist_desktop.ui.window import DATA

_SIZE = 1440, 960
_FRAMES = 300
_WHEEL_STEPS = 3
_LOOK_MILLISECONDS = 1


class GridMeter(QObject):
    """Times from the click to the first painted images, and each frame while scrolling."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.began = time.perf_counter()
        self.record: dict[str, object] = {}
        self.awaited: QWidget | None = None
        program.window.resize(*_SIZE)
        QTimer.singleShot(500, self.open_place)

    def open_place(self) -> None:
        self.began = time.perf_counter()
        self.program.window.show_place(DATA)
        self.page = self.program.window.page(DATA)
        self.await_browser()

    def await_browser(self) -> None:
        if self.page.browser is None:
            QTimer.singleShot(_LOOK_MILLISECONDS, self.await_browser)
        else:
            self.await_paint(self.page.browser.overview.nine.buttons[-1])

    def await_paint(self, widget: QWidget) -> None:
        self.awaited = widget
        widget.installEventFilter(self)
        # It may have been painted already.
        widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched is self.awaited:
            self.awaited = None
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.on_painted)
        return False

    def on_painted(self) -> None:
        seconds = time.perf_counter() - self.began
        if "place" not in self.record:
            self.record["place"] = seconds
            self.began = time.perf_counter()
            self.await_paint(self.page.browser.grid.viewport())
            self.page.browser.all_button.click()
        else:
            self.record["grid"] = seconds
            QTimer.singleShot(200, self.scroll)

    def scroll(self) -> None:
        grid = self.page.browser.grid
        self.record["count"] = grid.count
        self.record["frames"] = {way: list(self.frames(way)) for way in ("by wheel", "by pages", "by leaps")}
        sys.stdout.write(json.dumps(self.record) + "\n")
        self.program.window.close()

    def frames(self, way: str) -> Iterator[tuple[float, float]]:
        """Of each frame, from the new place of the bar to the painted pixels: seconds, and those of work."""
        grid = self.page.browser.grid
        bar, leaps = grid.verticalScrollBar(), random.Random(1)
        bar.setValue(0)
        for number in range(1, _FRAMES + 1):
            target = {
                "by wheel": number * _WHEEL_STEPS * bar.singleStep() // 2,
                "by pages": number * bar.pageStep(),
                "by leaps": leaps.randrange(bar.maximum()),
            }[way]
            began, worked = time.perf_counter(), time.thread_time()
            bar.setValue(target)
            grid.viewport().repaint()
            yield time.perf_counter() - began, time.thread_time() - worked


def main() -> None:
    """Show the window and let the meter end it."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application()
    program = Program(application, user_places())
    program.show()
    meter = GridMeter(program)
    application.exec()
    for lane in program.lanes:
        lane.wait(5000)
    del meter


if __name__ == "__main__":
    main()
