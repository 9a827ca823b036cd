"""Layers that slide windows over rows, pictures or volumes: convolutions and pooling."""

from __future__ import annotations

from collections.abc import Callable
from math import prod

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.rule import Rule, Values
from mnist_desktop.problems import Problem, ProblemCode

_PADDINGS = ("valid", "same")
_PADDINGS_OF_A_ROW = (*_PADDINGS, "causal")
_CONVOLUTION = ("filters", "kernel_size", "strides", "padding", "dilation_rate", "groups", "use_bias")
_DEPTHWISE = ("kernel_size", "strides", "padding", "depth_multiplier", "dilation_rate", "use_bias")
_TRANSPOSED = (
    "filters",
    "kernel_size",
    "strides",
    "padding",
    "output_padding",
    "dilation_rate",
    "use_bias",
)
_MOST_PADDED = 2_000_000
"""Numbers of one image, with the edge that a window needs; the steps of a window may be far apart."""
_POOLING = ("pool_size", "strides", "padding")
Output = Callable[[Values, tuple[Shape, ...]], Shape]


def _slide(
    values: Values, shape: Shape, window: tuple[int, ...], strides: tuple[int, ...], padding: str
) -> Shape:
    """Sizes that remain when a window slides over all axes but the last."""
    sizes = shape[:-1]
    if padding in ("same", "causal"):
        padded = prod(size + span for size, span in zip(sizes, window, strict=True)) * shape[-1]
        if padded > _MOST_PADDED:
            raise Problem(ProblemCode.NETWORK_TOO_LARGE, count=padded, limit=_MOST_PADDED)
        return tuple(-(-size // step) for size, step in zip(sizes, strides, strict=True))
    if any(size < span for size, span in zip(sizes, window, strict=True)):
        raise values.unfit(shape)
    return tuple((size - span) // step + 1 for size, span, step in zip(sizes, window, strides, strict=True))


def _spans(kernel: tuple[int, ...], dilation: tuple[int, ...]) -> tuple[int, ...]:
    return tuple((size - 1) * apart + 1 for size, apart in zip(kernel, dilation, strict=True))


def _convolved(values: Values, shape: Shape, axes: int) -> Shape:
    """The sizes after a convolution over so many axes, without the channels."""
    values.require_axes(shape, axes + 1)
    kernel, strides = values.wholes("kernel_size", axes), values.wholes("strides", axes)
    dilation = values.wholes("dilation_rate", axes)
    padding = values.word("padding", _PADDINGS_OF_A_ROW if axes == 1 else _PADDINGS)
    values.require(max(strides) == 1 or max(dilation) == 1, "dilation_rate")
    return _slide(values, shape, _spans(kernel, dilation), strides, padding)


def _convolution(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        sizes = _convolved(values, shapes[0], axes)
        filters, groups = values.whole("filters"), values.whole("groups")
        values.require(shapes[0][-1] % groups == 0 and filters % groups == 0, "groups")
        return (*sizes, filters)

    def weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
        filters = values.whole("filters")
        kernel = (*values.wholes("kernel_size", axes), shape[-1] // values.whole("groups"), filters)
        return _with_bias(values, kernel, filters)

    return Rule(_CONVOLUTION, output, weights)


def _depthwise(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        sizes = _convolved(values, shapes[0], axes)
        return (*sizes, shapes[0][-1] * values.whole("depth_multiplier"))

    def weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
        many = values.whole("depth_multiplier")
        kernel = (*values.wholes("kernel_size", axes), shape[-1], many)
        return _with_bias(values, kernel, shape[-1] * many)

    return Rule(_DEPTHWISE, output, weights)


def _separable(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        values.whole("depth_multiplier")
        return (*_convolved(values, shapes[0], axes), values.whole("filters"))

    def weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
        many, filters = values.whole("depth_multiplier"), values.whole("filters")
        kernel = (*values.wholes("kernel_size", axes), shape[-1], many)
        pointwise = (*(1,) * axes, shape[-1] * many, filters)
        return (kernel, *_with_bias(values, pointwise, filters))

    return Rule(("filters", *_DEPTHWISE), output, weights)


def _transposed(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        shape = shapes[0]
        values.require_axes(shape, axes + 1)
        padding = values.word("padding", _PADDINGS)
        strides, dilation = values.wholes("strides", axes), values.wholes("dilation_rate", axes)
        values.require(max(strides) == 1 or max(dilation) == 1, "dilation_rate")
        spans = _spans(values.wholes("kernel_size", axes), dilation)
        more: tuple[int | None, ...] = (None,) * axes
        if values.is_set("output_padding"):
            more = extras = values.wholes("output_padding", axes, 0)
            right = all(extra < step for extra, step in zip(extras, strides, strict=True))
            values.require(right, "output_padding")
        sizes = zip(shape[:-1], spans, strides, more, strict=True)
        return (*(_stretched(*each, padding) for each in sizes), values.whole("filters"))

    def weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
        filters = values.whole("filters")
        return _with_bias(values, (*values.wholes("kernel_size", axes), filters, shape[-1]), filters)

    return Rule(_TRANSPOSED, output, weights)


def _stretched(size: int, span: int, step: int, more: int | None, padding: str) -> int:
    """Length of an axis after a transposed convolution."""
    if more is None:
        return size * step + (max(span - step, 0) if padding == "valid" else 0)
    cut = span // 2 if padding == "same" else 0
    return (size - 1) * step + span - 2 * cut + more


def _with_bias(values: Values, kernel: Shape, filters: int) -> tuple[Shape, ...]:
    return (kernel, (filters,)) if values.flag("use_bias") else (kernel,)


def _pooling(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        shape = shapes[0]
        values.require_axes(shape, axes + 1)
        pool, strides = values.wholes("pool_size", axes), values.wholes("strides", axes)
        return (*_slide(values, shape, pool, strides, values.word("padding", _PADDINGS)), shape[-1])

    return Rule(_POOLING, output)


def _pooling_of_all(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        shape = shapes[0]
        values.require_axes(shape, axes + 1)
        return (*(1,) * axes, shape[-1]) if values.flag("keepdims") else shape[-1:]

    return Rule(("keepdims",), output)


SLIDING: dict[str, Rule] = {
    "Conv1D": _convolution(1),
    "Conv2D": _convolution(2),
    "Conv3D": _convolution(3),
    "Conv1DTranspose": _transposed(1),
    "Conv2DTranspose": _transposed(2),
    "DepthwiseConv1D": _depthwise(1),
    "DepthwiseConv2D": _depthwise(2),
    "SeparableConv1D": _separable(1),
    "SeparableConv2D": _separable(2),
    **{f"{kind}Pooling{axes}D": _pooling(axes) for kind in ("Max", "Average") for axes in (1, 2)},
    **{
        f"Global{kind}Pooling{axes}D": _pooling_of_all(axes)
        for kind in ("Max", "Average")
        for axes in (1, 2, 3)
    },
}
