"""How long trainings in the tab take against the same `fit` in a plain script, in interleaved pairs."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.training_task import CONVOLUTIONAL, EPOCHS, PRESETS, images_of

_PAIRS = 3
_MOST_RATIO = 1.05
_MOST_WITH_AMX = 1 / 1.4
"""Where the processor multiplies whole tiles in bfloat16, which these presets then use."""
_CPU_FACTS = Path("/proc/cpuinfo")


class Probe:
    """A process that trains once for every line that it is sent, and answers with the seconds."""

    def __init__(self, module: str, home: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "MNIST_DESKTOP_HOME": home, "TF_CPP_MIN_LOG_LEVEL": "2"},
        )

    def train(self, preset: str) -> float:
        """Seconds of one training of a preset, building the graph included."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{preset}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"training_speed: the probe ended with {self._process.wait()}")
        return float(answer)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=60)


def measure() -> list[Figure]:
    """For each preset the median of the ratios of three pairs, after one that nobody counts."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as home:
        plain = Probe("tests.benchmarks.training_plain", home)
        tab = Probe("tests.benchmarks.training_tab", home)
        for preset in PRESETS:
            pairs = [(plain.train(preset), tab.train(preset)) for _ in range(_PAIRS + 1)][1:]
            figures += _figures(preset, pairs)
        plain.close()
        tab.close()
    return figures


def _figures(preset: str, pairs: list[tuple[float, float]]) -> list[Figure]:
    ratio = statistics.median(in_tab / in_script for in_script, in_tab in pairs)
    bound = _MOST_WITH_AMX if preset in CONVOLUTIONAL and _has_amx() else _MOST_RATIO
    images = images_of(preset) * EPOCHS
    speeds = [images / statistics.median(column) for column in zip(*pairs, strict=True)]
    return [
        Figure(f"{preset}: training in the tab against a plain script", ratio, "", bound),
        Figure(f"{preset}: in a plain script, images/s", speeds[0], ""),
        Figure(f"{preset}: in the tab, images/s", speeds[1], ""),
    ]


def _has_amx() -> bool:
    return _CPU_FACTS.is_file() and "amx_bf16" in _CPU_FACTS.read_text(encoding="ascii", errors="replace")
