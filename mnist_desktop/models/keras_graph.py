"""From the plain description of a graph to a Keras model, and its arrays into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mnist_desktop.models.graph import Graph
from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.keras_network import made_layer, start_keras
from mnist_desktop.models.layer_names import numbered_names
from mnist_desktop.models.layers import Layer
from mnist_desktop.models.reading.recasting import Arrays
from mnist_desktop.models.rules import RULES
from mnist_desktop.models.rules.attending import ATTENTION
from mnist_desktop.models.rules.recurrent import RECURRENT
from mnist_desktop.models.rules.sliding import SLIDING

if TYPE_CHECKING:
    import keras

_LISTS = ("axis", "scale", "offset", "shared_axes")
_WITH_CHANNELS = (*SLIDING, "ZeroPadding2D", "Cropping2D", "UpSampling2D", "Resizing")


def build_graph(graph: Graph, arrays: tuple[Arrays, ...]) -> keras.Model:
    """A new float32 Keras model of `graph` with these weights, not compiled.

    Args:
        graph: The layers and their calls.
        arrays: The arrays of each layer in Keras's order, float32; none for a layer without weights.

    Raises:
        Problem: NETWORK_..., for a mistake in the graph (before Keras is imported).

    """
    names = numbered_names(fact.kind for fact in graph.facts())
    start_keras()
    import keras

    layers = [_named(layer, name) for layer, name in zip(graph.layers, names, strict=True)]
    values = [keras.Input(graph.input_shape, dtype="float32", name="picture")]
    for call in graph.calls:
        given = [values[value] for value in call.inputs]
        apart = len(given) == 1 or graph.layers[call.layer].kind == ATTENTION
        values.append(layers[call.layer](*given) if apart else layers[call.layer](given))
    model = keras.Model(values[0], values[-1])
    for layer, weights in zip(layers, arrays, strict=True):
        _set_weights(layer, weights)
    return model


def is_recurrent(layer: Layer) -> bool:
    """Whether a layer reads a sequence step by step."""
    if not isinstance(layer, KerasLayer):
        return False
    inner = (value for _, value in layer.arguments if isinstance(value, KerasLayer))
    return layer.kind in RECURRENT or any(is_recurrent(value) for value in inner)


def _named(layer: Layer, name: str) -> keras.layers.Layer:
    if isinstance(layer, KerasLayer):
        return _made(layer, name=name)
    return made_layer(layer, name=name)


def _made(layer: KerasLayer, **named: Any) -> keras.layers.Layer:
    """The Keras layer; its class is one of `RULES`, and its arguments are plain."""
    import keras

    if layer.kind not in RULES:
        raise TypeError(f"no Keras layer is known for {layer!r}")
    arguments: dict[str, Any] = {"dtype": "float32", **named}
    for key, value in layer.arguments:
        arguments[key] = _argument(key, value)
    if layer.kind == "Activation":
        arguments["activation"] = dict(layer.arguments)["name"]
        arguments["name"] = named.get("name")
    if layer.kind in _WITH_CHANNELS:
        arguments["data_format"] = "channels_last"
    if layer.kind in ("ZeroPadding1D", "Cropping1D"):
        (key,) = RULES[layer.kind].arguments
        (arguments[key],) = arguments[key]
    if layer.kind == "Bidirectional":
        # Keras checks that both come from the same settings, but for the direction.
        arguments["backward_layer"].name = f"backward_{arguments['layer'].name}"
    return getattr(keras.layers, layer.kind)(**arguments)


def _argument(key: str, value: Any) -> Any:
    if isinstance(value, KerasLayer):
        return _made(value)
    if hasattr(value, "kind"):
        return made_layer(value)
    return list(value) if key in _LISTS and isinstance(value, tuple) else value


def _set_weights(layer: keras.layers.Layer, weights: Arrays) -> None:
    import keras

    if isinstance(layer, keras.layers.Normalization):
        layer.adapt_mean.assign(weights[0])
        layer.adapt_variance.assign(weights[1])
        layer.finalize_state()
        return
    layer.set_weights(list(weights))
