"""Layers that make one answer of several inputs."""

from __future__ import annotations

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes


def _elementwise(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    if len(shapes) == 1:
        return LayerSteps(())
    return LayerSteps((KerasLayer.of(arguments.kind),))


def _in_a_row(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    axes = arguments.axes("axis", -1, len(shapes[0]))
    if len(shapes) == 1:
        return LayerSteps(())
    return LayerSteps((KerasLayer.of("Concatenate", axis=axes[0]),))


MERGING_LAYERS: dict[str, Reader] = {
    **dict.fromkeys(("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"), _elementwise),
    "Concatenate": _in_a_row,
}
