"""How long a training in the tab takes against the same `fit` in a plain script: five interleaved pairs."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile

from tests.benchmarks.figures import Figure
from tests.benchmarks.training_task import EPOCHS, IMAGES

_PAIRS = 5
_MOST_RATIO = 1.05


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

    def train(self) -> float:
        """Seconds of one training, building the graph included."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("train\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise SystemExit(f"training_speed: the probe ended with {self._process.wait()}")
        return float(answer)

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=60)


def measure() -> list[Figure]:
    """Median of the ratios of five pairs, after one that nobody counts, and both speeds."""
    with tempfile.TemporaryDirectory() as home:
        plain = Probe("tests.benchmarks.training_plain", home)
        tab = Probe("tests.benchmarks.training_tab", home)
        pairs = [(plain.train(), tab.train()) for _ in range(_PAIRS + 1)][1:]
        plain.close()
        tab.close()
    ratios = [in_tab / in_script for in_script, in_tab in pairs]
    seen = IMAGES * EPOCHS
    return [
        Figure("training in the tab against a plain script", statistics.median(ratios), "", _MOST_RATIO),
        Figure(
            "training in a plain script, images/s", seen / statistics.median(pair[0] for pair in pairs), ""
        ),
        Figure("training in the tab, images/s", seen / statistics.median(pair[1] for pair in pairs), ""),
    ]


def main() -> int:
    """Print the figures; exit 1 if the ratio misses its bound."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.training_speed", description=__doc__)
    words.add_argument("--json", action="store_true", help="one JSON object a figure")
    given = words.parse_args()
    figures = measure()
    for figure in figures:
        print(json.dumps(figure.record()) if given.json else figure.row(), flush=True)
    return 0 if all(figure.is_within for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
