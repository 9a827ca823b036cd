"""How soon the window is there and reads a first digit, and what that costs in memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.figures import Figure

_RUNS = 5
_BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
def shown():
    if window.windowHandle() and window.windowHandle().isExposed():
        print(time.time() - float(sys.argv[1])); application.quit()
    else:
        QTimer.singleShot(1, shown)
QTimer.singleShot(0, shown)
application.exec()
"""


def measure() -> list[Figure]:
    """Medians of five starts, each beside a start of a bare window."""
    windows, digits, memories, bare, loaded = [], [], [], [], []
    for run in range(_RUNS + 1):
        bare_seconds = float(_run([sys.executable, "-c", _BARE]))
        record = json.loads(_run([sys.executable, "-m", "tests.benchmarks.start_probe"]))
        if run == 0:
            # The first start of each fills the system's file cache.
            continue
        bare.append(bare_seconds)
        windows.append(record["window"])
        digits.append(record["digit"])
        memories.append(record["megabytes"])
        loaded.append(record["tensorflow"])
    return [
        Figure("window visible after", statistics.median(windows), "s", 0.7),
        Figure("a bare PySide6 window, in the same run", statistics.median(bare), "s"),
        Figure("a drawn digit read after", statistics.median(digits), "s", 1.0),
        Figure("resident memory with a digit read", statistics.median(memories), "MB", 150),
        Figure("starts that imported TensorFlow", float(sum(loaded)), "", 0),
    ]


def _run(command: list[str]) -> str:
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, MNIST_DESKTOP_HOME=home)
        began = str(time.time())
        done = subprocess.run([*command, began], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]
