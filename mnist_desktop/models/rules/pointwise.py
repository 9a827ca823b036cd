"""Layers that keep the shape and treat each number by itself: functions, scales, noise."""

from __future__ import annotations

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.rule import Rule, Values, same_shape

FUNCTIONS = (
    "celu",
    "elu",
    "exponential",
    "gelu",
    "hard_sigmoid",
    "hard_silu",
    "hard_tanh",
    "leaky_relu",
    "linear",
    "log_sigmoid",
    "log_softmax",
    "mish",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "silu",
    "softmax",
    "softplus",
    "softsign",
    "tanh",
)
"""The functions by the names that Keras 3 has for them."""
_LARGE = 1e30


def _function(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.word("name", FUNCTIONS)
    return shapes[0]


def _relu(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    if values.is_set("max_value"):
        values.number("max_value", 0, _LARGE)
    values.number("negative_slope", 0, _LARGE)
    values.number("threshold", 0, _LARGE)
    return shapes[0]


def _sloped(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.number("negative_slope", 0, _LARGE)
    return shapes[0]


def _elu(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.number("alpha", -_LARGE, _LARGE)
    return shapes[0]


def _softmax(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.axes("axis", shapes[0])
    return shapes[0]


def _slopes(values: Values, shape: Shape) -> tuple[Shape, ...]:
    shared = values.axes("shared_axes", shape) if values.is_set("shared_axes") else ()
    return (tuple(1 if axis in shared else size for axis, size in enumerate(shape)),)


def _dropped(axes: int | None) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        values.number("rate", 0, 1)
        if axes is not None:
            values.require_axes(shapes[0], axes)
        return shapes[0]

    return Rule(("rate",), output)


def _noised(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.number("stddev", 0, 1)
    return shapes[0]


def _masked(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.number("mask_value", -_LARGE, _LARGE)
    values.require_axes(shapes[0], 2)
    return shapes[0]


POINTWISE: dict[str, Rule] = {
    "Activation": Rule(("name",), _function),
    "ReLU": Rule(("max_value", "negative_slope", "threshold"), _relu),
    "LeakyReLU": Rule(("negative_slope",), _sloped),
    "PReLU": Rule(("shared_axes",), same_shape, _slopes),
    "ELU": Rule(("alpha",), _elu),
    "Softmax": Rule(("axis",), _softmax),
    "SpatialDropout1D": _dropped(2),
    "SpatialDropout2D": _dropped(3),
    "GaussianDropout": _dropped(None),
    "AlphaDropout": _dropped(None),
    "GaussianNoise": Rule(("stddev",), _noised),
    "Masking": Rule(("mask_value",), _masked),
}
