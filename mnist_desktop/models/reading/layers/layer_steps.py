"""What the settings of one layer turn into: layers of today, and what its arrays become."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import Layer, Reshape, Shape
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.recasting import Arrays, Recast, as_stored

CHANNELS_FIRST = "channels_first"
Shapes: TypeAlias = tuple[Shape, ...]


@dataclass(frozen=True)
class LayerSteps:
    """Layers that follow on each other and together do what one layer of the file did.

    No steps stand for a layer that hands on what it gets. At most one has arrays of the file's, after
    `recast`; those of the others are `given`, by the number of the step. The first gets its inputs so many
    times as there are `copies`.
    """

    steps: tuple[Layer, ...]
    recast: Recast = as_stored
    given: Mapping[int, Arrays] = field(default_factory=dict)
    copies: int = 1


Reader: TypeAlias = Callable[[Arguments, Shapes], LayerSteps]
"""Makes the steps of a layer with these settings for inputs of these shapes; NotOpened where one is wrong."""


def channels_first(arguments: Arguments) -> bool:
    """Take out the setting that says whether a picture's channels come before its rows."""
    return (
        arguments.word_of("data_format", "channels_last", ("channels_last", CHANNELS_FIRST)) == CHANNELS_FIRST
    )


def channels_to_the_end(shape: Shape) -> Layer:
    """The layer that moves the first axis behind the others."""
    if shape[0] == 1:
        # The numbers stay in their order, and this layer can be trained on.
        return Reshape((*shape[1:], 1))
    return KerasLayer.of("Permute", dims=(*range(2, len(shape) + 1), 1))


def channels_to_the_front(rank: int) -> Layer:
    """The layer that moves the last axis before the others."""
    return KerasLayer.of("Permute", dims=(rank, *range(1, rank)))


def with_channels_last(
    first: bool, shape: Shape, steps: tuple[Layer, ...], *, back: bool = True
) -> tuple[Layer, ...]:
    """Layers that want the channels last, for an input and an answer that may have them first."""
    if not first or len(shape) < 2:
        return steps
    behind = (channels_to_the_front(len(shape)),) if back else ()
    return (channels_to_the_end(shape), *steps, *behind)
