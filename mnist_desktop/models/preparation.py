"""Making a model ready for the library: float32, as Keras file and as LiteRT file, proven to agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.keras_file import keras_content
from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.network import LayerFacts, Network, Shape
from mnist_desktop.models.quiet_start import native_noise_held_back
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    import keras

PROBE_COUNT = 200
MOST_DIFFERENCE = 1e-4
"""Keras and LiteRT may differ by this much in any probability on the probe digits."""


@dataclass(frozen=True)
class PreparedModel:
    """A model as the library takes it: both files as bytes, and what is to be known of it.

    Where no LiteRT file could be made, it is empty and `trouble` says why: only Keras can run the model.
    """

    network: Network
    keras_file: bytes
    litert_file: bytes
    parameters: int
    layers: tuple[LayerFacts, ...]
    input_shape: Shape
    trouble: Problem | None = None


def prepare(model: keras.Model, network: Network) -> PreparedModel:
    """Copy `model`, which has the layers of `network`, to float32 and make its Keras and its LiteRT file.

    `model` itself is not changed. Takes half a second and nothing of the disk.

    Raises:
        Problem: TRAINING_DIVERGED if a weight is not finite; MODEL_NOT_CONVERTIBLE if LiteRT cannot run it
            or answers differently from Keras.

    """
    prepared = prepare_at_least_keras(model, network)
    if prepared.trouble is not None:
        raise prepared.trouble
    return prepared


def prepare_at_least_keras(model: keras.Model, network: Network) -> PreparedModel:
    """The same, but a model that is not convertible has its Keras file and `trouble`."""
    weights = finite_weights(model)
    copy = build_keras(network)
    copy.set_weights(weights)
    keras_file = keras_content(copy)
    litert_file, trouble = b"", None
    try:
        written = write_litert(network, weights)
        _require_agreement(copy, network.input_shape, written)
    except Problem as problem:
        if problem.code is not ProblemCode.MODEL_NOT_CONVERTIBLE:
            raise
        trouble = problem
    else:
        litert_file = written
    facts, shape = network.facts(), network.input_shape
    return PreparedModel(network, keras_file, litert_file, network.parameters, facts, shape, trouble)


def finite_weights(model: keras.Model) -> list[NDArray[np.float32]]:
    """The weights of a model as float32 in Keras's order; Problem TRAINING_DIVERGED if one is not finite."""
    weights = [np.asarray(weight.value, np.float32) for weight in model.weights]
    if not all(np.isfinite(weight).all() for weight in weights):
        raise Problem(ProblemCode.TRAINING_DIVERGED)
    return weights


def _require_agreement(model: keras.Model, input_shape: Shape, litert_file: bytes) -> None:
    digits = probe_digits(PROBE_COUNT)
    theirs = np.asarray(model(digits.reshape(-1, *input_shape), training=False))
    outputs = tuple(str(number) for number in range(theirs.shape[-1]))
    try:
        with native_noise_held_back():
            ours = Recogniser(litert_file, outputs).outputs(digits)
    except Problem as problem:
        raise Problem(ProblemCode.MODEL_NOT_CONVERTIBLE, reason=problem.values["reason"]) from problem
    except (RuntimeError, ValueError) as error:
        raise Problem(ProblemCode.MODEL_NOT_CONVERTIBLE, reason=str(error).splitlines()[0]) from error
    difference = _largest_difference(theirs, ours)
    if not difference <= MOST_DIFFERENCE:
        reason = f"Keras and LiteRT differ by {difference:.2g}"
        raise Problem(ProblemCode.MODEL_NOT_CONVERTIBLE, reason=reason)


def _largest_difference(theirs: NDArray[np.float32], ours: NDArray[np.float32]) -> float:
    if theirs.shape != ours.shape:
        return float("inf")
    return float(np.abs(theirs - ours).max())
