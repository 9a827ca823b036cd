"""The arrays of a model in the forms in which older versions of Keras stored them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import h5py
import numpy as np

Named = list[tuple[str, np.ndarray]]
RECURRENT = ("LSTM", "GRU", "SimpleRNN")
_KERAS_1_GATES = {"LSTM": ("i", "f", "c", "o"), "GRU": ("z", "r", "h")}
_KERAS_1_ORDER = {"LSTM": "icfo", "GRU": "zrh"}
_KERAS_1_ARRAYS = {
    "kernel": "W",
    "bias": "b",
    "recurrent_kernel": "U",
    "moving_mean": "running_mean",
    "moving_variance": "running_std",
}


@dataclass(frozen=True)
class Form:
    """A version of Keras and how it wrote."""

    version: str
    is_list: bool = False
    has_input_layer: bool = False
    functional: str = "Model"
    initialiser_dtype: bool = False
    is_archive: bool = False

    @property
    def number(self) -> tuple[int, int]:
        major, minor, *_ = self.version.split(".")
        return int(major), int(minor)

    @property
    def is_first(self) -> bool:
        return self.version.startswith("1.")

    def __str__(self) -> str:
        return self.version


FORMS = (
    Form("1.2.2", is_list=True),
    Form("2.0.8", is_list=True),
    Form("2.1.6", is_list=True),
    Form("2.2.2", is_list=True),
    Form("2.2.4-tf", initialiser_dtype=True),
    Form("2.3.1"),
    Form("2.4.0", has_input_layer=True, functional="Functional"),
    Form("2.13.1", has_input_layer=True, functional="Functional"),
    Form("2.15.0", has_input_layer=True, functional="Functional", is_archive=True),
)


def fill_groups(root: h5py.Group, model: Any, form: Form) -> None:
    """A group for each layer, and the names of the arrays in it."""
    entries = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    if form.is_first and is_sequential(model):
        entries = [inner for layer in entries for inner in getattr(layer, "layers", [layer])]
    root.attrs["layer_names"] = [layer.name.encode() for layer in entries]
    for layer in entries:
        group = root.create_group(layer.name)
        named = _nested_arrays(layer, form) if is_model(layer) else _arrays(layer, form)
        group.attrs["weight_names"] = [name.encode() for name, _ in named]
        for name, array in named:
            group[name] = array


def _nested_arrays(model: Any, form: Form) -> Named:
    """Of all inner layers: what training changes, then the rest."""
    trained: Named = []
    fixed: Named = []
    for layer in _all_layers(model):
        for name, array in _arrays(layer, form):
            is_fixed = re.search("moving|running", name)
            (fixed if is_fixed else trained).append((name, array))
    return trained + fixed


def _all_layers(model: Any) -> Iterator[Any]:
    for layer in model.layers:
        yield from _all_layers(layer) if is_model(layer) else (layer,)


def _arrays(layer: Any, form: Form) -> Named:
    weights = [(weight.name, np.asarray(weight)) for weight in layer.weights]
    if form.is_first:
        return _first_arrays(layer, weights)
    return [(f"{layer.name}/{number}_{name}:0", array) for number, (name, array) in enumerate(weights)]


def _first_arrays(layer: Any, weights: Named) -> Named:
    kind = type(layer).__name__
    if kind == "Bidirectional":
        half = len(weights) // 2
        parts = (layer.forward_layer, weights[:half]), (layer.backward_layer, weights[half:])
        return [each for inner, arrays in parts for each in _first_arrays(inner, arrays)]
    if kind in _KERAS_1_GATES:
        gates = _KERAS_1_GATES[kind]
        split = {
            (gate, name): part
            for name, array in weights
            for gate, part in zip(gates, np.split(array, len(gates), -1), strict=True)
        }
        names = [name for name, _ in weights]
        order = [(gate, name) for gate in _KERAS_1_ORDER[kind] for name in names]
        return [(f"{layer.name}_{_KERAS_1_ARRAYS[name]}_{gate}", split[gate, name]) for gate, name in order]
    if kind == "Conv1D":
        weights = [(name, array[:, np.newaxis] if array.ndim == 3 else array) for name, array in weights]
    return [(f"{layer.name}_{_KERAS_1_ARRAYS.get(name, name)}", array) for name, array in weights]


def fill_container(group: h5py.Group, model: Any, container: str) -> None:
    """The groups of a `.keras` file of Keras 2, which counts layers with weights twice."""
    inside = group.create_group(container)
    seen: Counter[str] = Counter()
    for layer in model.layers:
        kind = _snake_case(type(layer).__name__)
        name = f"{kind}_{seen[kind]}" if seen[kind] else kind
        seen[kind] += 2 if layer.weights else 1
        place = inside.create_group(name)
        if is_model(layer):
            fill_container(place, layer, container)
        else:
            _fill_parts(place, layer)


def _fill_parts(place: h5py.Group, layer: Any) -> None:
    kind = type(layer).__name__
    parts: dict[str, list[Any]] = {"vars": layer.weights}
    if kind in (*RECURRENT, "RNN"):
        parts = {"cell/vars": layer.weights}
    if kind == "TimeDistributed":
        inner = "layer/cell/vars" if type(layer.layer).__name__ in RECURRENT else "layer/vars"
        parts = {inner: layer.weights}
    if kind == "Bidirectional":
        parts = {
            f"{name}/cell/vars": getattr(layer, name).weights for name in ("backward_layer", "forward_layer")
        }
    for path, weights in parts.items():
        group = place.create_group(path)
        for number, weight in enumerate(weights):
            group[str(number)] = np.asarray(weight)


def is_sequential(layer: Any) -> bool:
    return type(layer).__name__ == "Sequential"


def is_model(layer: Any) -> bool:
    return type(layer).__name__ in ("Sequential", "Functional")


def _snake_case(name: str) -> str:
    apart = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", apart).lower()
