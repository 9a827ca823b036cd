"""Layers for rows, pictures and volumes: convolutions, pooling, and what changes their size."""

from __future__ import annotations

from collections.abc import Callable

from mnist_desktop.models.keras_layer import KerasLayer, Plain
from mnist_desktop.models.layers import (
    Activation,
    Conv2D,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Shape,
)
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.layers.edges import edge_before, padding_of_pooling, padding_of_transposed
from mnist_desktop.models.reading.layers.functions import function_of
from mnist_desktop.models.reading.layers.layer_steps import (
    LayerSteps,
    Reader,
    Shapes,
    channels_first,
    with_channels_last,
)
from mnist_desktop.models.reading.recasting import of_convolution
from mnist_desktop.problems import ProblemCode


def _convolution(axes: int) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        dilation, groups = _dilation(arguments, axes), arguments.groups("groups", 1)
        if axes == 2 and set(dilation) == {1} and groups == 1:
            return _plain_convolution(arguments, shapes)
        more: dict[str, Plain] = {"filters": arguments.whole("filters"), "groups": groups}
        return _weighted(arguments, shapes, dilation, more)

    return read


def _plain_convolution(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    first = channels_first(arguments)
    name, steps = function_of(arguments, shapes)
    inside = name if name != "softmax" or not first else "linear"
    window, strides = arguments.sizes("kernel_size", 2), arguments.sizes("strides", 2, 1)
    edge, padding = edge_before(arguments, _without_channels(first, shapes[0]), window, strides)
    layer = Conv2D(
        arguments.whole("filters"),
        _two(window),
        _two(strides),
        padding,
        inside,
        arguments.flag("use_bias", True),
        arguments.decay(),
    )
    behind = steps if inside == name else (Activation(name),)
    around = with_channels_last(first, shapes[0], (*edge, layer))
    return LayerSteps((*around, *behind), of_convolution(arguments.kind, arguments.writer, first))


def _weighted(
    arguments: Arguments, shapes: Shapes, dilation: tuple[int, ...], more: dict[str, Plain]
) -> LayerSteps:
    """A layer with a window, a bias and a function behind it."""
    first = channels_first(arguments)
    name, steps = function_of(arguments, shapes)
    axes = len(dilation)
    window, strides = arguments.sizes("kernel_size", axes), arguments.sizes("strides", axes, 1)
    spans = tuple((size - 1) * apart + 1 for size, apart in zip(window, dilation, strict=True))
    edge, padding = _edge(arguments, _without_channels(first, shapes[0]), spans, strides)
    layer = KerasLayer.of(
        arguments.kind,
        kernel_size=window,
        strides=strides,
        padding=padding,
        dilation_rate=dilation,
        use_bias=arguments.flag("use_bias", True),
        **more,
    )
    behind = steps or (() if name == "linear" else (Activation(name),))
    around = with_channels_last(first, shapes[0], (*edge, layer))
    return LayerSteps((*around, *behind), of_convolution(arguments.kind, arguments.writer, first))


def _edge(
    arguments: Arguments, sizes: Shape, spans: tuple[int, ...], strides: tuple[int, ...]
) -> tuple[tuple[Layer, ...], str]:
    if arguments.kind.endswith("Transpose"):
        return (), padding_of_transposed(arguments, spans, strides)
    return edge_before(arguments, sizes, spans, strides)


def _depthwise(axes: int) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        arguments.drop("filters", "groups")
        return _weighted(arguments, shapes, _dilation(arguments, axes), _of_depth(arguments))

    return read


def _separable(axes: int) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        arguments.require("groups", 1)
        more = {**_of_depth(arguments), "filters": arguments.whole("filters")}
        return _weighted(arguments, shapes, _dilation(arguments, axes), more)

    return read


def _of_depth(arguments: Arguments) -> dict[str, Plain]:
    return {"depth_multiplier": arguments.groups("depth_multiplier", 1)}


def _dilation(arguments: Arguments, axes: int) -> tuple[int, ...]:
    return arguments.sizes("dilation_rate", axes, 1)


def _transposed(axes: int) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        arguments.require("groups", 1)
        more: dict[str, Plain] = {
            "filters": arguments.whole("filters"),
            "output_padding": arguments.optional_sizes("output_padding", axes),
        }
        claimed = arguments.shape("output_shape")
        made = _weighted(arguments, shapes, _dilation(arguments, axes), more)
        if claimed is not None:
            _require_output(arguments, made, shapes[0], claimed)
        return made

    return read


def _require_output(arguments: Arguments, made: LayerSteps, shape: Shape, claimed: Shape) -> None:
    """Keras 1 was told the answer's shape; several are possible, of which Keras 3 takes one."""
    for layer in made.steps:
        shape = layer.output_shape(shape)
    if shape != claimed:
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED,
            layer=arguments.kind,
            argument="output_shape",
            value=str(claimed),
        )


