"""Verdicts for tests."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.evaluation.comparison import Verdicts


def all_accepted(probabilities: NDArray[np.floating[Any]]) -> Verdicts:
    """Those of a model that cannot reject, on images that all have ink."""
    count = len(probabilities)
    return Verdicts(probabilities, np.zeros(count, np.bool_), np.ones(count, np.bool_), can_reject=False)
