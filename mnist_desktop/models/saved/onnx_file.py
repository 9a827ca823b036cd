"""Writing a Keras model as ONNX, and reading such a file. TensorFlow only where it writes.

The work is tf2onnx's, which Keras itself would call. It is called directly here: Keras patches it for
NumPy 2, which it has learnt since, and leaves input, output and batch axis with names that say nothing.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.network import Shape

if TYPE_CHECKING:
    import keras

INPUT = "input"
OUTPUT = "output"
BATCH = "batch"
_REFUSALS = (
    "Fail",
    "InvalidArgument",
    "InvalidGraph",
    "InvalidProtobuf",
    "NotImplemented",
    "RuntimeException",
)
"""What ONNX Runtime raises; its exceptions have no class in common but `Exception`."""
OPERATORS = 18
"""The set of ONNX operators; ONNX Runtime knows it since 1.14, of February 2023."""


def write_onnx(model: keras.Model, input_shape: Shape, path: Path) -> None:
    """Write `model` to `path` as one file with an input "input" and an output "output".

    Raises:
        ValueError: ONNX has no operators for what a layer does.

    """
    import onnx
    import tensorflow
    import tf2onnx

    _teach_operators()
    signature = [tensorflow.TensorSpec((None, *input_shape), tensorflow.float32, name=INPUT)]
    function = tensorflow.function(lambda inputs: model(inputs, training=False), input_signature=signature)
    made, _ = tf2onnx.convert.from_function(function, signature, opset=OPERATORS)
    _settle_constants(made.graph, function.get_concrete_function().graph)
    _name(made.graph)
    try:
        onnx.checker.check_model(made, full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        raise ValueError(str(error).splitlines()[0]) from error
    path.write_bytes(made.SerializeToString())


def onnx_answers(path: Path, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the file at `path` answers to the inputs, by ONNX Runtime.

    Raises:
        ValueError: ONNX Runtime refuses the file.

    """
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as states

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            path.read_bytes(), sess_options=options, providers=["CPUExecutionProvider"]
        )
        (answers,) = session.run([OUTPUT], {INPUT: inputs})
    except tuple(getattr(states, name) for name in _REFUSALS) as error:
        raise ValueError(str(error).splitlines()[0]) from error
    return np.asarray(answers, np.float32)


def _settle_constants(graph: Any, traced: Any) -> None:
    """Put into the file what tf2onnx takes for further inputs: constants of layers such as Normalization."""
    import onnx
    import tensorflow

    for value in [value for value in graph.input if value.name != INPUT]:
        constant = traced.get_operation_by_name(value.name.partition(":")[0])
        array = tensorflow.make_ndarray(constant.get_attr("value"))
        graph.initializer.append(onnx.numpy_helper.from_array(array, value.name))
        graph.input.remove(value)


def _name(graph: Any) -> None:
    """Call the input, the output and the batch axis by names that say what they are."""
    (given,), (wanted,) = graph.input, graph.output
    changes = {given.name: INPUT, wanted.name: OUTPUT}
    for node in graph.node:
        for names in (node.input, node.output):
            names[:] = [changes.get(name, name) for name in names]
    for value in (given, wanted):
        value.name = changes[value.name]
        value.type.tensor_type.shape.dim[0].dim_param = BATCH


@functools.cache
def _teach_operators() -> None:
    """Two of TensorFlow's operators that tf2onnx does not know; GELU and CELU are made of them."""
    from tf2onnx.handler import tf_op

    tf_op("Erfc")(_Complement("Erf", one_first=True))
    tf_op("Expm1")(_Complement("Exp", one_first=False))


class _Complement:
    """An operator that is 1 minus another, or another minus 1."""

    def __init__(self, operator: str, *, one_first: bool) -> None:
        self._operator, self._one_first = operator, one_first

    def version_9(self, ctx: Any, node: Any, **_others: Any) -> None:
        """Called by tf2onnx for every node of this kind."""
        from tf2onnx.utils import make_name

        shapes, types = node.output_shapes, node.output_dtypes
        inputs, outputs = list(node.input), list(node.output)
        ctx.remove_node(node.name)
        one = ctx.make_const(make_name("one"), np.ones((), np.float32)).output[0]
        other = ctx.make_node(self._operator, inputs).output[0]
        terms = [one, other] if self._one_first else [other, one]
        ctx.make_node("Sub", terms, outputs=outputs, name=node.name, shapes=shapes, dtypes=types)
