"""How long the bundled model takes for MNIST's 10,000 test digits, and that TensorFlow has no part in it."""

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
_BOUND = 5.0
_CORES = 2


def measure() -> list[Figure]:
    """The command from start to end on two cores: the median and the longest of five runs."""
    with tempfile.TemporaryDirectory() as home:
        told = _run(home, {"PYTHONVERBOSE": "1"})
        assert json.loads(told.stdout)["count"] == 10_000
        imported = sum(f"import '{name}'" in told.stderr for name in ("tensorflow", "keras", "PySide6"))
        began = _processor_seconds()
        seconds = [_seconds(home) for _ in range(_RUNS)]
        used = (_processor_seconds() - began) / _RUNS
    return [
        Figure("evaluate 10,000 digits on two cores, median", statistics.median(seconds), "s", _BOUND),
        Figure("evaluate 10,000 digits on two cores, longest", max(seconds), "s"),
        Figure("evaluate 10,000 digits, processor time, mean", used, "s", _CORES * _BOUND),
        Figure("what it imported of TensorFlow and Qt", float(imported), "", 0),
    ]


def _seconds(home: str) -> float:
    began = time.monotonic()
    _run(home, {})
    return time.monotonic() - began


def _processor_seconds() -> float:
    """What the children of this process have used so far: a busy computer changes it little."""
    times = os.times()
    return times.children_user + times.children_system


def _run(home: str, settings: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mnist_desktop", "evaluate", "--json"]
    environment = {**os.environ, "MNIST_DESKTOP_HOME": home, **settings}
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if before:  # children inherit it
        os.sched_setaffinity(0, sorted(before)[:_CORES])
    try:
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    finally:
        if before:
            os.sched_setaffinity(0, before)