def _pooling(axes: int) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        first = channels_first(arguments)
        pool = arguments.sizes("pool_size", axes, 2)
        strides = arguments.optional_sizes("strides", axes) or pool
        padding = padding_of_pooling(arguments, _without_channels(first, shapes[0]), pool, strides)
        layer: Layer
        if arguments.kind == "MaxPooling2D":
            layer = MaxPooling2D(_two(pool), None if strides == pool else _two(strides), padding)
        else:
            layer = KerasLayer.of(arguments.kind, pool_size=pool, strides=strides, padding=padding)
        return LayerSteps(with_channels_last(first, shapes[0], (layer,)))

    return read


def _pooling_of_all(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    first, keeps = channels_first(arguments), arguments.flag("keepdims", False)
    layer: Layer = GlobalAveragePooling2D()
    if keeps or arguments.kind != "GlobalAveragePooling2D":
        layer = KerasLayer.of(arguments.kind, keepdims=keeps)
    return LayerSteps(with_channels_last(first, shapes[0], (layer,), back=keeps))


def _sided(key: str, axes: int) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        first = channels_first(arguments)
        layer = KerasLayer.of(arguments.kind, **{key: arguments.sides(key, axes)})
        return LayerSteps(with_channels_last(first, shapes[0], (layer,)))

    return read


def _enlarged_row(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    key = "length" if arguments.has("length") else "size"
    return LayerSteps((KerasLayer.of("UpSampling1D", size=arguments.sizes(key, 1, 2)[0]),))


def _enlarged(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    first, size = channels_first(arguments), arguments.sizes("size", 2, 2)
    way = _interpolation(arguments, "nearest")
    layer = KerasLayer.of("UpSampling2D", size=size, interpolation=way)
    return LayerSteps(with_channels_last(first, shapes[0], (layer,)))


def _resized(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    first = channels_first(arguments)
    for key in ("crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias"):
        arguments.require(key, False)
    arguments.drop("fill_mode", "fill_value")
    sizes: dict[str, Plain] = {key: arguments.whole(key) for key in ("height", "width")}
    layer = KerasLayer.of("Resizing", interpolation=_interpolation(arguments, "bilinear"), **sizes)
    return LayerSteps(with_channels_last(first, shapes[0], (layer,)))


def _cropped_to_centre(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """The middle of a picture; one that is smaller would be enlarged, which is not supported."""
    first = channels_first(arguments)
    wanted = arguments.whole("height"), arguments.whole("width")
    sizes = shapes[0][1:] if first else shapes[0][:-1]
    if len(sizes) != len(wanted) or any(size < side for size, side in zip(sizes, wanted, strict=True)):
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED,
            layer=arguments.kind,
            argument="height, width",
            value=str(wanted),
        )
    over = [size - side for size, side in zip(sizes, wanted, strict=True)]
    sides = tuple((extra // 2, extra - extra // 2) for extra in over)
    return LayerSteps(with_channels_last(first, shapes[0], (KerasLayer.of("Cropping2D", cropping=sides),)))


def _interpolation(arguments: Arguments, default: str) -> str:
    allowed = ("nearest",) if arguments.writer.resizes_by_corners else ("nearest", "bilinear")
    return arguments.word_of("interpolation", default, allowed)


def _without_channels(first: bool, shape: Shape) -> Shape:
    return shape[1:] if first else shape[:-1]


def _two(sizes: tuple[int, ...]) -> tuple[int, int]:
    return sizes[0], sizes[1]


def _on_axes(make: Callable[[int], Reader], name: str, *axes: int) -> dict[str, Reader]:
    return {name.format(count): make(count) for count in axes}


PICTURE_LAYERS: dict[str, Reader] = {
    **_on_axes(_convolution, "Conv{}D", 1, 2, 3),
    **_on_axes(_transposed, "Conv{}DTranspose", 1, 2),
    **_on_axes(_depthwise, "DepthwiseConv{}D", 1, 2),
    **_on_axes(_separable, "SeparableConv{}D", 1, 2),
    **_on_axes(_pooling, "MaxPooling{}D", 1, 2),
    **_on_axes(_pooling, "AveragePooling{}D", 1, 2),
    **{f"Global{kind}Pooling{axes}D": _pooling_of_all for kind in ("Max", "Average") for axes in (1, 2, 3)},
    "ZeroPadding1D": _sided("padding", 1),
    "ZeroPadding2D": _sided("padding", 2),
    "Cropping1D": _sided("cropping", 1),
    "Cropping2D": _sided("cropping", 2),
    "UpSampling1D": _enlarged_row,
    "UpSampling2D": _enlarged,
    "CenterCrop": _cropped_to_centre,
    "Resizing": _resized,
}
