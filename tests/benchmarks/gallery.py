"""How smooth the window stays while 5,000 images are read in the gallery, and how that scrolls."""

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
            [sys.executable, "-m", "tests.benchmarks.gallery_probe"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    record = json.loads(done.stdout.splitlines()[-1])
    measured = {
        name: [1000 * value for value in record[name]] for name in ("gaps", "frames while reading", "frames")
    }
    return [
        Figure("event-loop gap, 5,000 images read, p99", share(measured["gaps"], 0.99), "ms", 16),
        Figure("event-loop gap, 5,000 images read, maximum", max(measured["gaps"]), "ms"),
        Figure(
            "a frame of the gallery while it is read, p95",
            share(measured["frames while reading"], 0.95),
            "ms",
            16,
        ),
        Figure("a frame of the whole gallery, p95", share(measured["frames"], 0.95), "ms", 16),
        Figure("5,000 images read after", record["seconds"], "s"),
    ]
