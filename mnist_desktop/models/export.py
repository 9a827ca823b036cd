"""From a network and its arrays to a Keras model and files. Nothing of a foreign file is executed here."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from mnist_desktop.models.graph import Architecture, Graph
from mnist_desktop.models.keras_graph import build_graph
from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.models.reading.recasting import Arrays
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    import keras


def rebuild(architecture: Architecture, arrays: tuple[Arrays, ...]) -> keras.Model:
    """A Keras model of a network or graph in float32, not compiled, with these weights.

    Args:
        architecture: The layers.
        arrays: The arrays of each layer in Keras's order, float32; none for a layer without weights.

    """
    if isinstance(architecture, Graph):
        return build_graph(architecture, arrays)
    model = build_keras(architecture)
    for layer, weights in zip(model.layers, arrays, strict=True):
        layer.set_weights(list(weights))
    return model


def write_h5(model: keras.Model, path: Path) -> None:
    """Write the model to `path`, whose name ends in `.h5`, without an optimiser.

    Keras cannot read back every `.h5` with an optimiser that it wrote. Its advice to prefer `.keras` is given
    by the window and the command line in words of their own.
    """
    log = logging.getLogger("absl")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        model.save(path, include_optimizer=False)
    finally:
        log.setLevel(level)


def require_same(path: Path, workspace: Path, architecture: Architecture, arrays: tuple[Arrays, ...]) -> None:
    """Open the file at `path` again as anybody's, and compare it bit for bit with what was to be saved.

    Raises:
        Problem: MODEL_SAVED_DIFFERENTLY.

    """
    from mnist_desktop.models.reading.look import look

    seen = look(path, workspace)
    same = seen.inspection.network == architecture and len(seen.arrays) == len(arrays)
    pairs = (
        pair
        for ours, theirs in zip(arrays, seen.arrays, strict=same)
        for pair in zip(ours, theirs, strict=True)
    )
    if not same or not all(ours.tobytes() == np.asarray(theirs).tobytes() for ours, theirs in pairs):
        raise Problem(ProblemCode.MODEL_SAVED_DIFFERENTLY, format=path.suffix)
