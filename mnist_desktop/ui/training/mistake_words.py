"""What is wrong about a network, in words: the same few wherever it is told, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.network import (
    MOST_LAYERS,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Shape,
)
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.network_mending import Mend, MendKind
from mnist_desktop.training.network_review import NetworkReview
from mnist_desktop.ui.shape_words import sizes
from mnist_desktop.ui.training.layer_settings import bounds_in_words
from mnist_desktop.ui.wording import sentence

translate = QCoreApplication.translate
_PICTURES = (Conv2D, MaxPooling2D, GlobalAveragePooling2D)
_REJECTING = 11


def mistake_in_short(problem: Problem, layer: Layer, arriving: Shape) -> str:
    """Some words for the row of the layer where the mistake arises."""
    match problem.code:
        case ProblemCode.NETWORK_SHAPE if isinstance(layer, _PICTURES) and len(arriving) != len("hwc"):
            return translate("LayerWords", "needs a picture")
        case ProblemCode.NETWORK_SHAPE if isinstance(layer, _PICTURES):
            return translate("LayerWords", "picture too small")
        case ProblemCode.NETWORK_SHAPE:
            return translate("LayerWords", "does not fit here")
        case ProblemCode.NETWORK_TOO_LARGE:
            return translate("LayerWords", "too large")
        case ProblemCode.NETWORK_WITHOUT_FLATTEN:
            return translate("LayerWords", "needs Flatten before it")
        case ProblemCode.PLAN_CLASSES:
            return translate("LayerWords", "{count} answers needed").format(count=problem.values["classes"])
        case ProblemCode.NETWORK_WITHOUT_SOFTMAX:
            return translate("LayerWords", "softmax needed")
    return translate("LayerWords", "impossible setting")


def cause_in_words(network: Network, seen: NetworkReview) -> str:
    """Which layer is wrong, and why, in a line; empty where nothing is."""
    if seen.mistake is None:
        return ""
    if seen.row is None:
        return translate("LayerWords", "The network has no layers yet")
    layer = network.layers[seen.row]
    short = mistake_in_short(seen.mistake, layer, shape_before(network, seen, seen.row))
    text = translate("LayerWords", "Layer {number}, {kind}: {cause}")
    return text.format(number=seen.row + 1, kind=layer.kind, cause=short)


def mistake_in_words(network: Network, seen: NetworkReview) -> str:
    """The cause, and then what is behind it and what to do; empty where nothing is wrong."""
    if seen.mistake is None:
        return ""
    if seen.row is None:
        return f"{cause_in_words(network, seen)}. {translate('LayerWords', 'Add some.')}"
    layer, arriving = network.layers[seen.row], shape_before(network, seen, seen.row)
    explained = _explained(seen.mistake, layer, arriving, of_digits=seen.of_digits)
    return f"{cause_in_words(network, seen)}. {explained}"


def mend_in_words(mend: Mend) -> tuple[str, str]:
    """What a button says that mends the mistake, and what it does."""
    answers = mend.layers[mend.row]
    count = answers.units if isinstance(answers, Dense) else 0
    words, text = {
        MendKind.ADD_FLATTEN: (
            translate("LayerWords", "Add Flatten"),
            translate("LayerWords", "Put all numbers in one row before this layer"),
        ),
        MendKind.MOVE_UP: (
            translate("LayerWords", "Move it up"),
            translate("LayerWords", "Move it above the layer that puts the numbers in a row"),
        ),
        MendKind.SET_UNITS: (
            translate("LayerWords", "Set units to {count}"),
            translate("LayerWords", "Let the layer give as many numbers as there are answers"),
        ),
        MendKind.CHOOSE_SOFTMAX: (
            translate("LayerWords", "Choose softmax"),
            translate("LayerWords", "Take softmax as the activation of this layer"),
        ),
        MendKind.ADD_SOFTMAX: (
            translate("LayerWords", "Add softmax"),
            translate("LayerWords", "Add an Activation with softmax behind this layer"),
        ),
        MendKind.ADD_DENSE: (
            translate("LayerWords", "Add Dense {count}"),
            translate("LayerWords", "Add Dense with {count} units and softmax at the end"),
        ),
        MendKind.ADD_FLATTEN_AND_DENSE: (
            translate("LayerWords", "Add Flatten and Dense {count}"),
            translate("LayerWords", "Add Flatten, and Dense with {count} units and softmax, at the end"),
        ),
    }[mend.kind]
    return words.format(count=count), text.format(count=count)


def shape_before(network: Network, seen: NetworkReview, row: int) -> Shape:
    """What comes into the layer at `row`."""
    return seen.facts[row - 1].output_shape if row else network.input_shape


def _explained(problem: Problem, layer: Layer, arriving: Shape, *, of_digits: bool) -> str:
    match problem.code:
        case ProblemCode.NETWORK_SHAPE if isinstance(layer, _PICTURES):
            return _misplaced(layer, arriving)
        case ProblemCode.NETWORK_SETTING:
            return bounds_in_words(layer, str(problem.values["setting"])) or sentence(problem)
        case ProblemCode.NETWORK_TOO_LARGE:
            return _oversized(problem)
        case ProblemCode.NETWORK_WITHOUT_FLATTEN:
            return _unflattened(arriving)
        case ProblemCode.PLAN_CLASSES:
            outputs, wanted = str(problem.values["outputs"]), int(problem.values["classes"])
            return _wrong_answers(layer, outputs, wanted, of_digits=of_digits)
        case ProblemCode.NETWORK_WITHOUT_SOFTMAX:
            return _without_softmax(layer, int(problem.values["outputs"]))
    return sentence(problem)


def _misplaced(layer: Layer, arriving: Shape) -> str:
    if len(arriving) != len("hwc"):
        text = translate(
            "LayerWords",
            "{shape} numbers come in instead of height × width × channels. Move it up, above the layer that "
            "puts them in a row, or remove it.",
        )
        return text.format(shape=sizes(arriving))
    window = layer.pool if isinstance(layer, MaxPooling2D) else getattr(layer, "kernel", ())
    text = translate(
        "LayerWords",
        "Its window of {window} is larger than the picture of {picture} that comes in. Take a smaller "
        "window, the padding “same”, or remove a pooling before it.",
    )
    return text.format(window=sizes(window), picture=sizes(arriving[:2]))


def _unflattened(arriving: Shape) -> str:
    text = translate(
        "LayerWords",
        "{shape} numbers come in, and it needs them in one row. Add Flatten above it.",
    )
    return text.format(shape=sizes(arriving))


def _oversized(problem: Problem) -> str:
    values = {name: f"{int(value):,}" for name, value in problem.values.items()}
    if problem.values["limit"] == MOST_LAYERS:
        text = translate(
            "LayerWords", "The network has {count} layers, and the limit is {limit}. Remove some."
        )
    else:
        text = translate(
            "LayerWords",
            "The network gets too large here ({count} numbers, and the limit is {limit}). Take fewer "
            "units or filters, or put a pooling before it.",
        )
    return text.format(**values)


def _wrong_answers(layer: Layer, outputs: str, wanted: int, *, of_digits: bool) -> str:
    if not of_digits:
        text = translate("LayerWords", "{count} are needed, one for each class of the data")
    elif wanted == _REJECTING:
        text = translate("LayerWords", "{count} are needed, one for each digit and one for “not a digit”")
    else:
        text = translate("LayerWords", "{count} are needed, one for each digit")
    needed = text.format(count=wanted)
    if "x" in outputs:
        text = translate(
            "LayerWords",
            "The network answers with {outputs} numbers, but {needed}. Add Flatten and behind it Dense "
            "with {count} units and softmax.",
        )
    elif isinstance(layer, Dense) and layer.activation == "softmax":
        text = translate(
            "LayerWords",
            "The network answers with {outputs} numbers, but {needed}. Set its units to {count}.",
        )
    else:
        text = translate(
            "LayerWords",
            "The network answers with {outputs} numbers, but {needed}. Add Dense with {count} units and "
            "softmax behind it.",
        )
    return text.format(outputs=outputs.replace("x", " × "), needed=needed, count=wanted)


def _without_softmax(layer: Layer, outputs: int) -> str:
    if isinstance(layer, Dense):
        text = translate(
            "LayerWords",
            "Its {count} answers are not yet shares that add up to 1. Choose softmax as its activation.",
        )
    else:
        text = translate(
            "LayerWords",
            "The {count} answers are not yet shares that add up to 1. Let the layer with softmax be the last "
            "one, or add an Activation with softmax behind this one.",
        )
    return text.format(count=outputs)
