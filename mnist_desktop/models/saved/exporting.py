"""Writing a model in a format, opening it again and comparing; in a child process, with TensorFlow."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.export import rebuild, require_same, write_h5
from mnist_desktop.models.graph import Architecture
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.models.network import Shape
from mnist_desktop.models.preparation import prepare_any
from mnist_desktop.models.reading.recasting import Arrays
from mnist_desktop.models.saved.agreement import Agreement, agreement, probe_inputs
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.litert_reading import litert_answers
from mnist_desktop.models.saved.onnx_file import INPUT, OUTPUT, onnx_answers, write_onnx
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    import keras

_SIGNATURE = "serving_default"


@dataclass(frozen=True)
class Exported:
    """A file or folder of this name in the workspace, and how well it agrees with the model.

    `names` are those of the "input" and "output" in the file, where its format names them.
    """

    name: str
    agreement: Agreement
    names: dict[str, str] = field(default_factory=dict)


def export(
    network: Architecture,
    arrays: tuple[Arrays, ...],
    format: ModelFormat,
    calibration: Calibration | None,
    workspace: Path,
) -> Exported:
    """Write the model of `network` with these weights into the workspace, and see that it answers alike.

    Raises:
        Problem: MODEL_NOT_EXPORTABLE where the format has no words for the model; MODEL_SAVED_DIFFERENTLY.

    """
    model = rebuild(network, arrays)
    inputs = probe_inputs(network.input_shape)
    theirs = np.asarray(model(inputs, training=False), np.float32)
    path = workspace / f"model{format.suffix}"
    try:
        _write(model, network, format, calibration, path)
        if format in (ModelFormat.KERAS, ModelFormat.H5):
            require_same(path, workspace, network, arrays)
        ours, names = _answers(path, format, workspace, inputs)
    except (ValueError, RuntimeError, TypeError, NotImplementedError, LookupError) as error:
        reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
        raise Problem(ProblemCode.MODEL_NOT_EXPORTABLE, format=format.value, reason=reason) from error
    return Exported(path.name, agreement(theirs, ours, format), names)


def _write(
    model: keras.Model,
    network: Architecture,
    format: ModelFormat,
    calibration: Calibration | None,
    path: Path,
) -> None:
    match format:
        case ModelFormat.KERAS:
            model.save(path)
            path.write_bytes(with_calibration(path.read_bytes(), calibration))
        case ModelFormat.H5:
            write_h5(model, path)
        case ModelFormat.LITERT:
            path.write_bytes(prepare_any(model, network, path.parent).litert_file)
        case ModelFormat.ONNX:
            write_onnx(model, network.input_shape, path)
        case ModelFormat.SAVED_MODEL:
            _write_saved_model(model, network.input_shape, path)


def _write_saved_model(model: keras.Model, input_shape: Shape, path: Path) -> None:
    import tensorflow

    signature = tensorflow.TensorSpec((None, *input_shape), tensorflow.float32, name=INPUT)
    model.export(path, format="tf_saved_model", verbose=False, input_signature=[signature])


def _answers(
    path: Path, format: ModelFormat, workspace: Path, inputs: NDArray[np.float32]
) -> tuple[NDArray[np.float32], dict[str, str]]:
    match format:
        case ModelFormat.KERAS | ModelFormat.H5:
            return _keras_answers(path, workspace, inputs), {}
        case ModelFormat.LITERT:
            return litert_answers(path.read_bytes(), inputs), {}
        case ModelFormat.ONNX:
            return onnx_answers(path, inputs), {"input": INPUT, "output": OUTPUT}
        case ModelFormat.SAVED_MODEL:
            return _saved_model_answers(path, inputs)


def _keras_answers(path: Path, workspace: Path, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    from mnist_desktop.models.reading.look import look

    seen = look(path, workspace)
    if seen.inspection.network is None:
        raise Problem(ProblemCode.MODEL_SAVED_DIFFERENTLY, format=path.suffix)
    again = rebuild(seen.inspection.network, seen.arrays)
    return np.asarray(again(inputs, training=False), np.float32)


def _saved_model_answers(
    path: Path, inputs: NDArray[np.float32]
) -> tuple[NDArray[np.float32], dict[str, str]]:
    import tensorflow

    signature = tensorflow.saved_model.load(str(path)).signatures[_SIGNATURE]
    (given,), (wanted,) = signature.structured_input_signature[1], signature.structured_outputs
    answers = signature(**{given: tensorflow.constant(inputs)})[wanted]
    return np.asarray(answers, np.float32), {"input": given, "output": wanted}
