"""How soon the window opens a model file of 3 MB, cold and again, and how smooth it stays meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure, share
from tests.benchmarks.functional_h5 import write_functional_h5

_FILE_BYTES = 2.9e6, 3.2e6
_BOUNDS = {"cold": 10.0, "again": 0.3}
_MOST_GAP = 16


def measure() -> list[Figure]:
    """Open the file twice in the real window, in a process and a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        path = write_functional_h5(Path(home) / "functional.h5")
        assert _FILE_BYTES[0] < path.stat().st_size < _FILE_BYTES[1]
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.opening_probe", str(path)],
            env=dict(os.environ, MNIST_DESKTOP_HOME=home),
            capture_output=True,
            text=True,
            check=True,
        )
    record = json.loads(done.stdout.splitlines()[-1])
    return [figure for name, bound in _BOUNDS.items() for figure in _figures(name, record[name], bound)]


def _figures(name: str, measured: dict[str, float | list[float]], bound: float) -> list[Figure]:
    seconds, gaps = measured["seconds"], measured["gaps"]
    assert isinstance(seconds, float)
    assert isinstance(gaps, list)
    milliseconds = [1000 * gap for gap in gaps]
    return [
        Figure(f"open a functional .h5 of 3 MB, {name}", seconds, "s", bound),
        Figure(f"event-loop gap meanwhile, {name}, p99", share(milliseconds, 0.99), "ms", _MOST_GAP),
        Figure(f"event-loop gap meanwhile, {name}, maximum", max(milliseconds), "ms"),
    ]
