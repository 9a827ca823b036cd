"""Layers with weights of their own at each place of a row."""

from __future__ import annotations

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.rule import Rule, Values

EACH_PLACE = "abc,bcd->abd"
"""The only sum of `EinsumDense` that is let in: at each place b, c numbers become d others."""
_BIAS = "bd"


def _at_each_place(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    shape = shapes[0]
    values.require_axes(shape, 2)
    values.word("equation", (EACH_PLACE,))
    if values.is_set("bias_axes"):
        values.word("bias_axes", (_BIAS,))
    places, answers = values.wholes("output_shape", 2)
    if places != shape[0]:
        raise values.unfit(shape)
    return places, answers


def _weights_of_places(values: Values, shape: Shape) -> tuple[Shape, ...]:
    places, answers = values.wholes("output_shape", 2)
    kernel = (places, shape[-1], answers)
    return (kernel, (places, answers)) if values.is_set("bias_axes") else (kernel,)


PLACEWISE: dict[str, Rule] = {
    "EinsumDense": Rule(("equation", "output_shape", "bias_axes"), _at_each_place, _weights_of_places),
}
