"""A network as plain data: an input shape and layers, with its facts and mistakes. No TensorFlow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from mnist_desktop.models.layers import (
    ACTIVATIONS,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Reshape,
    Shape,
    shape_text,
)
from mnist_desktop.problems import Problem, ProblemCode

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "BatchNormalization",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "GlobalAveragePooling2D",
    "Layer",
    "LayerFacts",
    "MaxPooling2D",
    "Network",
    "Reshape",
    "Shape",
    "shape_text",
]

MOST_LAYERS = 200
MOST_NUMBERS = 50_000_000
"""Limit for the parameters of a network and for the numbers that one layer hands on."""


@dataclass(frozen=True)
class LayerFacts:
    """What people want to know of one layer; `settings` is short and in no language, e.g. "32 3x3 relu"."""

    kind: str
    output_shape: Shape
    parameters: int
    settings: str


@dataclass(frozen=True)
class Network:
    """A sequence of layers on inputs of one shape (without the batch axis)."""

    input_shape: Shape
    layers: tuple[Layer, ...]

    def facts(self) -> tuple[LayerFacts, ...]:
        """Kind, output shape and parameters of each layer in order; see `walk` for the mistakes."""
        return tuple(self.walk())

    def walk(self) -> Iterator[LayerFacts]:
        """Go through the layers, and give the facts of each, until one is a mistake.

        Raises:
            Problem: NETWORK_EMPTY, NETWORK_SETTING, NETWORK_SHAPE or NETWORK_TOO_LARGE for a mistake.

        """
        if not self.layers or not self.input_shape or min(self.input_shape) < 1:
            raise Problem(ProblemCode.NETWORK_EMPTY)
        if len(self.layers) > MOST_LAYERS:
            raise Problem(ProblemCode.NETWORK_TOO_LARGE, count=len(self.layers), limit=MOST_LAYERS)
        shape, total = self.input_shape, 0
        for layer in self.layers:
            output = layer.output_shape(shape)
            count = sum(layer.parameters(shape))
            total += count
            largest = max(total, prod(output))
            if largest > MOST_NUMBERS:
                raise Problem(ProblemCode.NETWORK_TOO_LARGE, count=largest, limit=MOST_NUMBERS)
            yield LayerFacts(layer.kind, output, count, layer.settings)
            shape = output

    @property
    def parameters(self) -> int:
        """All parameters, those that training changes and those that it does not."""
        return sum(fact.parameters for fact in self.facts())

    @property
    def fixed_parameters(self) -> int:
        """The parameters that the optimiser does not change: the running means of batch normalisation."""
        inputs = (self.input_shape, *(fact.output_shape for fact in self.facts()))
        return sum(layer.parameters(shape)[1] for layer, shape in zip(self.layers, inputs, strict=False))

    @property
    def output_shape(self) -> Shape:
        """Shape of the answer for one input, e.g. (10,)."""
        return self.facts()[-1].output_shape
