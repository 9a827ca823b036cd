"""A network as JSON, for the letters between the program and its child processes."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from mnist_desktop.models.graph import Architecture, Call, Graph
from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
)

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        Activation,
        BatchNormalization,
        Conv2D,
        Dense,
        Dropout,
        Flatten,
        GlobalAveragePooling2D,
        MaxPooling2D,
        Reshape,
    )
}


def network_to_record(network: Architecture) -> dict[str, Any]:
    """The network or graph as plain values."""
    record = {
        "input_shape": list(network.input_shape),
        "layers": [_layer_to_record(layer) for layer in network.layers],
    }
    if isinstance(network, Graph):
        record["calls"] = [[call.layer, list(call.inputs)] for call in network.calls]
    return record


def network_from_record(record: dict[str, Any]) -> Architecture:
    """The network that `network_to_record` described; KeyError, TypeError or ValueError for anything else."""
    layers = tuple(_layer(dict(item)) for item in record["layers"])
    input_shape = tuple(int(size) for size in record["input_shape"])
    if "calls" not in record:
        return Network(input_shape, layers)
    calls = tuple(
        Call(int(layer), tuple(int(value) for value in inputs)) for layer, inputs in record["calls"]
    )
    return Graph(input_shape, layers, calls)


def _layer_to_record(layer: Layer) -> dict[str, Any]:
    if isinstance(layer, KerasLayer):
        arguments = {name: _plain_to_record(value) for name, value in layer.arguments}
        return {"kind": layer.kind, "arguments": arguments}
    # Every layer of the allow-list is a dataclass; the protocol cannot say so.
    return {"kind": layer.kind, **asdict(layer)}  # type: ignore[call-overload]


def _plain_to_record(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain_to_record(item) for item in value]
    return _layer_to_record(value) if hasattr(value, "kind") else value


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_plain(item) for item in value)
    return _layer(dict(value)) if isinstance(value, dict) else value


def _layer(record: dict[str, Any]) -> Layer:
    name = record.pop("kind")
    if "arguments" in record:
        return KerasLayer.of(name, **{key: _plain(value) for key, value in record["arguments"].items()})
    kind = _KINDS[name]
    known = {field.name for field in fields(kind)}
    if record.keys() != known:
        raise ValueError("settings of another layer")
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    layer: Layer = kind(**values)
    return layer
