"""Another set than MNIST from its files to its answers: Debian's Fashion-MNIST."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from mnist_desktop.places import HOME_VARIABLE
from tests.benchmarks.figures import Figure

FOLDER = Path("/usr/share/datasets/fashion-mnist")
PACKAGE = "dataset-fashion-mnist"
MOST_WRONG = 14.0
"""Per cent of the test images, after two epochs of CNN 32-64."""
MOST_IMPORT_SECONDS = 3.0


def measure() -> list[Figure]:
    """Import, training, evaluation and a drawing, in a window of its own; none without the files."""
    if not FOLDER.is_dir():
        sys.stderr.write(f"fashion: {FOLDER} is not there; Debian's package {PACKAGE} has it\n")
        return []
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.fashion_probe", str(FOLDER)],
            env={**os.environ, HOME_VARIABLE: home},
            capture_output=True,
            text=True,
            check=True,
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    is_named = any(name in found["read_as"] for name in found["class_names"])
    return [
        Figure("Fashion-MNIST, taken in and kept", found["import_seconds"], "s", MOST_IMPORT_SECONDS),
        Figure("Fashion-MNIST, CNN 32-64 for two epochs", found["training_seconds"], "s"),
        Figure("Fashion-MNIST, test images read wrong", (1 - found["accuracy"]) * 100, "%", MOST_WRONG),
        Figure(
            "Fashion-MNIST, evaluation against the training's own test",
            abs(found["accuracy"] - found["trained_accuracy"]) * 100,
            "%",
            0.01,
        ),
        Figure("Fashion-MNIST, drawings read as something without a name", float(not is_named), "", 0.0),
    ]
