"""Parts of an example, as `values[..., 0]`, `values[:, 2:26]` or `values[..., newaxis]` take them."""

from __future__ import annotations

from math import prod
from types import EllipsisType
from typing import Any, TypeAlias

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import Layer, Reshape, Shape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.layers.layer_steps import LayerSteps, Shapes
from mnist_desktop.models.reading.limits import LARGEST_WHOLE_NUMBER, MOST_AXES

_Piece: TypeAlias = "int | slice | EllipsisType | None"
_ELLIPSIS = "__ellipsis__"
_WHOLE_AXIS = slice(None)


def read_slices(arguments: Arguments, shapes: Shapes) -> LayerSteps:
    """What stands in the brackets behind a tensor: for each axis a place or a slice, or a new axis."""
    written = arguments.take("key")
    try:
        return LayerSteps(_cut(shapes[0], _for_each_axis(written, len(shapes[0]) + 1)))
    except ValueError as error:
        raise arguments.wrong("key", ascii(written)[:60]) from error


def _for_each_axis(written: Any, rank: int) -> list[_Piece]:
    """The pieces for the axes of one example, of which none is left out; ValueError where it is not whole."""
    pieces = [_piece(item) for item in (written if isinstance(written, list) else [written])]
    taken = sum(isinstance(piece, int | slice) for piece in pieces)
    if taken > rank or len(pieces) > 2 * MOST_AXES or pieces.count(Ellipsis) > 1:
        raise ValueError("too many pieces")
    place = pieces.index(Ellipsis) if Ellipsis in pieces else len(pieces)
    left: list[_Piece] = [_WHOLE_AXIS] * (rank - taken)
    batch, *rest = pieces[:place] + left + pieces[place + 1 :]
    if batch != _WHOLE_AXIS:
        raise ValueError("only a part of the batch")
    return rest


def _piece(written: Any) -> _Piece:
    if written is None or _is_place(written):
        return written  # type: ignore[no-any-return]
    if not isinstance(written, dict):
        raise ValueError("no place and no slice")
    if written.get("class_name") == _ELLIPSIS:
        return Ellipsis
    described = written.get("config", written)
    start, stop, step = (described.get(key) for key in ("start", "stop", "step"))
    if not all(value is None or _is_place(value) for value in (start, stop, step)) or step not in (None, 1):
        raise ValueError("no plain slice")
    return slice(start, stop)


def _is_place(value: object) -> bool:
    right = isinstance(value, int) and not isinstance(value, bool)
    return right and abs(value) <= LARGEST_WHOLE_NUMBER  # type: ignore[arg-type]


def _cut(shape: Shape, pieces: list[_Piece]) -> tuple[Layer, ...]:
    """The layers that cut axis by axis, each between what stands before and behind it."""
    sizes, answer, steps, axis = list(shape), list[int](), list[Layer](), 0
    for piece in pieces:
        if not isinstance(piece, int | slice):
            answer.append(1)
            continue
        start, stop = _span(sizes[axis], piece)
        if (start, stop) != (0, sizes[axis]):
            steps.append(Reshape((prod(sizes[:axis]), sizes[axis], prod(sizes[axis + 1 :]))))
            steps.append(KerasLayer.of("Cropping2D", cropping=((0, 0), (start, sizes[axis] - stop))))
            sizes[axis] = stop - start
        if isinstance(piece, slice):
            answer.append(sizes[axis])
        axis += 1
    if not 0 < len(answer) <= MOST_AXES:
        raise ValueError("no numbers are left, or too many axes")
    return (*steps, Reshape(tuple(answer))) if steps or tuple(answer) != shape else ()


def _span(size: int, piece: int | slice) -> tuple[int, int]:
    """Where a piece of an axis begins and ends; ValueError where nothing is there."""
    found = range(size)[piece if isinstance(piece, slice) else slice(piece, piece + 1 or None)]
    if not found or (isinstance(piece, int) and not -size <= piece < size):
        raise ValueError("nothing is there")
    return found.start, found.stop
