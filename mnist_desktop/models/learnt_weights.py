"""The weights of a model of the library, for going on to train it. No TensorFlow."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.network import Network
from mnist_desktop.models.reading.look import Look, look
from mnist_desktop.models.weight_shapes import weights_fit
from mnist_desktop.problems import Problem, ProblemCode


def learnt_weights(model: LibraryModel, network: Network) -> list[NDArray[np.float32]]:
    """The arrays of a model in Keras's order.

    Raises:
        Problem: MODEL_DAMAGED unless its file is what was once kept; MODEL_OTHER_INPUT if it takes its input
            in another form than training gives it; MODEL_OTHER_NETWORK if its weights do not fit `network`.

    """
    form = model.facts.input_form
    if form is not None and not form.is_plain:
        raise Problem(ProblemCode.MODEL_OTHER_INPUT, name=model.facts.name)
    seen = _look(model)
    kept = seen.inspection.network
    if not isinstance(kept, Network) or not weights_fit(kept, network):
        raise Problem(ProblemCode.MODEL_OTHER_NETWORK, name=model.facts.name)
    return [np.asarray(array, np.float32) for arrays in seen.arrays for array in arrays]


def network_of(model: LibraryModel) -> Network | None:
    """The network of a model as its Keras file has it, None for one that this program cannot train.

    Raises:
        Problem: MODEL_DAMAGED unless its file is what was once kept.

    """
    network = _look(model).inspection.network
    return network if isinstance(network, Network) else None


def _look(model: LibraryModel) -> Look:
    model.keras_bytes()
    with tempfile.TemporaryDirectory(prefix="mnist-desktop-", ignore_cleanup_errors=True) as workspace:
        return look(model.keras_file, Path(workspace))
