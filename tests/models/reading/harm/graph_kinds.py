"""Configurations of functional models that are small on paper and endless when they are built."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from tests.models.reading.sample_files import Config

_LEVELS = 9
_USES = 20


def _tensor(layer: str, node: int = 0) -> Config:
    settings = {"shape": [None, 28, 28], "dtype": "float32", "keras_history": [layer, node, 0]}
    return {"class_name": "__keras_tensor__", "config": settings}


def _call(*tensors: Config, together: bool = False) -> Config:
    return {"args": [list(tensors)] if together else list(tensors), "kwargs": {}}


def _entry(kind: str, name: str, calls: list[Config], **settings: Any) -> Config:
    module = "keras.src.models.functional" if kind == "Functional" else "keras.layers"
    return {
        "module": module,
        "class_name": kind,
        "config": {"name": name, "trainable": True, **settings},
        "registered_name": "Functional" if kind == "Functional" else None,
        "name": name,
        "inbound_nodes": calls,
    }


def _model(name: str, layers: list[Config], output: str, node: int = 0) -> Config:
    first = _entry("InputLayer", "in", [], batch_shape=[None, 28, 28], dtype="float32", sparse=False)
    return _entry(
        "Functional",
        name,
        [],
        layers=[first, *layers],
        input_layers=[["in", 0, 0]],
        output_layers=[[output, node, 0]],
    )


def _write(path: Path, layers: list[Config], output: str) -> None:
    tail = [
        _entry("Flatten", "flat", [_call(_tensor(output))]),
        _entry("Dense", "last", [_call(_tensor("flat"))], units=10, activation="softmax"),
    ]
    config = _model("model", [*layers, *tail], "last")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.8.0"}))
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("model.weights.h5", b"")


def idle_many_times(path: Path) -> None:
    """The same, of a layer that only hands on what it gets, so that nothing ever comes of it."""
    shared_many_times(path, _entry("Identity", "inner", []))


def shared_many_times(path: Path, inner: Config | None = None) -> None:
    """A model that calls one model twenty times, which calls one twenty times, and so on, nine deep."""
    inner = inner or _entry("Activation", "inner", [], activation="relu")
    for level in range(_LEVELS):
        calls = [_call(_tensor("in"))] + [_call(_tensor(inner["name"], node)) for node in range(_USES - 1)]
        inner = {**inner, "inbound_nodes": calls}
        inner = _model(f"level_{level}", [inner], inner["name"], _USES - 1)
    _write(path, [{**inner, "inbound_nodes": [_call(_tensor("in"))]}], inner["name"])


def cycle(path: Path) -> None:
    """Two layers that wait for each other."""
    one = _entry("Activation", "one", [_call(_tensor("two"))], activation="relu")
    two = _entry("Activation", "two", [_call(_tensor("one"))], activation="relu")
    _write(path, [one, two], "two")


def doubling(path: Path) -> None:
    """Forty layers, each of which puts its input beside itself."""
    layers, last = [], "in"
    for level in range(40):
        tensors = (_tensor(last), _tensor(last))
        layers.append(_entry("Concatenate", f"twice_{level}", [_call(*tensors, together=True)], axis=-1))
        last = f"twice_{level}"
    _write(path, layers, last)


def wide_sum(path: Path) -> None:
    """One layer that adds its input up 20,000 times."""
    call = _call(*[_tensor("in")] * 20_000, together=True)
    _write(path, [_entry("Add", "sum", [call])], "sum")
