"""A network as JSON, for the letters between the program and its child processes."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

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


def network_to_record(network: Network) -> dict[str, Any]:
    """The network as plain values."""
    return {
        "input_shape": list(network.input_shape),
        "layers": [{"kind": layer.kind, **_settings(layer)} for layer in network.layers],
    }


def network_from_record(record: dict[str, Any]) -> Network:
    """The network that `network_to_record` described; KeyError, TypeError or ValueError for anything else."""
    layers = tuple(_layer(dict(item)) for item in record["layers"])
    return Network(tuple(int(size) for size in record["input_shape"]), layers)


def _settings(layer: Layer) -> dict[str, Any]:
    # Every layer of the allow-list is a dataclass; the protocol cannot say so.
    return asdict(layer)  # type: ignore[call-overload, no-any-return]


def _layer(record: dict[str, Any]) -> Layer:
    kind = _KINDS[record.pop("kind")]
    known = {field.name for field in fields(kind)}
    if record.keys() != known:
        raise ValueError("settings of another layer")
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    layer: Layer = kind(**values)
    return layer
