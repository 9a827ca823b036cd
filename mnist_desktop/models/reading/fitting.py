"""Whether a network reads 28x28 images of digits, and how its answer becomes probabilities."""

from __future__ import annotations

from mnist_desktop.models.network import Activation, Conv2D, Dense, Network, shape_text
from mnist_desktop.models.reading.inspection import unsupported
from mnist_desktop.problems import ProblemCode

CLASSES = 10
_OUTPUTS = ((CLASSES,), (CLASSES + 1,))
_INPUTS = ((28, 28), (784,))


def require_fitting(network: Network) -> None:
    """Let a network pass that takes 28x28 pixels, in a row or not, and answers for ten classes.

    It may have one more output, the last one, which is taken for "no digit".

    Raises:
        NotOpened: For other inputs and outputs.

    """
    if tuple(size for size in network.input_shape if size != 1) not in _INPUTS:
        raise unsupported(ProblemCode.MODEL_INPUT_UNSUPPORTED, shape=shape_text(network.input_shape))
    answer = last_function(network)
    if network.output_shape not in _OUTPUTS or answer not in ("softmax", "linear"):
        shape = shape_text(network.output_shape)
        raise unsupported(ProblemCode.MODEL_OUTPUT_UNSUPPORTED, shape=shape, activation=answer)


def can_reject(network: Network) -> bool:
    """Whether a network has an output for "no digit" behind those of the ten classes."""
    return network.output_shape == (CLASSES + 1,)


def answering_probabilities(network: Network) -> Network:
    """The network, with a softmax behind it where it answers with logits."""
    if last_function(network) == "softmax":
        return network
    return Network(network.input_shape, (*network.layers, Activation("softmax")))


def last_function(network: Network) -> str:
    """The name of the function whose result a network answers with."""
    match network.layers[-1]:
        case Dense(activation=name) | Conv2D(activation=name) | Activation(name=name):
            return name
        case _:
            return "linear"
