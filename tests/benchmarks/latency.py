"""From the mouse event to the paint of the new numbers, and the event loop's gaps, idle and in training."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from tests.benchmarks.figures import Figure, share


def measure() -> list[Figure]:
    """Drive the real window in a process of its own: first idle, then during a real training in the tab."""
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, MNIST_DESKTOP_HOME=home)
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.latency_probe"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    record = json.loads(done.stdout.splitlines()[-1])
    figures = []
    for phase in ("idle", "training"):
        latencies = [1000 * value for value in record[f"{phase}_latencies"]]
        figures += [
            Figure(f"mouse event to painted numbers, {phase}, median", share(latencies, 0.5), "ms"),
            Figure(f"mouse event to painted numbers, {phase}, p95", share(latencies, 0.95), "ms", 16),
            Figure(f"mouse events measured, {phase}", float(len(latencies)), ""),
        ]
    gaps = [1000 * value for value in record["training_gaps"]]
    return [
        *figures,
        Figure("event-loop gap while training, p99", share(gaps, 0.99), "ms", 16),
        Figure("event-loop gap while training, maximum", max(gaps), "ms", 150),
        Figure(
            "event-loop gap while TensorFlow is imported, maximum",
            1000 * max(record["import_gaps"]),
            "ms",
            500,
        ),
    ]
