"""Operations that make one number of many: means, largest numbers and sums over axes of each example."""

from __future__ import annotations

from math import prod

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import GlobalAveragePooling2D, Layer, Reshape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.layers.arithmetic import scaled
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes
from mnist_desktop.problems import ProblemCode

_POOLED = (1, 2, 3)


def sample_axes(arguments: Arguments, rank: int) -> tuple[int, ...]:
    """The axes that an operation works over, from 1 on and in order; NotOpened for the batch axis.

    Where none are named, an operation works over all of them, and so over the examples of a batch.
    """
    if not arguments.has("axis"):
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=arguments.kind, argument="axis", value="None"
        )
    axes = arguments.axes("axis", 0, rank)
    if len(set(axes)) != len(axes):
        raise arguments.wrong("axis", list(axes))
    return tuple(sorted(axes))


def _reduced(kind: str, *, is_sum: bool = False) -> Reader:
    def read(arguments: Arguments, shapes: Shapes) -> LayerSteps:
        arguments.require("initial")
        shape, axes = shapes[0], sample_axes(arguments, len(shapes[0]))
        keeps = arguments.flag("keepdims", False)
        if len(axes) == len(shape) and not keeps:
            raise arguments.wrong("axis", list(axes))
        pooled = _pooled(kind, axes, len(shape), keeps) or _put_in_a_row(kind, axes, shape, keeps)
        counted = (scaled(float(prod(shape[axis - 1] for axis in axes)), 0.0),) if is_sum else ()
        return LayerSteps((*pooled, *counted))

    return read


def _pooled(kind: str, axes: tuple[int, ...], rank: int, keeps: bool) -> tuple[Layer, ...]:
    """The layer for all axes but the last one, if it is there."""
    if axes != tuple(range(1, rank)) or len(axes) not in _POOLED:
        return ()
    if kind == "Average" and len(axes) == 2 and not keeps:
        return (GlobalAveragePooling2D(),)
    return (KerasLayer.of(f"Global{kind}Pooling{len(axes)}D", keepdims=keeps),)


def _put_in_a_row(kind: str, axes: tuple[int, ...], shape: tuple[int, ...], keeps: bool) -> tuple[Layer, ...]:
    """The layers for any axes: these come first and become one, and so do the others."""
    others = tuple(axis for axis in range(1, len(shape) + 1) if axis not in axes)
    order = (*axes, *others)
    moved: tuple[Layer, ...] = (KerasLayer.of("Permute", dims=order),) if list(order) != sorted(order) else ()
    left = tuple(shape[axis - 1] for axis in others)
    answer = tuple(1 if axis in axes else size for axis, size in enumerate(shape, 1)) if keeps else left
    return (
        *moved,
        Reshape((prod(shape) // prod(left), prod(left))),
        KerasLayer.of(f"Global{kind}Pooling1D", keepdims=False),
        Reshape(answer),
    )


REDUCING: dict[str, Reader] = {
    "Max": _reduced("Max"),
    "Mean": _reduced("Average"),
    "Sum": _reduced("Average", is_sum=True),
}
