"""Layers with weights of their own at each place, which Keras 3 no longer has by their old names."""

from __future__ import annotations

from math import prod

import numpy as np

from mnist_desktop.models.keras_layer import KerasLayer, Plain
from mnist_desktop.models.layers import Activation, Conv2D, Layer, Reshape, Shape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.layers.functions import function_of
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes
from mnist_desktop.models.reading.recasting import Arrays
from mnist_desktop.models.rules.placewise import EACH_PLACE
from mnist_desktop.problems import Problem, ProblemCode

_LARGEST_WINDOW = 4096


def _locally_connected(axes: int) -> Reader:
    """A convolution with other weights at each place.

    A convolution that only copies puts the numbers of each window in a row; then each place has its weights.
    """

    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        arguments.require("data_format", "channels_last")
        arguments.require("padding", "valid")
        arguments.require("implementation", 1)
        window, strides = arguments.sizes("kernel_size", axes), arguments.sizes("strides", axes, 1)
        filters, use_bias = arguments.whole("filters"), arguments.flag("use_bias", True)
        name, more = function_of(arguments, shapes)
        copying, numbers = _copying(arguments, shapes[0], window, strides)
        sizes = _sizes_after(arguments, copying, shapes[0])
        places = prod(sizes)
        weighted = KerasLayer.of(
            "EinsumDense",
            equation=EACH_PLACE,
            output_shape=(places, filters),
            bias_axes="bd" if use_bias else None,
        )
        in_a_row: tuple[Layer, ...] = () if axes == 1 else (Reshape((places, numbers)),)
        in_rows: tuple[Layer, ...] = () if axes == 1 else (Reshape((*sizes, filters)),)
        behind = more or (() if name == "linear" else (Activation(name),))
        kernel = np.eye(numbers, dtype=np.float32).reshape(*window, shapes[0][-1], numbers)
        return LayerSteps((copying, *in_a_row, weighted, *in_rows, *behind), _of_places, {0: (kernel,)})

    return read


def _copying(
    arguments: Arguments, shape: Shape, window: tuple[int, ...], strides: tuple[int, ...]
) -> tuple[Layer, int]:
    """The layer that copies, and how many numbers a window has."""
    numbers = prod(window) * shape[-1]
    if not 1 <= numbers <= _LARGEST_WINDOW:
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED,
            layer=arguments.kind,
            argument="kernel_size",
            value=str(window),
        )
    if len(window) == 1:
        named: dict[str, Plain] = {
            "kernel_size": window,
            "strides": strides,
            "dilation_rate": (1,),
            "groups": 1,
        }
        layer = KerasLayer.of("Conv1D", filters=numbers, padding="valid", use_bias=False, **named)
        return layer, numbers
    return Conv2D(numbers, (window[0], window[1]), (strides[0], strides[1]), use_bias=False), numbers


def _sizes_after(arguments: Arguments, copying: Layer, shape: Shape) -> Shape:
    try:
        return copying.output_shape(shape)[:-1]
    except Problem as problem:
        # The sentence names the layer of the file.
        raise Problem(problem.code, **{**problem.values, "layer": arguments.kind}) from problem


def _of_places(arrays: Arrays, wanted: tuple[Shape, ...]) -> Arrays:
    """The bias of a picture stands in its rows."""
    return tuple(
        array.reshape(shape) if array.size == prod(shape) and array.ndim > len(shape) else array
        for array, shape in zip(arrays, wanted, strict=True)
    )


def _each_place(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """The same, as this program writes it."""
    for key in ("quantization_config", "lora_rank", "lora_alpha", "gptq_unpacked_column_size"):
        arguments.require(key)
    sizes = arguments.wholes("output_shape")
    named = {
        "equation": arguments.word_of("equation", "", (EACH_PLACE,)),
        "bias_axes": arguments.word_of("bias_axes", "bd", ("bd",)) if arguments.has("bias_axes") else None,
    }
    name, more = function_of(arguments, shapes)
    behind = more or (() if name == "linear" else (Activation(name),))
    return LayerSteps((KerasLayer.of("EinsumDense", output_shape=sizes, **named), *behind))


LOCAL_LAYERS: dict[str, Reader] = {
    "EinsumDense": _each_place,
    "LocallyConnected1D": _locally_connected(1),
    "LocallyConnected2D": _locally_connected(2),
}
