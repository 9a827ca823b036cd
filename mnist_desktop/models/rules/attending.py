"""Attention: each step of a sequence looks at all steps of another one, or of its own."""

from __future__ import annotations

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.rule import Rule, Values

ATTENTION = "MultiHeadAttention"
_MOST_PAIRS = 1_000_000
"""Of steps that look at each other, over all heads."""


def _attended(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    asking, *asked = shapes
    for shape in shapes:
        values.require_axes(shape, 2)
    if {shape[-1] for shape in asked} != {asking[-1]} or len({shape[0] for shape in asked}) != 1:
        raise values.unfit(asked[-1])
    if values.whole("num_heads") * asking[0] * asked[0][0] > _MOST_PAIRS:
        raise values.unfit(asking)
    return asking


def _attention_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    heads, size, answer = (values.whole(name) for name in ("num_heads", "key_dim", "value_dim"))
    features = shape[-1]
    kernels: tuple[Shape, ...] = (
        (features, heads, size),
        (features, heads, size),
        (features, heads, answer),
        (heads, answer, features),
    )
    biases = ((heads, size), (heads, size), (heads, answer), (features,))
    if not values.flag("use_bias"):
        return kernels
    return tuple(each for pair in zip(kernels, biases, strict=True) for each in pair)


ATTENDING: dict[str, Rule] = {
    ATTENTION: Rule(
        ("num_heads", "key_dim", "value_dim", "use_bias"), _attended, _attention_weights, inputs=(2, 3)
    ),
}
