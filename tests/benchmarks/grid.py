"""How soon the Data place shows images, and how smoothly 60,000 of them scroll."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from tests.benchmarks.figures import Figure, share


def measure() -> list[Figure]:
    """Drive the real window in a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, MNIST_DESKTOP_HOME=home)
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.grid_probe"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    record = json.loads(done.stdout.splitlines()[-1])
    figures = [
        Figure("the Data place, opened first, shows a set after", record["place"], "s"),
        Figure("first page of the grid after", record["grid"], "s", 0.3),
    ]
    for way, measured in record["frames"].items():
        frames = [1000 * seconds for seconds, _ in measured]
        work = [1000 * seconds for _, seconds in measured]
        figures += [
            Figure(f"a frame of {record['count']:,} digits, {way}, median", share(frames, 0.5), "ms"),
            Figure(f"a frame of {record['count']:,} digits, {way}, p95", share(frames, 0.95), "ms", 16),
            Figure(f"the processor's work for it, {way}, p95", share(work, 0.95), "ms"),
        ]
    return figures
