"""What the model in a file answers once it is rebuilt."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.export import rebuild
from mnist_desktop.models.reading.look import look

DIGITS = probe_digits(20)


def answers_of_file(path: Path, workspace: Path) -> np.ndarray:
    """What the rebuilt model of a file answers to the digits."""
    seen = look(path, workspace)
    assert seen.inspection.problem is None
    network = seen.inspection.network
    assert network is not None
    model = rebuild(network, seen.arrays)
    return np.asarray(model(DIGITS.reshape(-1, *network.input_shape), training=False))


def require_close(found: np.ndarray, wanted: np.ndarray) -> None:
    """See that answers are the same, but for rounding."""
    assert np.abs(found - wanted).max() < 1e-5
