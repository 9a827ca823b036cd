"""From the configuration that Keras wrote, plain data, to a network. Keras itself is never asked."""

from __future__ import annotations

from math import prod
from typing import Any

from mnist_desktop.models.network import MOST_LAYERS, Layer, LayerFacts, Network, Shape
from mnist_desktop.models.reading.harmless import is_keras_module, is_registered_by_keras
from mnist_desktop.models.reading.inspection import NotOpened, Status, damaged, refused, unsupported
from mnist_desktop.models.reading.layer_reading import INPUT_KIND, make_layer, read_layer
from mnist_desktop.models.reading.limits import LARGEST_WHOLE_NUMBER, MOST_ACTIVATIONS, MOST_AXES
from mnist_desktop.problems import Problem, ProblemCode

_SEQUENTIAL = "Sequential"
_OTHER_ARCHITECTURES = ("Functional", "Model")
_INPUT_KEYS = ("batch_shape", "batch_input_shape")


def read_network(configuration: dict[str, Any]) -> Network:
    """The network that a configuration describes.

    Args:
        configuration: The content of `config.json`, or of the attribute `model_config`, of Keras 2 or 3.

    Raises:
        NotOpened: Where it is damaged, would need code that is not Keras's, or is not supported.

    """
    settings = _sequential_settings(configuration)
    entries = settings.get("layers")
    if not isinstance(entries, list) or not entries:
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="layers")
    if len(entries) > MOST_LAYERS + 1:
        raise refused(ProblemCode.NETWORK_TOO_LARGE, count=len(entries), limit=MOST_LAYERS)
    described = [read_layer(entry) for entry in entries]
    input_shape = _input_shape(described[0][1], settings, configuration)
    if described[0][0] == INPUT_KIND:
        described = described[1:]
    return _chain(input_shape, described)


def network_facts(network: Network) -> tuple[LayerFacts, ...]:
    """The facts of each layer; NotOpened where the layers do not fit together or are too large."""
    try:
        facts = network.facts()
    except Problem as problem:
        raise _not_opened(problem) from problem
    largest = max(prod(fact.output_shape) for fact in facts)
    if largest > MOST_ACTIVATIONS:
        raise refused(ProblemCode.NETWORK_TOO_LARGE, count=largest, limit=MOST_ACTIVATIONS)
    return facts


def _sequential_settings(configuration: dict[str, Any]) -> dict[str, Any]:
    kind, settings = configuration.get("class_name"), configuration.get("config")
    if not isinstance(kind, str):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="class_name")
    shown = ascii(kind[:60])[1:-1]
    ours = is_registered_by_keras(configuration.get("registered_name"), kind)
    if kind in _OTHER_ARCHITECTURES and ours:
        raise unsupported(ProblemCode.MODEL_ARCHITECTURE, kind=shown)
    if kind != _SEQUENTIAL or not ours or not is_keras_module(configuration.get("module")):
        raise refused(ProblemCode.MODEL_LAYER_CUSTOM, layer=shown)
    if isinstance(settings, list):
        # Keras up to 2.2.2 wrote the bare list.
        return {"layers": settings}
    if not isinstance(settings, dict):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="config")
    return settings


def _input_shape(first: dict[str, Any], settings: dict[str, Any], configuration: dict[str, Any]) -> Shape:
    build = configuration.get("build_config")
    candidates = [first.get(key) for key in _INPUT_KEYS]
    candidates.append(settings.get("build_input_shape"))
    candidates.append(build.get("input_shape") if isinstance(build, dict) else None)
    for candidate in candidates:
        if candidate is not None:
            return _without_batch(candidate)
    raise unsupported(ProblemCode.MODEL_INPUT_UNKNOWN)


def _without_batch(shape: object) -> Shape:
    if not isinstance(shape, list) or not 2 <= len(shape) <= MOST_AXES + 1:
        raise unsupported(ProblemCode.MODEL_INPUT_UNSUPPORTED, shape=ascii(shape)[:60])
    for size in shape[1:]:
        if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= LARGEST_WHOLE_NUMBER:
            raise unsupported(ProblemCode.MODEL_INPUT_UNSUPPORTED, shape=ascii(shape[1:])[:60])
    return tuple(shape[1:])


def _chain(input_shape: Shape, described: list[tuple[str, dict[str, Any]]]) -> Network:
    layers: list[Layer] = []
    shape = input_shape
    for kind, settings in described:
        if kind == INPUT_KIND:
            raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=kind)
        layer = make_layer(kind, settings, len(shape))
        try:
            shape = layer.output_shape(shape)
        except Problem as problem:
            raise _not_opened(problem) from problem
        layers.append(layer)
    return Network(input_shape, tuple(layers))


def _not_opened(problem: Problem) -> NotOpened:
    """A network's mistake as the end of a look: too large is refused, the rest cannot come from Keras."""
    too_large = problem.code is ProblemCode.NETWORK_TOO_LARGE
    return NotOpened(Status.REFUSED if too_large else Status.DAMAGED, problem.code, **problem.values)
