"""Whether a network reads pictures and answers for classes, and how many there are."""

from __future__ import annotations

from math import prod

from mnist_desktop.models.class_names import MOST_CLASSES
from mnist_desktop.models.graph import Architecture, Graph
from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.network import Activation, Conv2D, Dense, Shape, shape_text
from mnist_desktop.models.picture_shape import picture_shape
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.problems import ProblemCode

CLASSES = 10


def require_fitting(takes: Shape, answers: Shape) -> None:
    """Let a model pass that takes one picture and answers with a value for each class.

    Args:
        takes: Shape of one input.
        answers: Shape of the answer to it.

    Raises:
        NotOpened: For other inputs and outputs; autoencoders and models with one output are told as such.

    """
    if picture_shape(takes) is None:
        raise unsupported(ProblemCode.MODEL_INPUT_UNSUPPORTED, shape=shape_text(takes))
    if _is_picture_of(answers, takes):
        raise unsupported(ProblemCode.MODEL_AUTOENCODER, shape=shape_text(answers))
    outputs = outputs_of(answers)
    if outputs == 1:
        raise unsupported(ProblemCode.MODEL_ONE_OUTPUT)
    if outputs is None or outputs > MOST_CLASSES:
        shape = shape_text(answers)
        raise unsupported(ProblemCode.MODEL_OUTPUT_UNSUPPORTED, shape=shape, limit=MOST_CLASSES)


def outputs_of(shape: Shape) -> int | None:
    """How many values a network of this output shape answers with; None where they are no plain row."""
    longer = [size for size in shape if size != 1]
    return prod(longer) if len(longer) <= 1 else None


def can_reject(network: Architecture) -> bool:
    """Whether a network has an output for "no digit" behind those of the ten classes."""
    return outputs_of(network.output_shape) == CLASSES + 1


def class_count(network: Architecture) -> int | None:
    """How many classes a network answers for, "no digit" left out; None where it answers for none."""
    outputs = outputs_of(network.output_shape)
    return None if outputs is None else outputs - can_reject(network)


def last_function(network: Architecture) -> str:
    """The name of the function whose result a network answers with."""
    match network.last_layer if isinstance(network, Graph) else network.layers[-1]:
        case Dense(activation=name) | Conv2D(activation=name) | Activation(name=name):
            return name
        case KerasLayer(kind="Activation", arguments=((_, str(name)),)):
            return name
        case _:
            return "linear"


def _is_picture_of(answers: Shape, takes: Shape) -> bool:
    """Whether the output is a picture as large as the one that goes in."""
    mine, theirs = picture_shape(answers), picture_shape(takes)
    if mine is None or theirs is None:
        return False
    return (mine.height, mine.width) == (theirs.height, theirs.width)
