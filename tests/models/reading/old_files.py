"""`.h5` files written by hand, layer by layer, and NumPy's answer to what is in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import h5py
import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass
class OldLayer:
    """A layer as it stands in the file: class, settings, and its arrays by name."""

    kind: str
    settings: dict[str, Any]
    arrays: dict[str, Array] = field(default_factory=dict)


def write_old(
    path: Path,
    layers: list[OldLayer],
    shape: tuple[int | None, ...],
    version: str | None = None,
    backend: str | None = None,
) -> Path:
    """A Sequential model as a list, with the input shape on its first layer."""
    named = [
        {"class_name": layer.kind, "config": {"name": f"layer_{number}", **layer.settings}}
        for number, layer in enumerate(layers)
    ]
    named[0]["config"]["batch_input_shape"] = [None, *shape]  # type: ignore[index]
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": named}).encode()
        if version:
            file.attrs["keras_version"] = version.encode()
        if backend:
            file.attrs["backend"] = backend.encode()
        root = file.create_group("model_weights")
        root.attrs["layer_names"] = [f"layer_{number}".encode() for number in range(len(layers))]
        for number, layer in enumerate(layers):
            group = root.create_group(f"layer_{number}")
            group.attrs["weight_names"] = [f"layer_{number}_{name}".encode() for name in layer.arrays]
            for name, array in layer.arrays.items():
                group[f"layer_{number}_{name}"] = array
    return path


def normal(*shape: int, seed: int = 1) -> Array:
    return (np.random.default_rng(seed).normal(size=shape) * 0.4).astype(np.float32)


def last_layer(inputs: int, *, first: bool = False) -> OldLayer:
    """Ten classes, as Keras 2 wrote them or, if `first`, Keras 1."""
    kernel, bias = normal(inputs, 10, seed=8), normal(10, seed=9)
    if first:
        settings = {"output_dim": 10, "activation": "softmax", "bias": True, "init": "glorot_uniform"}
        return OldLayer("Dense", settings, {"W": kernel, "b": bias})
    return OldLayer("Dense", {"units": 10, "activation": "softmax"}, {"kernel": kernel, "bias": bias})


def last_answer(row: Array, layer: OldLayer) -> Array:
    kernel, bias = layer.arrays.values()
    sums = row @ kernel + bias
    raised = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def steep(values: Array) -> Array:
    """The hard sigmoid of before Keras 3."""
    return np.clip(0.2 * values + 0.5, 0, 1)


def sigmoid(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-values)))


def lstm(rows: Array, kernel: Array, recurrent: Array, bias: Array, gate: Callable[[Array], Array]) -> Array:
    """The last answer to rows (n, steps, features); the gates stand as i, f, c, o."""
    state = cell = np.zeros((len(rows), recurrent.shape[0]))
    for step in range(rows.shape[1]):
        parts = np.split(rows[:, step] @ kernel + state @ recurrent + bias, 4, -1)
        cell = gate(parts[1]) * cell + gate(parts[0]) * np.tanh(parts[2])
        state = gate(parts[3]) * np.tanh(cell)
    return state


def gru(rows: Array, kernel: Array, recurrent: Array, bias: Array) -> Array:
    """The last answer of a GRU that resets after it multiplied; the gates stand as z, r, h."""
    state = np.zeros((len(rows), recurrent.shape[0]))
    for step in range(rows.shape[1]):
        seen = np.split(rows[:, step] @ kernel + bias[0], 3, -1)
        kept = np.split(state @ recurrent + bias[1], 3, -1)
        update, reset = sigmoid(seen[0] + kept[0]), sigmoid(seen[1] + kept[1])
        state = update * state + (1 - update) * np.tanh(seen[2] + reset * kept[2])
    return state


def convolved(pictures: Array, kernel: Array, bias: Array) -> Array:
    """Pictures (n, height, width, channels) through a kernel (height, width, in, out)."""
    windows = np.lib.stride_tricks.sliding_window_view(pictures, kernel.shape[:2], axis=(1, 2))
    return np.asarray(np.einsum("nhwcij,ijcf->nhwf", windows, kernel) + bias)
