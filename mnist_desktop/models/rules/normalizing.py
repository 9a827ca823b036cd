"""Layers that bring numbers to a usual size: by scales that were learnt or that stand in the model."""

from __future__ import annotations

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.rule import Rule, Values


def _checked(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.number("epsilon", 0, 1)
    values.axes("axis", shapes[0])
    return shapes[0]


def _learnt_scales(values: Values, sizes: Shape) -> tuple[Shape, ...]:
    return (sizes,) * (values.flag("scale") + values.flag("center"))


def _batch(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.number("momentum", 0, 1)
    values.require(len(values.axes("axis", shapes[0])) == 1, "axis")
    return _checked(values, shapes)


def _batch_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    channels = (shape[values.axes("axis", shape)[0]],)
    return (*_learnt_scales(values, channels), channels, channels)


def _layer_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    return _learnt_scales(values, tuple(shape[axis] for axis in values.axes("axis", shape)))


def _group(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    axes, groups = values.axes("axis", shapes[0]), values.whole("groups")
    values.require(len(axes) == 1 and shapes[0][axes[0]] % groups == 0, "groups")
    return _checked(values, shapes)


def _unit(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.axes("axis", shapes[0])
    return shapes[0]


def _given(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.flag("invert")
    if values.is_set("axis"):
        values.axes("axis", shapes[0])
    return shapes[0]


def _given_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    axes = values.axes("axis", shape) if values.is_set("axis") else ()
    sizes = tuple(shape[axis] for axis in sorted(axes))
    return sizes, sizes


def _rescaled(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    for name in ("scale", "offset"):
        values.numbers(name, shapes[0][-1])
    return shapes[0]


NORMALIZING: dict[str, Rule] = {
    "BatchNormalization": Rule(
        ("axis", "momentum", "epsilon", "center", "scale"), _batch, _batch_weights, fixed=2
    ),
    "LayerNormalization": Rule(("axis", "epsilon", "center", "scale"), _checked, _layer_weights),
    "GroupNormalization": Rule(("groups", "axis", "epsilon", "center", "scale"), _group, _layer_weights),
    "UnitNormalization": Rule(("axis",), _unit),
    "Normalization": Rule(("axis", "invert"), _given, _given_weights, fixed=2),
    "Rescaling": Rule(("scale", "offset"), _rescaled),
}
