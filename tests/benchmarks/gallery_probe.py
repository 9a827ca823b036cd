"""Drops a folder of images on the real window; prints the gaps of its loop and how its gallery scrolls."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QTimer

from mnist_desktop.app import Program
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.places import user_places
from mnist_desktop.running import SWITCH_SECONDS, make_application
from mnist_desktop.ui.window import DRAW
from tests.benchmarks.latency_probe import GapMeter, wait_until

_SIZE = 1440, 960
_IMAGES = 5000
_SIDE = 112
_FRAMES = 300
_WHILE_READING = 60


def make_images(folder: Path) -> None:
    """Digits as PNG files, dark on light and larger than a model takes them."""
    for number, pixels in enumerate(load_mnist_test().images[:_IMAGES]):
        large = Image.fromarray(255 - pixels).resize((_SIDE, _SIDE), Image.Resampling.BICUBIC)
        large.save(folder / f"{number:05}.png")


class GalleryPhase:
    """A gallery while it is read and when it is whole."""

    def __init__(self, program: Program, folder: Path) -> None:
        program.window.resize(*_SIZE)
        program.window.page(DRAW)
        self._gaps = GapMeter()
        wait_until(lambda: len(self._gaps.gaps) > 50)
        self._gallery = program.opening.gallery
        wait_until(lambda: len(self._gaps.gaps) > 100)
        self._gaps.take()
        self._gallery.load([folder])

    def measured(self) -> dict[str, list[float]]:
        """Seconds of gaps and frames while images are read, and of frames after that."""
        reader, view = self._gallery.reader, self._gallery.page.view
        while_reading: list[float] = []
        timer = QTimer()
        frames = self._frames(_WHILE_READING)
        timer.timeout.connect(lambda: while_reading.extend([next(frames, 0.0)]))
        wait_until(lambda: len(reader.collection) > _IMAGES // 10)
        timer.start(50)
        wait_until(lambda: not reader.is_busy)
        timer.stop()
        gaps = self._gaps.take()
        self._gaps.timer.stop()
        view.verticalScrollBar().setValue(0)
        return {
            "gaps": gaps,
            "frames while reading": [seconds for seconds in while_reading if seconds],
            "frames": list(self._frames(_FRAMES)),
        }

    def _frames(self, count: int) -> Iterator[float]:
        """Of each frame, from the new place of the bar to the painted pixels."""
        view = self._gallery.page.view
        bar = view.verticalScrollBar()
        for number in range(1, count + 1):
            began = time.perf_counter()
            bar.setValue(number * 2 * bar.singleStep())
            view.viewport().repaint()
            yield time.perf_counter() - began


def main() -> None:
    """Show the window, open a folder in it, and end."""
    sys.setswitchinterval(SWITCH_SECONDS)
    application = make_application()
    program = Program(application, user_places())
    program.show()
    with tempfile.TemporaryDirectory() as folder:
        make_images(Path(folder))
        began = time.perf_counter()
        record: dict[str, object] = dict(GalleryPhase(program, Path(folder)).measured())
        record["seconds"] = time.perf_counter() - began
    sys.stdout.write(json.dumps(record) + "\n")
    program.window.close()
    application.exec()
    for lane in program.lanes:
        lane.wait(10_000)


if __name__ == "__main__":
    main()
