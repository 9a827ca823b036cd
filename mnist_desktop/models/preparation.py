"""Making a model ready for the library: float32, as Keras file and as LiteRT file, proven to agree."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models.graph import Architecture, Graph
from mnist_desktop.models.input_form import InputForm
from mnist_desktop.models.keras_file import keras_content
from mnist_desktop.models.keras_graph import build_graph, is_recurrent
from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.models.litert_conversion import convert_to_litert
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.litert_runner import LiteRtRunner
from mnist_desktop.models.network import LayerFacts, Network, Shape
from mnist_desktop.models.quiet_start import native_noise_held_back
from mnist_desktop.models.reading.recasting import Arrays
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    import keras

PROBE_COUNT = 200
MOST_DIFFERENCE = 1e-4
"""Keras and LiteRT may differ by this much in any probability on the probe digits.

Where the outputs are no probabilities but larger, by this much of the largest.
"""
_TIMED_READINGS = 20


@dataclass(frozen=True)
class PreparedModel:
    """A model as the library takes it: both files as bytes, and what is to be known of it.

    Where no LiteRT file could be made, it is empty and `trouble` says why: only Keras can run the model.
    `form`, `probe_accuracy` and `reading_ms` are as in `ModelFacts`.
    """

    network: Architecture
    keras_file: bytes
    litert_file: bytes
    parameters: int
    layers: tuple[LayerFacts, ...]
    input_shape: Shape
    trouble: Problem | None = None
    form: InputForm | None = None
    class_names: tuple[str, ...] = DIGIT_NAMES
    probe_accuracy: float | None = None
    reading_ms: float | None = None


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
    litert_file, trouble, milliseconds = b"", None, None
    try:
        written = write_litert(network, weights)
        milliseconds = _agreeing(copy, InputForm(network.input_shape), written)
    except Problem as problem:
        if problem.code is not ProblemCode.MODEL_NOT_CONVERTIBLE:
            raise
        trouble = problem
    else:
        litert_file = written
    facts, shape = network.facts(), network.input_shape
    return PreparedModel(
        network,
        keras_file,
        litert_file,
        network.parameters,
        facts,
        shape,
        trouble,
        reading_ms=milliseconds,
    )


def prepare_any(model: keras.Model, architecture: Architecture, folder: Path) -> PreparedModel:
    """As `prepare` for a network, and as `prepare_graph` for a graph."""
    if isinstance(architecture, Graph):
        return prepare_graph(model, architecture, folder)
    return prepare(model, architecture)


def prepare_graph(model: keras.Model, graph: Graph, folder: Path) -> PreparedModel:
    """Make the Keras and the LiteRT file of `model`, which was built of `graph`.

    Takes a second or more and holds up every thread: for a child process.

    Args:
        model: In float32.
        graph: Its layers and calls.
        folder: A private one, for Keras's file.

    Raises:
        Problem: MODEL_NOT_CONVERTIBLE if LiteRT cannot run it or answers differently from Keras.

    """
    path = folder / "graph.keras"
    model.save(path)
    keras_file = path.read_bytes()
    path.unlink()
    litert_file = _converted(model, graph)
    milliseconds = _agreeing(model, InputForm(graph.input_shape), litert_file)
    return PreparedModel(
        graph,
        keras_file,
        litert_file,
        graph.parameters,
        graph.facts(),
        graph.input_shape,
        reading_ms=milliseconds,
    )


def litert_content(architecture: Architecture, arrays: tuple[Arrays, ...]) -> bytes:
    """The LiteRT file of a network or a graph with these arrays of its layers; Problem for none."""
    if isinstance(architecture, Graph):
        return _converted(build_graph(architecture, arrays), architecture)
    return write_litert(architecture, [one for few in arrays for one in few])


def _converted(model: keras.Model, graph: Graph) -> bytes:
    return convert_to_litert(model, one_at_a_time=any(map(is_recurrent, graph.layers)))


def finite_weights(model: keras.Model) -> list[NDArray[np.float32]]:
    """The weights of a model as float32 in Keras's order; Problem TRAINING_DIVERGED if one is not finite."""
    weights = [np.asarray(weight.value, np.float32) for weight in model.weights]
    if not all(np.isfinite(weight).all() for weight in weights):
        raise Problem(ProblemCode.TRAINING_DIVERGED)
    return weights


def reading_milliseconds(runner: LiteRtRunner, form: InputForm) -> float:
    """How long a reading of one image takes: the median of some, in milliseconds."""
    one = np.zeros((1, 28, 28), np.float32)
    times = []
    for _ in range(_TIMED_READINGS):
        began = time.perf_counter()
        runner.run(form.applied(one))
        times.append(time.perf_counter() - began)
    return round(float(np.median(times)) * 1000, 3)


def _agreeing(model: keras.Model, form: InputForm, litert_file: bytes) -> float:
    """How long LiteRT takes for a reading in milliseconds; Problem unless it answers as Keras does."""
    inputs = form.applied(probe_digits(PROBE_COUNT))
    try:
        with native_noise_held_back():
            runner = LiteRtRunner(litert_file)
            batch = runner.batch
            ours = runner.run(inputs)
            milliseconds = reading_milliseconds(runner, form)
    except (RuntimeError, ValueError) as error:
        raise Problem(ProblemCode.MODEL_NOT_CONVERTIBLE, reason=str(error).splitlines()[0]) from error
    parts = (inputs[start : start + batch] for start in range(0, len(inputs), batch))
    theirs = np.concatenate([np.asarray(model(part, training=False)) for part in parts])
    difference = _largest_difference(theirs.reshape(len(theirs), -1), ours)
    if not difference <= MOST_DIFFERENCE:
        reason = f"Keras and LiteRT differ by {difference:.2g}"
        raise Problem(ProblemCode.MODEL_NOT_CONVERTIBLE, reason=reason)
    return milliseconds


def _largest_difference(theirs: NDArray[np.float32], ours: NDArray[np.float32]) -> float:
    if theirs.shape != ours.shape:
        return float("inf")
    return float(np.abs(theirs - ours).max() / max(1.0, np.abs(theirs).max()))
