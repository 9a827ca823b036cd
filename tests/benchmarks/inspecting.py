"""How soon the command line tells what is in a model file, and that TensorFlow has no part in it."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.models.reading.sample_files import Sample, dense, write_h5, write_keras

_RUNS = 9
_BOUND = 1.0
_MOST_OF_A_PROCESSOR = 0.8


def measure() -> list[Figure]:
    """The median of nine runs a format, with a file of 3 MB, and the commands that imported TensorFlow."""
    figures, loaded, began = [], 0, _processor_seconds()
    with tempfile.TemporaryDirectory() as folder:
        layers = [Sample("Flatten"), dense(784, 960, "relu"), dense(960, 10, "softmax")]
        for path in (
            write_keras(Path(folder) / "m.keras", layers, (28, 28)),
            write_h5(Path(folder) / "m.h5", layers, (28, 28)),
        ):
            assert 2.9e6 < path.stat().st_size < 3.2e6
            # The first run fills the system's file cache.
            seconds = [_seconds(path, folder) for _ in range(_RUNS + 1)][1:]
            figures.append(
                Figure(f"inspect a {path.suffix} of 3 MB, median", statistics.median(seconds), "s", _BOUND)
            )
            figures.append(Figure(f"inspect a {path.suffix} of 3 MB, longest", max(seconds), "s"))
            loaded += _imports_tensorflow(path, folder)
    used = (_processor_seconds() - began) / (2 * (_RUNS + 2))
    figures.append(Figure("inspect, processor time, mean", used, "s", _MOST_OF_A_PROCESSOR))
    return [*figures, Figure("commands that imported TensorFlow or Qt", float(loaded), "", 0)]


def _seconds(path: Path, home: str) -> float:
    began = time.monotonic()
    _run(path, {"MNIST_DESKTOP_HOME": home})
    return time.monotonic() - began


def _processor_seconds() -> float:
    """What the children of this process, and theirs, have used so far: a busy computer changes it little."""
    times = os.times()
    return times.children_user + times.children_system


def _imports_tensorflow(path: Path, home: str) -> bool:
    """Whether the command imports what it should not; a test looks at what its child does."""
    told = _run(path, {"MNIST_DESKTOP_HOME": home, "PYTHONVERBOSE": "1"})
    return any(f"import '{name}'" in told for name in ("tensorflow", "keras", "PySide6"))


def _run(path: Path, settings: dict[str, str]) -> str:
    command = [sys.executable, "-m", "mnist_desktop", "inspect", str(path)]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=True)
    return done.stderr
