"""Choosing some digits of a set: by class, or at random."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray


def of_classes(labels: NDArray[np.int64], classes: Collection[int]) -> NDArray[np.int64]:
    """Positions (m,) of the labels (n,) that are among `classes`, in order; all where none is named."""
    if not classes:
        return np.arange(len(labels), dtype=np.int64)
    return np.flatnonzero(np.isin(labels, list(classes))).astype(np.int64)


def sample(positions: NDArray[np.int64], count: int, seed: int) -> NDArray[np.int64]:
    """At most `count` of the positions (n,), drawn without putting back, in random order."""
    drawn = np.random.default_rng(seed).permutation(len(positions))[:count]
    return positions[drawn]
