"""Layers that use another layer: at each step of a sequence, or forwards and backwards."""

from __future__ import annotations

from mnist_desktop.models.layers import Layer, Shape
from mnist_desktop.models.rules.rule import Rule, Values
from mnist_desktop.models.weight_shapes import weight_shapes

MERGE_MODES = ("concat", "sum", "mul", "ave")


def _at_each_step(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    if len(shapes[0]) < 2:
        raise values.unfit(shapes[0])
    return (shapes[0][0], *values.layer("layer").output_shape(shapes[0][1:]))


def _inner_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    return weight_shapes(values.layer("layer"), shape[1:])


def _both_ways(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    first, second = values.layer("layer"), values.layer("backward_layer")
    directions = {_goes_backwards(first), _goes_backwards(second)}
    values.require(directions == {False, True}, "backward_layer")
    forwards, backwards = first.output_shape(shapes[0]), second.output_shape(shapes[0])
    values.require(len(forwards) == len(backwards), "backward_layer")
    if values.word("merge_mode", MERGE_MODES) == "concat":
        values.require(forwards[:-1] == backwards[:-1], "backward_layer")
        return (*forwards[:-1], forwards[-1] + backwards[-1])
    values.require(forwards == backwards, "backward_layer")
    return forwards


def _goes_backwards(layer: Layer) -> object:
    return dict(getattr(layer, "arguments", ())).get("go_backwards")


def _weights_both_ways(values: Values, shape: Shape) -> tuple[Shape, ...]:
    return tuple(
        each for name in ("layer", "backward_layer") for each in weight_shapes(values.layer(name), shape)
    )


WRAPPING: dict[str, Rule] = {
    "TimeDistributed": Rule(("layer",), _at_each_step, _inner_weights),
    "Bidirectional": Rule(("layer", "backward_layer", "merge_mode"), _both_ways, _weights_both_ways),
}
