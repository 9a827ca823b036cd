"""Mistakes of a network that one edit puts right, and that edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum, unique

from mnist_desktop.models.network import Activation, Dense, Dropout, Flatten, Layer, Network
from mnist_desktop.models.reading.fitting import last_function
from mnist_desktop.problems import ProblemCode
from mnist_desktop.training.network_draft import NetworkDraft
from mnist_desktop.training.network_review import NetworkReview, review

_SOFTMAX = "softmax"


@unique
class MendKind(StrEnum):
    """What the edit does."""

    ADD_FLATTEN = "add-flatten"
    MOVE_UP = "move-up"
    SET_UNITS = "set-units"
    CHOOSE_SOFTMAX = "choose-softmax"
    ADD_SOFTMAX = "add-softmax"
    ADD_DENSE = "add-dense"
    ADD_FLATTEN_AND_DENSE = "add-flatten-and-dense"


@dataclass(frozen=True)
class Mend:
    """An edit that puts a mistake right: the layers after it, and the row that it is about then."""

    kind: MendKind
    layers: tuple[Layer, ...]
    row: int


def mend_for(network: Network, seen: NetworkReview, outputs: int) -> Mend | None:
    """The edit for the mistake that `review` saw for so many outputs; None where none is the obvious one."""
    if seen.mistake is None or seen.row is None:
        return None
    for mend in _candidates(network.layers, seen, outputs):
        # A draft gives the network the input that its layers need.
        after = review(NetworkDraft(Network(network.input_shape, mend.layers)).network, outputs)
        if after.mistake is None or after.mistake.code is not seen.mistake.code:
            return mend
    return None


def _candidates(layers: tuple[Layer, ...], seen: NetworkReview, outputs: int) -> Iterator[Mend]:
    row = seen.row or 0
    match seen.mistake.code if seen.mistake else None:
        case ProblemCode.NETWORK_WITHOUT_FLATTEN:
            yield Mend(MendKind.ADD_FLATTEN, (*layers[:row], Flatten(), *layers[row:]), row)
        case ProblemCode.NETWORK_SHAPE:
            yield from _moves_up(layers, seen, row)
        case ProblemCode.PLAN_CLASSES:
            yield from _other_answers(layers, seen, outputs)
        case ProblemCode.NETWORK_WITHOUT_SOFTMAX:
            yield from _softmax(layers)


def _moves_up(layers: tuple[Layer, ...], seen: NetworkReview, row: int) -> Iterator[Mend]:
    """Before the layer that ends the picture."""
    shapes = [fact.output_shape for fact in seen.facts[:row]]
    target = next((place for place, shape in enumerate(shapes) if len(shape) == 1), None)
    if target is not None:
        others = (*layers[:row], *layers[row + 1 :])
        yield Mend(MendKind.MOVE_UP, (*others[:target], layers[row], *others[target:]), target)


def _other_answers(layers: tuple[Layer, ...], seen: NetworkReview, outputs: int) -> Iterator[Mend]:
    answers = Dense(outputs, _SOFTMAX)
    if len(seen.facts[-1].output_shape) != 1:
        added = (*layers, Flatten(), answers)
        yield Mend(MendKind.ADD_FLATTEN_AND_DENSE, added, len(added) - 1)
        return
    if last_function(Network((), layers)) == _SOFTMAX:
        for row in range(len(layers) - 1, -1, -1):
            layer = layers[row]
            if isinstance(layer, Dense):
                changed = (*layers[:row], replace(layer, units=outputs), *layers[row + 1 :])
                yield Mend(MendKind.SET_UNITS, changed, row)
            if not isinstance(layer, Activation | Dropout):
                return
    yield Mend(MendKind.ADD_DENSE, (*layers, answers), len(layers))


def _softmax(layers: tuple[Layer, ...]) -> Iterator[Mend]:
    last, row = layers[-1], len(layers) - 1
    if isinstance(last, Dense):
        yield Mend(MendKind.CHOOSE_SOFTMAX, (*layers[:row], replace(last, activation=_SOFTMAX)), row)
    elif isinstance(last, Activation):
        yield Mend(MendKind.CHOOSE_SOFTMAX, (*layers[:row], Activation(_SOFTMAX)), row)
    elif not any(_SOFTMAX in layer.settings.split() for layer in layers):
        yield Mend(MendKind.ADD_SOFTMAX, (*layers, Activation(_SOFTMAX)), row + 1)
