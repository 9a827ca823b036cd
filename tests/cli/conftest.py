from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def quick(tmp_path: Path) -> list[str]:
    """Words for a training of a second."""
    output = str(tmp_path / "m.keras")
    return [
        "train",
        "--preset",
        "dense-64",
        "--image-limit",
        "500",
        "--epochs",
        "2",
        "--output",
        output,
        "--json",
    ]
