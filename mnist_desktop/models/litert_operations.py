"""A plain network as the few operations that LiteRT needs to read with it. No TensorFlow.

Dropout disappears, batch normalisation is folded into the layer before it where that has no activation of its
own, and so is a following relu, as TensorFlow's converter does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
    Shape,
)

Array: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Weighted:
    """A convolution or a dense layer; `kernel` is (height, width, in, out) or (in, out), `bias` (out,)."""

    layer: Conv2D | Dense
    kernel: Array
    bias: Array
    activation: str
    shape: Shape


@dataclass(frozen=True, eq=False)
class Scaled:
    """Every channel times `factor` plus `offset`, both (channels,)."""

    factor: Array
    offset: Array
    activation: str
    shape: Shape


@dataclass(frozen=True, eq=False)
class Plain:
    """A layer without weights: pooling, activation, another shape."""

    layer: MaxPooling2D | GlobalAveragePooling2D | Activation | Flatten | Reshape
    shape: Shape


Operation: TypeAlias = Weighted | Scaled | Plain
"""`shape` is always that of the output without the batch axis; `activation` is linear or relu."""


def operations_of(network: Network, weights: Sequence[Array]) -> list[Operation]:
    """The operations of a network in order.

    Args:
        network: the layers; `Problem` (NETWORK_...) for a mistake in it.
        weights: the arrays of its layers in Keras's order (kernel, bias; gamma, beta, mean, variance).

    Raises:
        ValueError: there are too few or too many weights.

    """
    done: list[Operation] = []
    waiting = iter(weights)
    for layer, facts in zip(network.layers, network.facts(), strict=True):
        for operation in _operations(layer, facts.output_shape, waiting):
            folded = _folded(done[-1], operation) if done else None
            if folded is None:
                done.append(operation)
            else:
                done[-1] = folded
    if next(waiting, None) is not None:
        raise ValueError("too many weights")
    return done


def _operations(layer: Layer, shape: Shape, weights: Iterator[Array]) -> Iterator[Operation]:
    match layer:
        case Dense() | Conv2D():
            kernel = _next(weights)
            bias = _next(weights) if layer.use_bias else np.zeros(kernel.shape[-1], np.float32)
            yield Weighted(layer, kernel, bias, "linear", shape)
            if layer.activation != "linear":
                yield Plain(Activation(layer.activation), shape)
        case BatchNormalization():
            gamma, beta, mean, variance = (_next(weights) for _ in range(4))
            factor = gamma / np.sqrt(variance + np.float32(layer.epsilon))
            yield Scaled(factor, beta - mean * factor, "linear", shape)
        case Activation(name="linear") | Dropout():
            return
        case MaxPooling2D() | GlobalAveragePooling2D() | Activation() | Flatten() | Reshape():
            yield Plain(layer, shape)
        case _:
            raise TypeError(f"no LiteRT operation is known for {layer!r}")


def _folded(before: Operation, operation: Operation) -> Operation | None:
    """Both in one where that computes the same, else None."""
    if isinstance(before, Plain) or before.activation != "linear":
        return None
    if isinstance(operation, Plain) and operation.layer == Activation("relu"):
        return replace(before, activation="relu")
    if isinstance(operation, Scaled) and isinstance(before, Weighted):
        kernel, bias = before.kernel * operation.factor, before.bias * operation.factor + operation.offset
        return replace(before, kernel=kernel, bias=bias)
    return None


def _next(weights: Iterator[Any]) -> Array:
    array = next(weights, None)
    if array is None:
        raise ValueError("too few weights")
    return np.asarray(array, np.float32)
