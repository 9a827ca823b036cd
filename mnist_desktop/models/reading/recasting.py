"""Arrays as older versions of Keras stored them, turned into those that Keras 3 has for the same layer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.reading.writer import Writer

Array: TypeAlias = NDArray[np.float32]
Arrays: TypeAlias = tuple[Array, ...]
"""The arrays of one layer in Keras's order: kernel and bias; or gamma, beta, moving mean and variance."""
Recast: TypeAlias = Callable[[Arrays, tuple[Shape, ...]], Arrays]
"""From the arrays of a layer in a file, and the shapes that it needs, to its arrays; others than fit may come
out, and then the shapes tell."""

_STEEPER = np.float32(1.2)
_GATES = {"LSTM": 4, "GRU": 3}
_KERAS_1_ORDER = {"LSTM": (0, 2, 1, 3), "GRU": (0, 1, 2)}
"""Where the gates of a layer stand among those of Keras 1, which kept three arrays for each."""
_TANH_GATE = {"LSTM": 2, "GRU": 2}


def as_stored(arrays: Arrays, wanted: tuple[Shape, ...]) -> Arrays:
    """The arrays as they are."""
    return arrays


def as_many_as_needed(arrays: Arrays, wanted: tuple[Shape, ...]) -> Arrays:
    """The first arrays; what follows is counted, not calculated with."""
    return arrays[: len(wanted)]


def of_convolution(kind: str, writer: Writer, channels_first: bool) -> Recast:
    """For a kernel (*window, in, out) and a bias of a layer of class `kind`."""
    if not kind.startswith("Conv"):
        return as_stored
    if not writer.is_first and not writer.flips_kernels:
        return as_stored
    if kind.endswith("Transpose"):
        return partial(_transposed_recast, writer=writer, channels_first=channels_first)
    return partial(_kernel_recast, writer=writer, channels_first=channels_first)


def _transposed_recast(
    arrays: Arrays, wanted: tuple[Shape, ...], *, writer: Writer, channels_first: bool
) -> Arrays:
    """Keras 1 had the kernel of a transposed convolution as any: today in and out are exchanged."""
    if not arrays or arrays[0].ndim != 4:
        return arrays
    kernel, *rest = arrays
    if writer.is_first:
        kernel = kernel.transpose(2, 3, 0, 1) if channels_first else kernel.transpose(0, 1, 3, 2)
    if writer.flips_kernels:
        kernel = np.flip(kernel, (0, 1))
    return (kernel, *rest)


def _kernel_recast(
    arrays: Arrays, wanted: tuple[Shape, ...], *, writer: Writer, channels_first: bool
) -> Arrays:
    if not arrays:
        return arrays
    kernel, *rest = arrays
    if writer.is_first:
        kernel = _first_kernel(kernel, wanted[0], channels_first)
    if writer.flips_kernels:
        kernel = np.flip(kernel, tuple(range(kernel.ndim - 2)))
    return (kernel, *rest)


def _first_kernel(kernel: Array, wanted: Shape, channels_first: bool) -> Array:
    """The kernel of Keras 1: (out, in, *window) with the channels first, and a row as a thin picture."""
    is_row = len(wanted) == 3 and kernel.ndim == 4
    if is_row and kernel.shape[1] != 1:
        kernel = kernel.transpose(2, 3, 1, 0)
    if is_row:
        return kernel[:, 0] if kernel.shape[1] == 1 else kernel
    if channels_first and kernel.ndim == 4 and (kernel.shape != wanted or len(set(wanted)) == 1):
        return kernel.transpose(2, 3, 1, 0)
    return kernel


def of_gates(kind: str, *, is_cudnn: bool = False, steep: bool = False) -> Recast:
    """For the arrays of an LSTM or a GRU.

    Args:
        kind: "LSTM" or "GRU".
        is_cudnn: Whether they were written by the layer for graphics cards.
        steep: Whether the gates had the hard sigmoid of before Keras 3. It is today's of a sum 1.2 times as
            large.

    """
    return partial(_gates_recast, kind=kind, is_cudnn=is_cudnn, steep=steep)


def _gates_recast(
    arrays: Arrays, wanted: tuple[Shape, ...], *, kind: str, is_cudnn: bool, steep: bool
) -> Arrays:
    gates = _GATES[kind]
    if len(arrays) == 3 * gates:
        order = _KERAS_1_ORDER[kind]
        arrays = tuple(np.concatenate([arrays[3 * gate + part] for gate in order], -1) for part in range(3))
    if is_cudnn and len(arrays) == 3 and all(array.size % gates == 0 for array in arrays):
        arrays = _without_cudnn(arrays, kind)
    if steep and all(array.shape[-1] % gates == 0 for array in arrays):
        arrays = tuple(_steeper(array, gates, _TANH_GATE[kind]) for array in arrays)
    return arrays


def _without_cudnn(arrays: Arrays, kind: str) -> Arrays:
    kernel, recurrent, bias = arrays
    gates = _GATES[kind]
    if kernel.ndim != 2 or recurrent.ndim != 2 or bias.size % 2:
        return arrays
    turned = [part.T.reshape(part.shape, order="F") for part in np.split(kernel, gates, -1)]
    flipped = [part.T for part in np.split(recurrent, gates, -1)]
    biases = bias.reshape(2, -1)
    return (
        np.concatenate(turned, -1),
        np.concatenate(flipped, -1),
        biases.sum(0) if kind == "LSTM" else biases,
    )


def _steeper(array: Array, gates: int, straight: int) -> Array:
    parts = np.split(array, gates, -1)
    return np.concatenate(
        [part if gate == straight else part * _STEEPER for gate, part in enumerate(parts)], -1
    )


def both_ways(forwards: Recast, backwards: Recast) -> Recast:
    """For two layers whose arrays follow on each other."""

    def recast(arrays: Arrays, wanted: tuple[Shape, ...]) -> Arrays:
        half, middle = len(wanted) // 2, len(arrays) // 2
        return (*forwards(arrays[:middle], wanted[:half]), *backwards(arrays[middle:], wanted[half:]))

    return recast
