"""Writing a plain network and its weights as a LiteRT file. No TensorFlow.

TensorFlow's own converter would do, but it keeps all threads of the program waiting for 0.2 to 0.4 s, the
window's as well, and takes 1 to 2 s. This takes some milliseconds; `preparation` compares it with Keras.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.litert_operations import Array, Operation, Plain, Scaled, Weighted, operations_of
from mnist_desktop.models.network import (
    Activation,
    Conv2D,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Shape,
)

_IDENTIFIER = b"TFL3"
_ALIGNMENT = 16
_FORM = 3


def write_litert(network: Network, weights: Sequence[Array]) -> bytes:
    """The LiteRT file of a network; its batch size is 1 and may be changed by the interpreter.

    Args:
        network: the layers; `Problem` (NETWORK_...) for a mistake in it.
        weights: float32 arrays in Keras's order, as `model.get_weights()` gives them.

    Raises:
        ValueError: the weights do not belong to the network.

    """
    file = _File()
    current = file.value("input", network.input_shape)
    first = current
    for number, operation in enumerate(operations_of(network, weights)):
        current = _write(file, operation, current, f"layer_{number}")
    return file.content(first, current)


class _Buffer:
    """Bytes in the file, aligned as LiteRT wants them, which the generated code does not care for."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def Pack(self, builder: Any) -> int:  # noqa: N802 -- called by the generated code
        from ai_edge_litert import schema_py_generated as schema

        vector = None
        if self._data:
            builder.StartVector(1, len(self._data), _ALIGNMENT)
            builder.head = builder.head - len(self._data)
            builder.Bytes[builder.head : builder.head + len(self._data)] = self._data
            vector = builder.EndVector()
        schema.BufferStart(builder)
        if vector is not None:
            schema.BufferAddData(builder, vector)
        return int(schema.BufferEnd(builder))


class _File:
    """A file in the making: values, constants and operators by their positions."""

    def __init__(self) -> None:
        from ai_edge_litert import schema_py_generated as schema

        self._schema: Any = schema
        self._buffers = [_Buffer(b"")]
        self._tensors: list[Any] = []
        self._operators: list[Any] = []
        self._codes: list[tuple[int, int]] = []

    def value(self, name: str, shape: Shape) -> int:
        """A value that is computed, for one example of a batch."""
        tensor = self._tensor(name, (1, *shape), self._schema.TensorType.FLOAT32, 0)
        tensor.shapeSignature = np.array((-1, *shape), np.int32)
        return len(self._tensors) - 1

    def constant(self, name: str, array: NDArray[np.float32] | NDArray[np.int32]) -> int:
        """A value that is in the file."""
        kinds = self._schema.TensorType
        self._buffers.append(_Buffer(np.ascontiguousarray(array).tobytes()))
        kind = kinds.INT32 if array.dtype == np.int32 else kinds.FLOAT32
        self._tensor(name, array.shape, kind, len(self._buffers) - 1)
        return len(self._tensors) - 1

    def operator(self, name: str, inputs: list[int], output: int, *, version: int = 1, **options: Any) -> int:
        """An operator, e.g. "CONV_2D", with the fields of its options; returns its output."""
        schema = self._schema
        code = (getattr(schema.BuiltinOperator, name), version)
        if code not in self._codes:
            self._codes.append(code)
        made = schema.OperatorT()
        made.opcodeIndex = self._codes.index(code)
        made.inputs, made.outputs = np.array(inputs, np.int32), np.array([output], np.int32)
        kind = _OPTIONS.get(name)
        if kind is not None:
            made.builtinOptionsType = getattr(schema.BuiltinOptions, kind)
            made.builtinOptions = getattr(schema, f"{kind}T")()
            for field, value in options.items():
                setattr(made.builtinOptions, field, value)
        self._operators.append(made)
        return output

    def activation(self, name: str) -> int:
        """The code of an activation that an operator does along the way."""
        kinds = self._schema.ActivationFunctionType
        return int(kinds.RELU if name == "relu" else kinds.NONE)

    def padding(self, name: str) -> int:
        """The code of a padding."""
        return int(self._schema.Padding.SAME if name == "same" else self._schema.Padding.VALID)

    def content(self, first: int, last: int) -> bytes:
        """The whole file, from the input `first` to the output `last`."""
        schema = self._schema
        graph = schema.SubGraphT()
        graph.tensors, graph.operators, graph.name = self._tensors, self._operators, "main"
        graph.inputs, graph.outputs = np.array([first], np.int32), np.array([last], np.int32)
        model = schema.ModelT()
        model.version, model.description = _FORM, "MNIST Desktop"
        model.subgraphs, model.buffers = [graph], self._buffers
        model.operatorCodes = [self._code(code, version) for code, version in self._codes]
        builder = schema.flatbuffers.Builder(1 << 16)
        builder.Finish(model.Pack(builder), _IDENTIFIER)
        return bytes(builder.Output())

    def _tensor(self, name: str, shape: tuple[int, ...], kind: int, buffer: int) -> Any:
        tensor = self._schema.TensorT()
        tensor.name, tensor.shape, tensor.type = name, np.array(shape, np.int32), kind
        tensor.buffer, tensor.hasRank = buffer, True
        self._tensors.append(tensor)
        return tensor

    def _code(self, code: int, version: int) -> Any:
        made = self._schema.OperatorCodeT()
        made.builtinCode, made.version = code, version
        # Readers of the first form have one byte for the code and stop at 127.
        made.deprecatedBuiltinCode = min(code, 127)
        return made


