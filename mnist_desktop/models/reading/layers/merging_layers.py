"""Layers that make one answer of several inputs."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes
from mnist_desktop.models.rules.attending import ATTENTION
from mnist_desktop.problems import ProblemCode

_MOST_MULTIPLIED = 2


def _elementwise(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    if len(shapes) == 1:
        return LayerSteps(())
    return LayerSteps((KerasLayer.of(arguments.kind),))


def _in_a_row(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    axes = arguments.axes("axis", -1, len(shapes[0]))
    if len(shapes) == 1:
        return LayerSteps(())
    return LayerSteps((KerasLayer.of("Concatenate", axis=axes[0]),))


def _multiplied(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    axes = arguments.axes("axes", -1, min(len(shape) for shape in shapes))
    if len(axes) > _MOST_MULTIPLIED or len({len(shape) for shape in shapes}) != 1:
        # Axes from behind are others in inputs of other lengths.
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED, layer=arguments.kind, argument="axes", value=str(axes)
        )
    normalize = arguments.flag("normalize", False)
    return LayerSteps((KerasLayer.of("Dot", axes=(axes[0], axes[-1]), normalize=normalize),))


def _attention(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    for key in ("output_shape", "sliding_window"):
        arguments.require(key)
    for key in ("use_gate", "flash_attention"):
        arguments.require(key, False)
    arguments.require("attention_axes", [1], 1)
    arguments.drop("dropout", "seed")
    arguments.forget("query_shape", "key_shape", "value_shape")
    size = arguments.whole("key_dim")
    layer = KerasLayer.of(
        ATTENTION,
        num_heads=arguments.whole("num_heads"),
        key_dim=size,
        value_dim=arguments.groups("value_dim", size),
        use_bias=arguments.flag("use_bias", True),
    )
    return LayerSteps((layer,))


MERGING_LAYERS: dict[str, Reader] = {
    **dict.fromkeys(("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"), _elementwise),
    "Concatenate": _in_a_row,
    "Dot": _multiplied,
    ATTENTION: _attention,
}
