"""Models that answer the same whatever they see."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.ui.shelf import ModelShelf


def use_model(shelf: ModelShelf, shares: Mapping[int, float], digit: float | None = None) -> LibraryModel:
    """Read with a model that gives these shares to digits, adding up to 1, and the others next to nothing.

    `digit` is its probability that anything is a digit; None for a model that cannot tell.
    """
    outputs = np.full(10 if digit is None else 11, 1e-6)
    for label, share in shares.items():
        outputs[label] = share if digit is None else share * digit
    if digit is not None:
        outputs[10] = 1 - digit
    network = Network((28, 28), (Flatten(), Dense(len(outputs), "softmax")))
    weights = [np.zeros((784, len(outputs)), np.float32), np.log(outputs).astype(np.float32)]
    prepared = PreparedModel(
        network, b"keras", write_litert(network, weights), network.parameters, network.facts(), (28, 28)
    )
    model = shelf.library.add(prepared, name="Stand-in", origin=Origin.TRAINED, accuracy=None)
    shelf.models_changed.emit()
    shelf.activate(model.facts.identifier)
    return model
