"""Whether copies of the library's two files of a model answer alike. No TensorFlow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mnist_desktop.models.child import reread
from mnist_desktop.models.graph import Graph
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.reading.inspection import Inspection
from mnist_desktop.models.saved.agreement import Agreement, agreement, probe_inputs
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.litert_reading import litert_answers


def compared_copies(
    keras_file: Path, litert_file: bytes, format: ModelFormat, cancelled: Callable[[], bool]
) -> tuple[Agreement, Inspection] | None:
    """Open the Keras file as anybody's, and compare what its weights answer with what the LiteRT file does.

    Args:
        keras_file: A Keras file of this program.
        litert_file: The content of the LiteRT file that belongs to it.
        format: Which of the two is the copy, for the sentence if they differ.
        cancelled: Whether nobody wants it any more.

    Returns:
        None for a graph, whose answers only Keras can tell.

    Raises:
        Problem: MODEL_SAVED_DIFFERENTLY, or what a look at the Keras file finds.
        ReadingCancelled: As soon as `cancelled` returns true.

    """
    inspection, network, arrays = reread(keras_file, cancelled)
    if isinstance(network, Graph):
        return None
    inputs = probe_inputs(network.input_shape)
    from_weights = litert_answers(write_litert(network, [one for few in arrays for one in few]), inputs)
    return agreement(from_weights, litert_answers(litert_file, inputs), format), inspection
