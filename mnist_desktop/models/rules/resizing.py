"""Layers that move, repeat, cut off or add numbers without calculating much with them."""

from __future__ import annotations

from mnist_desktop.models.layers import Shape
from mnist_desktop.models.rules.rule import Rule, Values

_INTERPOLATIONS = ("nearest", "bilinear")


def _permuted(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    axes = values.wholes("dims", len(shapes[0]))
    values.require(sorted(axes) == list(range(1, len(axes) + 1)), "dims")
    return tuple(shapes[0][axis - 1] for axis in axes)


def _repeated(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.require_axes(shapes[0], 1)
    return (values.whole("n"), *shapes[0])


def _padded(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        values.require_axes(shapes[0], axes + 1)
        sides = values.pairs("padding", axes)
        sizes = zip(shapes[0][:-1], sides, strict=True)
        return (*(size + before + after for size, (before, after) in sizes), shapes[0][-1])

    return Rule(("padding",), output)


def _cropped(axes: int) -> Rule:
    def output(values: Values, shapes: tuple[Shape, ...]) -> Shape:
        values.require_axes(shapes[0], axes + 1)
        sides = values.pairs("cropping", axes)
        sizes = [size - sum(pair) for size, pair in zip(shapes[0][:-1], sides, strict=True)]
        if min(sizes) < 1:
            raise values.unfit(shapes[0])
        return (*sizes, shapes[0][-1])

    return Rule(("cropping",), output)


def _enlarged_row(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.require_axes(shapes[0], 2)
    return (shapes[0][0] * values.whole("size"), shapes[0][1])


def _enlarged(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.require_axes(shapes[0], 3)
    values.word("interpolation", _INTERPOLATIONS)
    times = values.wholes("size", 2)
    return (shapes[0][0] * times[0], shapes[0][1] * times[1], shapes[0][2])


def _resized(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    values.require_axes(shapes[0], 3)
    values.word("interpolation", _INTERPOLATIONS)
    return (values.whole("height"), values.whole("width"), shapes[0][2])


RESIZING: dict[str, Rule] = {
    "Permute": Rule(("dims",), _permuted),
    "RepeatVector": Rule(("n",), _repeated),
    "ZeroPadding1D": _padded(1),
    "ZeroPadding2D": _padded(2),
    "Cropping1D": _cropped(1),
    "Cropping2D": _cropped(2),
    "UpSampling1D": Rule(("size",), _enlarged_row),
    "UpSampling2D": Rule(("size", "interpolation"), _enlarged),
    "Resizing": Rule(("height", "width", "interpolation"), _resized),
}
