"""Operations that only move, repeat, cut off or add numbers of each example."""

from __future__ import annotations

from math import prod
from typing import Any

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import Layer, Reshape, Shape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Reader, Shapes, channels_first
from mnist_desktop.models.reading.layers.reducing import sample_axes
from mnist_desktop.models.reading.layers.slicing import read_slices
from mnist_desktop.models.reading.limits import LARGEST_WHOLE_NUMBER, MOST_AXES

_COLOURS = 3
_MOST_COPIES = 64


def _reshape(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """The batch axis must stay first: by its size, or as what is left once the rest has an example's size."""
    written, count = arguments.take("newshape"), prod(shapes[0])
    right = isinstance(written, list) and 2 <= len(written) <= MOST_AXES + 1
    if not right or written[0] not in (None, -1) or not all(_is_size(size) for size in written[1:]):
        raise arguments.wrong("newshape", written)
    sizes, free = written[1:], written[1:].count(-1)
    known = prod(size for size in sizes if size != -1)
    if free > (written[0] is None) or known < 1 or count % known or (not free and count != known):
        raise arguments.wrong("newshape", written)
    return LayerSteps((Reshape(tuple(count // known if size == -1 else size for size in sizes)),))


def _is_size(value: object) -> bool:
    right = isinstance(value, int) and not isinstance(value, bool)
    return right and -1 <= value <= LARGEST_WHOLE_NUMBER  # type: ignore[operator]


def _expand(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    written = arguments.take("axis")
    axes = written if isinstance(written, list) else [written]
    rank = len(shapes[0]) + len(axes)
    right = len(axes) > 0 and rank <= MOST_AXES and all(_is_whole(axis) for axis in axes)
    if not right or not all(0 < abs(axis) <= rank for axis in axes):
        raise arguments.wrong("axis", written)
    places = {axis if axis > 0 else rank + 1 + axis for axis in axes}
    if len(places) != len(axes):
        raise arguments.wrong("axis", written)
    rest = iter(shapes[0])
    return LayerSteps((Reshape(tuple(1 if place in places else next(rest) for place in range(1, rank + 1))),))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _squeeze(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    axes = sample_axes(arguments, len(shapes[0]))
    left = tuple(size for axis, size in enumerate(shapes[0], 1) if axis not in axes)
    if not left or prod(left) != prod(shapes[0]):
        raise arguments.wrong("axis", list(axes))
    return LayerSteps((Reshape(left),))


def _transpose(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    arguments.require("conjugate", False)
    written, count = arguments.take("axes"), len(shapes[0])
    right = isinstance(written, list) and all(_is_whole(axis) for axis in written)
    if not right or written[:1] != [0] or sorted(written) != list(range(count + 1)):
        raise arguments.wrong("axes", "None" if written is None else written)
    return LayerSteps((KerasLayer.of("Permute", dims=tuple(written[1:])),))


def _pad(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """Zeros around an example: around a picture in one step, else axis by axis."""
    mode, shape = arguments.word("mode", "constant"), shapes[0]
    if mode.lower() != "constant":
        raise arguments.wrong("mode", mode)
    arguments.require("constant_values", 0, 0.0)
    written = arguments.take("pad_width")
    right = isinstance(written, list) and len(written) == len(shape) + 1 and all(map(_is_pair, written))
    if not right or any(written[0]):
        raise arguments.wrong("pad_width", written)
    sides = [(before, after) for before, after in written[1:]]
    if len(shape) == _COLOURS and not any(sides[-1]):
        return LayerSteps((KerasLayer.of("ZeroPadding2D", padding=(sides[0], sides[1])),))
    return LayerSteps(_padded_by_axis(shape, sides))


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_size(item) and item >= 0 for item in value)


def _padded_by_axis(shape: Shape, sides: list[tuple[int, int]]) -> tuple[Layer, ...]:
    sizes, steps = list(shape), list[Layer]()
    for axis, pair in enumerate(sides):
        if any(pair):
            steps.append(Reshape((prod(sizes[:axis]), sizes[axis], prod(sizes[axis + 1 :]))))
            steps.append(KerasLayer.of("ZeroPadding2D", padding=((0, 0), pair)))
            sizes[axis] += sum(pair)
    return (*steps, Reshape(tuple(sizes))) if steps else ()


def _resized(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    for key in ("antialias", "crop_to_aspect_ratio", "pad_to_aspect_ratio", "preserve_aspect_ratio"):
        arguments.require(key, False)
    arguments.drop("fill_mode", "fill_value")
    if channels_first(arguments) or len(shapes[0]) != _COLOURS:
        raise arguments.wrong("data_format", "channels_first")
    height, width = arguments.sizes("size", 2)
    way = arguments.word_of("interpolation", "bilinear", ("bilinear", "nearest"))
    return LayerSteps((KerasLayer.of("Resizing", height=height, width=width, interpolation=way),))


def _coloured(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    if shapes[0][-1] != 1:
        raise arguments.wrong("images", list(shapes[0]))
    return _copied(len(shapes[0]), _COLOURS)


def _tiled(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    written = arguments.take("multiples")
    right = isinstance(written, list) and len(written) == len(shapes[0]) + 1 and all(map(_is_whole, written))
    if not right or written[0] != 1 or not all(1 <= times <= _MOST_COPIES for times in written):
        raise arguments.wrong("multiples", written)
    axes = [axis for axis, times in enumerate(written) if times > 1]
    if len(axes) > 1:
        raise arguments.wrong("multiples", written)
    return _copied(axes[0], written[axes[0]]) if axes else LayerSteps(())


def _repeated(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """Each number several times: the same as the whole several times where there is one number."""
    times: Any = arguments.take("repeats")
    axes = sample_axes(arguments, len(shapes[0]))
    if not _is_whole(times) or not 1 <= times <= _MOST_COPIES:
        raise arguments.wrong("repeats", times)
    if len(axes) != 1 or shapes[0][axes[0] - 1] != 1:
        raise arguments.wrong("axis", list(axes))
    return _copied(axes[0], times) if times > 1 else LayerSteps(())


def _copied(axis: int, times: int) -> LayerSteps:
    return LayerSteps((KerasLayer.of("Concatenate", axis=axis),), copies=times)


RESHAPING: dict[str, Reader] = {
    "ExpandDims": _expand,
    "GetItem": read_slices,
    "GrayscaleToRgb": _coloured,
    "Pad": _pad,
    "Repeat": _repeated,
    "Reshape": _reshape,
    "Resize": _resized,
    "Squeeze": _squeeze,
    "Tile": _tiled,
    "Transpose": _transpose,
}
