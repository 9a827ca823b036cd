"""How sure a reading is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_CERTAIN = 0.98
_SURE = 0.80


@dataclass(frozen=True)
class Certainty:
    """The two likeliest classes and the share of the first, 0..1."""

    best: str
    second: str
    share: float

    @property
    def is_certain(self) -> bool:
        """True where hardly anything else comes into question."""
        return self.share >= _CERTAIN

    @property
    def is_sure(self) -> bool:
        """True where the answer is to be relied on in everyday use."""
        return self.share >= _SURE


def certainty_of(class_names: Sequence[str], probabilities: NDArray[np.float32]) -> Certainty:
    """Judge probabilities (classes,) that sum to 1."""
    order = np.argsort(-probabilities)
    return Certainty(
        class_names[order[0]], class_names[order[min(1, len(order) - 1)]], float(probabilities[order[0]])
    )
