"""What is right and what is wrong about a network that somebody is changing."""

from __future__ import annotations

from dataclasses import dataclass

from mnist_desktop.models.network import Dense, Flatten, LayerFacts, Network, Shape, shape_text
from mnist_desktop.models.reading.fitting import last_function
from mnist_desktop.problems import Problem, ProblemCode


@dataclass(frozen=True)
class NetworkReview:
    """A network as far as it is right.

    Attributes:
        facts: of the layers before the mistake; of all layers where there is none, or where only the
            answer of the whole is wrong.
        mistake: the first one, None for a network that can be trained.
        row: position of the layer where the mistake arises, None without one or without layers.
        parameters: how many the network has, 0 where a mistake keeps them from being counted.
        fixed_parameters: how many of them training does not change.
        of_digits: whether the answers are to be the ten digits, and perhaps "not a digit".

    """

    facts: tuple[LayerFacts, ...]
    mistake: Problem | None = None
    row: int | None = None
    parameters: int = 0
    fixed_parameters: int = 0
    of_digits: bool = True


def review(network: Network, outputs: int, *, of_digits: bool = True) -> NetworkReview:
    """Find the first mistake of a network that shall answer with `outputs` shares of one.

    The mistake is one of `Network.walk`; or NETWORK_WITHOUT_FLATTEN at the first layer that would have to
    get its numbers in a row for the outputs to be right; or PLAN_CLASSES for another count of outputs or
    NETWORK_WITHOUT_SOFTMAX for outputs that are no shares, both at the last layer.
    """
    facts: list[LayerFacts] = []
    try:
        for fact in network.walk():
            facts.append(fact)
    except Problem as problem:
        row = len(facts) if network.layers else None
        return NetworkReview(tuple(facts), problem, row, of_digits=of_digits)
    answer = _wrong_answer(network, outputs)
    row = None if answer is None else len(facts) - 1
    unflattened = _unflattened(network, facts, outputs) if answer else None
    if unflattened is not None:
        row = unflattened
        shape = shape_text(_arriving(network, facts, row))
        answer = Problem(ProblemCode.NETWORK_WITHOUT_FLATTEN, layer=facts[row].kind, shape=shape)
    return NetworkReview(
        tuple(facts), answer, row, network.parameters, network.fixed_parameters, of_digits=of_digits
    )


def _arriving(network: Network, facts: list[LayerFacts], row: int) -> Shape:
    return facts[row - 1].output_shape if row else network.input_shape


def _unflattened(network: Network, facts: list[LayerFacts], outputs: int) -> int | None:
    """Row of the first Dense that gets no row of numbers, where a Flatten before it would be the mend.

    A Dense works on the last axis of whatever comes in, so that only the answers at the end are wrong.
    """
    for row, layer in enumerate(network.layers):
        if isinstance(layer, Dense) and len(_arriving(network, facts, row)) > 1:
            layers = (*network.layers[:row], Flatten(), *network.layers[row:])
            try:
                mended = Network(network.input_shape, layers).output_shape
            except Problem:
                return None
            return row if mended == (outputs,) or len(network.output_shape) > 1 else None
    return None


def _wrong_answer(network: Network, outputs: int) -> Problem | None:
    shape = network.output_shape
    if shape != (outputs,):
        return Problem(ProblemCode.PLAN_CLASSES, outputs=shape_text(shape), classes=outputs)
    if last_function(network) != "softmax":
        return Problem(ProblemCode.NETWORK_WITHOUT_SOFTMAX, outputs=outputs)
    return None
