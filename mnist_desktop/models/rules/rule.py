"""What is known of a class of layers: its arguments, and by arithmetic its shapes. No TensorFlow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mnist_desktop.models.layers import Shape, shape_text
from mnist_desktop.problems import Problem, ProblemCode

if TYPE_CHECKING:
    from mnist_desktop.models.layers import Layer

ONE_INPUT = (1, 1)


class Values:
    """The arguments of one layer, asked for by kind; `Problem` (NETWORK_SETTING) where one is another."""

    def __init__(self, kind: str, values: Mapping[str, Any]) -> None:
        """Take the arguments `values` of a layer of class `kind`."""
        self.kind = kind
        self._values = values

    def whole(self, name: str) -> int:
        """A whole number above zero."""
        value = self._values[name]
        self.require(_is_whole(value) and value > 0, name)
        return int(value)

    def wholes(self, name: str, count: int, least: int = 1) -> tuple[int, ...]:
        """So many whole numbers, none below `least`."""
        value = self._values[name]
        right = isinstance(value, tuple) and len(value) == count
        self.require(right and all(_is_whole(item) and item >= least for item in value), name)
        return tuple(value)

    def pairs(self, name: str, count: int) -> tuple[tuple[int, int], ...]:
        """So many pairs of whole numbers from zero on: before and after, for each axis."""
        value = self._values[name]
        right = isinstance(value, tuple) and len(value) == count
        self.require(right, name)
        for pair in value:
            right = isinstance(pair, tuple) and len(pair) == 2
            self.require(right and all(_is_whole(item) and item >= 0 for item in pair), name)
        return tuple(value)

    def word(self, name: str, allowed: Iterable[str]) -> str:
        """One of the words `allowed`."""
        value = self._values[name]
        self.require(isinstance(value, str) and value in allowed, name)
        return str(value)

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._values[name]
        self.require(isinstance(value, bool), name)
        return bool(value)

    def number(self, name: str, least: float, most: float) -> float:
        """A number between `least` and `most`, both included."""
        value = self._values[name]
        right = isinstance(value, int | float) and not isinstance(value, bool)
        self.require(right and least <= value <= most, name)
        return float(value)

    def numbers(self, name: str, count: int) -> None:
        """Check that it is one number, or one for each of `count` channels."""
        value = self._values[name]
        numbers = value if isinstance(value, tuple) else (value,)
        right = all(isinstance(item, int | float) and not isinstance(item, bool) for item in numbers)
        self.require(right and len(numbers) in (1, count), name)

    def is_set(self, name: str) -> bool:
        """Whether the argument is there and not None."""
        return self._values.get(name) is not None

    def axes(self, name: str, shape: Shape) -> tuple[int, ...]:
        """Axes without the batch axis, from 0 on; in the argument they count from 1, or from -1 backwards."""
        value = self._values[name]
        axes = value if isinstance(value, tuple) else (value,)
        self.require(all(_is_whole(axis) for axis in axes), name)
        found = tuple(axis - 1 if axis > 0 else len(shape) + axis for axis in axes)
        right = 0 not in axes and all(0 <= axis < len(shape) for axis in found)
        self.require(right and len(set(found)) == len(found), name)
        return found

    def layer(self, name: str) -> Layer:
        """A layer that this one wraps."""
        value = self._values[name]
        self.require(hasattr(value, "output_shape"), name)
        layer: Layer = value
        return layer

    def require(self, right: bool, name: str) -> None:
        """`Problem` (NETWORK_SETTING) about the argument `name` unless it is right."""
        if not right:
            shown = str(self._values.get(name))[:60]
            raise Problem(ProblemCode.NETWORK_SETTING, layer=self.kind, setting=name, value=shown)

    def require_axes(self, shape: Shape, count: int) -> None:
        """`Problem` (NETWORK_SHAPE) unless the input has so many axes."""
        if len(shape) != count:
            raise self.unfit(shape)

    def unfit(self, shape: Shape) -> Problem:
        """What to raise for an input of a shape that the layer cannot take."""
        return Problem(ProblemCode.NETWORK_SHAPE, layer=self.kind, shape=shape_text(shape))


def _no_weights(values: Values, shape: Shape) -> tuple[Shape, ...]:
    return ()


@dataclass(frozen=True)
class Rule:
    """A class of layers.

    `output` gives the shape of the answer to inputs of some shapes, `weights` the shapes of the arrays in
    Keras's order; the last `fixed` of them are not changed by training. `inputs` is how many it takes at
    least and at most.
    """

    arguments: tuple[str, ...]
    output: Callable[[Values, tuple[Shape, ...]], Shape]
    weights: Callable[[Values, Shape], tuple[Shape, ...]] = _no_weights
    fixed: int = 0
    inputs: tuple[int, int] = ONE_INPUT


def same_shape(values: Values, shapes: tuple[Shape, ...]) -> Shape:
    """The shape of the input, for layers that work on each number."""
    return shapes[0]


def words_of(values: Iterable[object]) -> str:
    """The values for people: numbers, sizes, names; what is off or not set is left out."""
    return " ".join(word for value in values if (word := _word(value)))


def _word(value: object) -> str:
    if value is None or isinstance(value, bool) or value == "linear":
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return "x".join(_word(item) for item in value)
    kind = getattr(value, "kind", None)
    return f"{kind} {getattr(value, 'settings', '')}".strip() if kind else str(value)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
