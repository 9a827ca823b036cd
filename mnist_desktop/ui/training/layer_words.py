"""What the kinds of layers are good for, and what is wrong about a network, in words."""

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
from mnist_desktop.training.network_review import NetworkReview
from mnist_desktop.ui.wording import sentence

translate = QCoreApplication.translate
_PICTURES = (Conv2D, MaxPooling2D, GlobalAveragePooling2D)
_REJECTING = 11


def purpose(kind: str) -> str:
    """A sentence on what a layer of this kind does."""
    return {
        "Conv2D": translate("LayerWords", "Small windows slide over the picture and look for patterns."),
        "MaxPooling2D": translate(
            "LayerWords", "Keeps the largest number of each window, which makes the picture smaller."
        ),
        "Dense": translate("LayerWords", "Each of its units sees every number that comes in."),
        "Dropout": translate(
            "LayerWords", "Sets some numbers to zero while training, so that less is learnt by heart."
        ),
        "BatchNormalization": translate(
            "LayerWords", "Brings each channel to mean 0 and spread 1, so that training goes more steadily."
        ),
        "Activation": translate("LayerWords", "Puts every number through a function."),
        "Flatten": translate("LayerWords", "Puts all numbers of a picture in one row."),
        "GlobalAveragePooling2D": translate("LayerWords", "Keeps only the mean of each channel."),
        "Reshape": translate("LayerWords", "Puts the same numbers into another shape."),
    }[kind]


def sizes(shape: Shape) -> str:
    """E.g. "28 × 28 × 1"."""
    return " × ".join(map(str, shape))


def counts(seen: NetworkReview) -> str:
    """How many parameters there are, and how many of them are not trained."""
    text = translate("LayerWords", "{count} parameters").format(count=f"{seen.parameters:,}")
    if not seen.fixed_parameters:
        return text
    fixed = translate("LayerWords", "{count} of them not trained")
    return f"{text}, {fixed.format(count=f'{seen.fixed_parameters:,}')}"


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
        case ProblemCode.PLAN_CLASSES:
            return translate("LayerWords", "{count} answers needed").format(count=problem.values["classes"])
        case ProblemCode.NETWORK_WITHOUT_SOFTMAX:
            return translate("LayerWords", "softmax needed")
    return translate("LayerWords", "impossible setting")


def mistake_in_words(network: Network, seen: NetworkReview) -> str:
    """What is wrong, where, and what to do; empty where nothing is."""
    if seen.mistake is None:
        return ""
    if seen.row is None:
        return translate("LayerWords", "The network has no layers yet. Add some.")
    layer = network.layers[seen.row]
    arriving = shape_before(network, seen, seen.row)
    place = translate("LayerWords", "Layer {number}, {kind}").format(number=seen.row + 1, kind=layer.kind)
    return f"{place}: {_explained(seen.mistake, layer, arriving)}"


def shape_before(network: Network, seen: NetworkReview, row: int) -> Shape:
    """What comes into the layer at `row`."""
    return seen.facts[row - 1].output_shape if row else network.input_shape


def _explained(problem: Problem, layer: Layer, arriving: Shape) -> str:
    match problem.code:
        case ProblemCode.NETWORK_SHAPE if isinstance(layer, _PICTURES):
            return _misplaced(layer, arriving)
        case ProblemCode.NETWORK_TOO_LARGE:
            return _oversized(problem)
        case ProblemCode.PLAN_CLASSES:
            return _wrong_answers(layer, str(problem.values["outputs"]), int(problem.values["classes"]))
        case ProblemCode.NETWORK_WITHOUT_SOFTMAX:
            return _without_softmax(layer, int(problem.values["outputs"]))
    return sentence(problem)


def _misplaced(layer: Layer, arriving: Shape) -> str:
    if len(arriving) != len("hwc"):
        text = translate(
            "LayerWords",
            "it needs a picture (height × width × channels), but {shape} numbers come in. "
            "Move it up, above the layer that puts them in a row, or remove it.",
        )
        return text.format(shape=sizes(arriving))
    window = layer.pool if isinstance(layer, MaxPooling2D) else getattr(layer, "kernel", ())
    text = translate(
        "LayerWords",
        "its window of {window} is larger than the picture of {picture} that comes in. Take a smaller "
        "window, the padding “same”, or remove a pooling before it.",
    )
    return text.format(window=sizes(window), picture=sizes(arriving[:2]))


def _oversized(problem: Problem) -> str:
    values = {name: f"{int(value):,}" for name, value in problem.values.items()}
    if problem.values["limit"] == MOST_LAYERS:
        text = translate(
            "LayerWords", "the network has {count} layers, and the limit is {limit}. Remove some."
        )
    else:
        text = translate(
            "LayerWords",
            "the network gets too large here ({count} numbers, and the limit is {limit}). Take fewer "
            "units or filters, or put a pooling before it.",
        )
    return text.format(**values)


def _wrong_answers(layer: Layer, outputs: str, wanted: int) -> str:
    needed = translate("LayerWords", "{count} are needed, one for each digit").format(count=wanted)
    if wanted == _REJECTING:
        needed = translate(
            "LayerWords", "{count} are needed, one for each digit and one for “not a digit”"
        ).format(count=wanted)
    if "x" in outputs:
        text = translate(
            "LayerWords",
            "the network answers with {outputs} numbers, but {needed}. Add Flatten and behind it Dense "
            "with {count} units and softmax.",
        )
    elif isinstance(layer, Dense):
        text = translate(
            "LayerWords",
            "the network answers with {outputs} numbers, but {needed}. Set its units to {count}, or add "
            "Dense with {count} units and softmax behind it.",
        )
    else:
        text = translate(
            "LayerWords",
            "the network answers with {outputs} numbers, but {needed}. Add Dense with {count} units and "
            "softmax behind it.",
        )
    return text.format(outputs=outputs.replace("x", " × "), needed=needed, count=wanted)


def _without_softmax(layer: Layer, outputs: int) -> str:
    if isinstance(layer, Dense):
        text = translate(
            "LayerWords",
            "its {count} answers are not yet shares that add up to 1. Choose softmax as its activation.",
        )
    else:
        text = translate(
            "LayerWords",
            "the {count} answers are not yet shares that add up to 1. Let the layer with softmax be the last "
            "one, or add an Activation with softmax behind this one.",
        )
    return text.format(count=outputs)
