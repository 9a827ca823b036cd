"""The weights of a model of the library, for going on to train it. No TensorFlow."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.network import Network
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import Problem, ProblemCode


def learnt_weights(model: LibraryModel, network: Network) -> list[NDArray[np.float32]]:
    """The arrays of a model in Keras's order.

    Raises:
        Problem: MODEL_DAMAGED unless its file is what was once kept; MODEL_OTHER_NETWORK if it has other
            layers than `network`.

    """
    model.keras_bytes()
    with tempfile.TemporaryDirectory(prefix="mnist-desktop-", ignore_cleanup_errors=True) as workspace:
        seen = look(model.keras_file, Path(workspace))
    if seen.inspection.network != network:
        raise Problem(ProblemCode.MODEL_OTHER_NETWORK, name=model.facts.name)
    return [np.asarray(array, np.float32) for arrays in seen.arrays for array in arrays]
