"""The program's own test of itself, from source; the frozen program runs it in `.ci/run`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.long
@pytest.mark.tensorflow
def test_the_program_uses_itself_from_drawing_to_a_reopened_model() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mnist_desktop", "--self-test"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    assert done.stdout.splitlines() == ["self-test ok"], done.stderr
    assert done.returncode == 0
