"""A network with branches and shared layers, as plain data, with its facts and mistakes. No TensorFlow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TypeAlias

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import Layer, MaxPooling2D, Shape, shape_text
from mnist_desktop.models.network import LayerFacts, Network
from mnist_desktop.models.rules.recurrent import RECURRENT
from mnist_desktop.models.weight_shapes import weight_shapes
from mnist_desktop.problems import Problem, ProblemCode

MOST_CALLS = 1000
MOST_PARAMETERS = 50_000_000
MOST_ACTIVATIONS = 1_000_000
"""Numbers that one layer may hand on for one image; 200 images are tried at once."""
MOST_WORK = 20_000_000_000
"""Multiplications for one image."""
_STEP_BY_STEP = (*RECURRENT, "Bidirectional")


@dataclass(frozen=True)
class Call:
    """One use of a layer.

    Values are numbered: 0 is the input of the whole graph, and n what its call number n - 1 answered.
    """

    layer: int
    inputs: tuple[int, ...]


@dataclass(frozen=True)
class Graph:
    """Layers and their calls in an order in which they can be done; the last call's value is the answer.

    `input_shape` has no batch axis. A layer may be called several times, with the same weights.
    """

    input_shape: Shape
    layers: tuple[Layer, ...]
    calls: tuple[Call, ...]

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The shape of each value.

        Raises:
            Problem: NETWORK_EMPTY, NETWORK_SETTING, NETWORK_SHAPE or NETWORK_TOO_LARGE for a mistake.

        """
        if not self.calls or not self.input_shape or min(self.input_shape) < 1:
            raise Problem(ProblemCode.NETWORK_EMPTY)
        if len(self.calls) > MOST_CALLS:
            raise too_large(len(self.calls), MOST_CALLS)
        budget = Budget()
        shapes = [self.input_shape]
        for call in self.calls:
            if not all(0 <= value < len(shapes) for value in call.inputs):
                raise Problem(ProblemCode.NETWORK_EMPTY)
            given = tuple(shapes[value] for value in call.inputs)
            shapes.append(budget.output_shape(call.layer, self.layers[call.layer], given))
        return tuple(shapes)

    @cached_property
    def layer_inputs(self) -> tuple[Shape, ...]:
        """The shape of the first input of each layer's first call."""
        first: dict[int, Shape] = {}
        for call in self.calls:
            first.setdefault(call.layer, self.shapes[call.inputs[0]])
        return tuple(first[number] for number in range(len(self.layers)))

    def facts(self) -> tuple[LayerFacts, ...]:
        """Kind, output shape and parameters of each layer, in the order of their first calls."""
        output: dict[int, Shape] = {}
        for call, shape in zip(self.calls, self.shapes[1:], strict=True):
            output.setdefault(call.layer, shape)
        return tuple(
            LayerFacts(layer.kind, output[number], sum(layer.parameters(given)), layer.settings)
            for number, (layer, given) in enumerate(zip(self.layers, self.layer_inputs, strict=True))
        )

    @property
    def parameters(self) -> int:
        """All parameters; those of a shared layer count once."""
        return sum(fact.parameters for fact in self.facts())

    @property
    def fixed_parameters(self) -> int:
        """The parameters that an optimiser would not change."""
        inputs = zip(self.layers, self.layer_inputs, strict=True)
        return sum(layer.parameters(given)[1] for layer, given in inputs)

    @property
    def output_shape(self) -> Shape:
        """Shape of the answer for one input, e.g. (10,)."""
        return self.shapes[-1]

    @property
    def last_layer(self) -> Layer:
        """The layer that answers."""
        return self.layers[self.calls[-1].layer]

    def then(self, layer: Layer) -> Graph:
        """The graph with one more layer behind it."""
        call = Call(len(self.layers), (len(self.calls),))
        return Graph(self.input_shape, (*self.layers, layer), (*self.calls, call))


Architecture: TypeAlias = Network | Graph


class Budget:
    """What a graph has used so far of what it may: parameters, numbers handed on, work."""

    def __init__(self) -> None:
        """Nothing is used yet."""
        self._weights: dict[object, tuple[Shape, ...]] = {}
        self._parameters = 0
        self._work = 0

    def output_shape(self, key: object, layer: Layer, shapes: tuple[Shape, ...]) -> Shape:
        """The shape of what a layer answers to inputs of these shapes.

        Args:
            key: What tells this layer from others; its parameters count once.
            layer: The layer.
            shapes: Of its inputs.

        Raises:
            Problem: NETWORK_SETTING, NETWORK_SHAPE, or NETWORK_TOO_LARGE where too much is used.

        """
        output = joined_shape(layer, shapes)
        weights = weight_shapes(layer, shapes[0])
        count = sum(prod(shape) for shape in weights)
        if key not in self._weights:
            self._weights[key] = weights
            self._parameters += count
        if self._weights[key] != weights:
            raise Problem(ProblemCode.NETWORK_SHAPE, layer=layer.kind, shape=shape_text(shapes[0]))
        self._work += _work_of(layer, shapes[0], output, count)
        for used, most in (
            (self._parameters, MOST_PARAMETERS),
            (prod(output), MOST_ACTIVATIONS),
            (self._work, MOST_WORK),
        ):
            if used > most:
                raise too_large(used, most)
        return output


def _work_of(layer: Layer, given: Shape, output: Shape, parameters: int) -> int:
    """About how many multiplications or comparisons one use of a layer takes for one image."""
    window = layer.pool if isinstance(layer, MaxPooling2D) else ()
    if isinstance(layer, KerasLayer):
        found = dict(layer.arguments).get("pool_size")
        window = found if isinstance(found, tuple) else ()  # type: ignore[assignment]
    if window:
        return prod(window) * prod(output)
    steps = given[0] if layer.kind in _STEP_BY_STEP else prod(output[:-1])
    return parameters * max(1, steps)


def joined_shape(layer: Layer, shapes: tuple[Shape, ...]) -> Shape:
    """The shape of what a layer answers to inputs of these shapes; `Problem` (NETWORK_...) for a mistake."""
    if isinstance(layer, KerasLayer):
        return layer.joined_shape(shapes)
    if len(shapes) != 1:
        raise Problem(ProblemCode.NETWORK_SETTING, layer=layer.kind, setting="inputs", value=str(len(shapes)))
    return layer.output_shape(shapes[0])


def too_large(count: int, limit: int) -> Problem:
    """What to raise where more is asked for than allowed."""
    return Problem(ProblemCode.NETWORK_TOO_LARGE, count=count, limit=limit)


def weight_shapes_of(architecture: Architecture) -> tuple[tuple[Shape, ...], ...]:
    """The shapes of the arrays of each layer, in Keras's order."""
    return tuple(weight_shapes(layer, given) for layer, given in _with_inputs(architecture))


def _with_inputs(architecture: Architecture) -> Iterator[tuple[Layer, Shape]]:
    if isinstance(architecture, Graph):
        yield from zip(architecture.layers, architecture.layer_inputs, strict=True)
        return
    given = architecture.input_shape
    for layer in architecture.layers:
        yield layer, given
        given = layer.output_shape(given)
