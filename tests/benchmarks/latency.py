"""From the mouse event to the paint of the new numbers, and the event loop's gaps, also while training."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from tests.benchmarks.figures import Figure, share


def measure() -> list[Figure]:
    """Drive the real window in a process of its own: first idle, then while it trains each preset."""
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
    figures = _latencies("idle", record["idle"])
    for which, measured in record["compared"].items():
        figures += _latencies(f"four models compared, the one {which}", measured)
    for preset, measured in record["training"].items():
        figures += _latencies(f"training {preset}", measured["latencies"])
        gaps = [1000 * value for value in measured["gaps"]]
        figures += [
            Figure(f"event-loop gap, training {preset}, p99", share(gaps, 0.99), "ms", 16),
            Figure(f"event-loop gap, training {preset}, maximum", max(gaps), "ms", 150),
        ]
    first = next(iter(record["training"].values()))
    imported = 1000 * max(first["gaps_before"])
    return [
        *figures,
        Figure("event-loop gap while TensorFlow is imported, maximum", imported, "ms", 500),
        Figure("the Train place made for the first time", 1000 * record["place"], "ms"),
    ]


def _latencies(phase: str, seconds: list[float]) -> list[Figure]:
    latencies = [1000 * value for value in seconds]
    return [
        Figure(f"pen to painted numbers, {phase}, median", share(latencies, 0.5), "ms"),
        Figure(f"pen to painted numbers, {phase}, p95 of {len(latencies)}", share(latencies, 0.95), "ms", 16),
    ]
