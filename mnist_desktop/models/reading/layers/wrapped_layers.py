"""Layers that use another layer: at each step of a sequence, or forwards and backwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import prod
from typing import Any, TypeAlias

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import (
    Activation,
    BatchNormalization,
    Dense,
    Dropout,
    Flatten,
    Layer,
    Reshape,
)
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.inspection import damaged, unsupported
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Shapes
from mnist_desktop.models.reading.recasting import both_ways
from mnist_desktop.models.rules.recurrent import RECURRENT
from mnist_desktop.models.rules.wrapping import MERGE_MODES
from mnist_desktop.problems import ProblemCode

ReadInner: TypeAlias = Callable[[dict[str, Any], Shapes], LayerSteps]
"""Makes the steps of a layer that another one uses."""
_SAME_AT_EACH_STEP = (Activation, BatchNormalization, Dense, Dropout)


def read_at_each_step(arguments: Arguments, shapes: Shapes, read_inner: ReadInner) -> LayerSteps:
    """TimeDistributed: a layer for each step of a sequence."""
    shape = shapes[0]
    if len(shape) < 2:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=arguments.kind)
    arguments.drop("input_length")
    read = read_inner(_inner(arguments, "layer"), (shape[1:],))
    steps, rest = [], shape[1:]
    for step in read.steps:
        output = step.output_shape(rest)
        steps.append(_at_each_step(step, shape[0], rest))
        rest = output
    return LayerSteps(tuple(steps), read.recast)


def _at_each_step(layer: Layer, count: int, shape: tuple[int, ...]) -> Layer:
    if isinstance(layer, _SAME_AT_EACH_STEP):
        return layer
    if isinstance(layer, Flatten):
        return Reshape((count, prod(shape)))
    return KerasLayer.of("TimeDistributed", layer=layer)


def read_both_ways(arguments: Arguments, shapes: Shapes, read_inner: ReadInner) -> LayerSteps:
    """Bidirectional: a recurrent layer forwards, and one backwards."""
    arguments.drop("input_length", "input_dim", "zero_output_for_mask")
    mode = arguments.word_of("merge_mode", "concat", MERGE_MODES)
    forwards, recast = _recurrent(arguments, read_inner(_inner(arguments, "layer"), shapes))
    other = arguments.layer("backward_layer")
    if other is None:
        turned = tuple(
            (name, not value if name == "go_backwards" else value) for name, value in forwards.arguments
        )
        backwards, recast_back = replace(forwards, arguments=turned), recast
    else:
        backwards, recast_back = _recurrent(arguments, read_inner(other, shapes))
    layer = KerasLayer.of("Bidirectional", layer=forwards, backward_layer=backwards, merge_mode=mode)
    return LayerSteps((layer,), both_ways(recast, recast_back))


def _recurrent(arguments: Arguments, read: LayerSteps) -> tuple[KerasLayer, Any]:
    layer = read.steps[0] if len(read.steps) == 1 else None
    if not isinstance(layer, KerasLayer) or layer.kind not in RECURRENT:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=arguments.kind)
    return layer, read.recast


def _inner(arguments: Arguments, key: str) -> dict[str, Any]:
    inner = arguments.layer(key)
    if inner is None:
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason=f"{arguments.kind}: {key}")
    return inner
