"""Layers that make one answer of several inputs."""

from __future__ import annotations

from itertools import zip_longest

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.rule import Rule, Values

_MOST_INPUTS = 64
_MOST_AXES_MULTIPLIED = 2


def _elementwise(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    """Axes are compared from the last on; one of length 1 fits every other."""
    result: list[int] = []
    for sizes in zip_longest(*(reversed(shape) for shape in shapes), fillvalue=1):
        known = set(sizes) - {1}
        if len(known) > 1:
            raise values.unfit(next(shape for shape in shapes if shape != shapes[0]))
        result.append(known.pop() if known else 1)
    return tuple(reversed(result))


def _in_a_row(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    (axis,) = values.axes("axis", shapes[0])
    rests = {(*shape[:axis], *shape[axis + 1 :]) for shape in shapes}
    if len(rests) != 1 or len({len(shape) for shape in shapes}) != 1:
        raise values.unfit(shapes[-1])
    first = shapes[0]
    return (*first[:axis], sum(shape[axis] for shape in shapes), *first[axis + 1 :])


def _multiplied(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    """Each row of one input times each row of the other, over one axis of each."""
    values.flag("normalize")
    pair = values.wholes("axes", 2)
    for shape, axis in zip(shapes, pair, strict=True):
        if not 1 <= len(shape) <= _MOST_AXES_MULTIPLIED:
            raise values.unfit(shape)
        values.require(axis <= len(shape), "axes")
    (one, other), (first, second) = shapes, (axis - 1 for axis in pair)
    if one[first] != other[second]:
        raise values.unfit(other)
    return (*one[:first], *one[first + 1 :], *other[:second], *other[second + 1 :]) or (1,)


MERGING: dict[str, Rule] = {
    **{
        kind: Rule((), _elementwise, inputs=(2, _MOST_INPUTS))
        for kind in ("Add", "Multiply", "Average", "Maximum", "Minimum")
    },
    "Subtract": Rule((), _elementwise, inputs=(2, 2)),
    "Dot": Rule(("axes", "normalize"), _multiplied, inputs=(2, 2)),
    "Concatenate": Rule(("axis",), _in_a_row, inputs=(2, _MOST_INPUTS)),
}