_OPTIONS = {
    "CONV_2D": "Conv2DOptions",
    "FULLY_CONNECTED": "FullyConnectedOptions",
    "MAX_POOL_2D": "Pool2DOptions",
    "MEAN": "ReducerOptions",
    "RESHAPE": "ReshapeOptions",
    "SOFTMAX": "SoftmaxOptions",
    "MUL": "MulOptions",
    "ADD": "AddOptions",
}
_ACTIVATIONS = {"relu": "RELU", "sigmoid": "LOGISTIC", "tanh": "TANH", "softmax": "SOFTMAX"}


def _write(file: _File, operation: Operation, current: int, name: str) -> int:
    match operation:
        case Weighted():
            return _write_weighted(file, operation, current, name)
        case Scaled():
            factor = file.constant(f"{name}_factor", operation.factor)
            offset = file.constant(f"{name}_offset", operation.offset)
            scaled = file.operator("MUL", [current, factor], file.value(f"{name}_scaled", operation.shape))
            kind = file.activation(operation.activation)
            output = file.value(name, operation.shape)
            return file.operator("ADD", [scaled, offset], output, fusedActivationFunction=kind)
        case Plain():
            return _write_plain(file, operation, current, name)


def _write_weighted(file: _File, operation: Weighted, current: int, name: str) -> int:
    kernel, layer = operation.kernel, operation.layer
    bias = file.constant(f"{name}_bias", operation.bias)
    kind = file.activation(operation.activation)
    output = file.value(name, operation.shape)
    if isinstance(layer, Conv2D):
        weights = file.constant(f"{name}_kernel", kernel.transpose(3, 0, 1, 2))
        return file.operator(
            "CONV_2D",
            [current, weights, bias],
            output,
            padding=file.padding(layer.padding),
            strideH=layer.strides[0],
            strideW=layer.strides[1],
            fusedActivationFunction=kind,
        )
    weights = file.constant(f"{name}_kernel", kernel.T)
    # Only from version 5 on may the input have more axes than batch and features.
    is_deep = len(operation.shape) > 1
    return file.operator(
        "FULLY_CONNECTED",
        [current, weights, bias],
        output,
        version=5 if is_deep else 1,
        keepNumDims=is_deep,
        fusedActivationFunction=kind,
    )


def _write_plain(file: _File, operation: Plain, current: int, name: str) -> int:
    output = file.value(name, operation.shape)
    match operation.layer:
        case MaxPooling2D(pool=pool, strides=strides, padding=padding):
            return file.operator(
                "MAX_POOL_2D",
                [current],
                output,
                padding=file.padding(padding),
                filterHeight=pool[0],
                filterWidth=pool[1],
                strideH=(strides or pool)[0],
                strideW=(strides or pool)[1],
            )
        case GlobalAveragePooling2D():
            axes = file.constant(f"{name}_axes", np.array([1, 2], np.int32))
            return file.operator("MEAN", [current, axes], output, keepDims=False)
        case Activation(name=activation):
            options: dict[str, Any] = {"beta": 1.0} if activation == "softmax" else {}
            return file.operator(_ACTIVATIONS[activation], [current], output, **options)
        case _:
            target = np.array((-1, *operation.shape), np.int32)
            shape = file.constant(f"{name}_shape", target)
            return file.operator("RESHAPE", [current, shape], output, newShape=target)
