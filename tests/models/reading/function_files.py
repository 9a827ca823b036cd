"""Functional `.h5` files by hand: a function of TensorFlow's between the input and ten classes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from tests.models.reading.functional_files import Config, calls, given, layer, model
from tests.models.reading.old_files import Array, OldLayer, last_answer, last_layer

LAST = "answer"


def function(name: str, *items: Any, called: str = "function", kind: str = "TFOpLambda") -> Config:
    """A function as Keras 2.4 to 2.15 wrote it; each of the items is a tensor with the other arguments."""
    node = list(items[0]) if len(items) == 1 else [list(item) for item in items]
    settings = {"name": called, "trainable": True, "dtype": "float32", "function": name}
    return {"class_name": kind, "name": called, "config": settings, "inbound_nodes": [node]}


def kernel(
    operation: str,
    *names: str,
    constants: dict[str, Any] | None = None,
    attributes: dict[str, Any] | None = None,
    called: str = "function",
) -> Config:
    """A kernel of TensorFlow's as Keras 2.2 and 2.3 wrote it, in the name of which the prefix is left out."""
    attributes = {"T": {"type": "DT_FLOAT"}, **(attributes or {})}
    node = {"name": called, "op": operation, "input": list(names), "attr": attributes}
    settings = {
        "name": called.removeprefix("tf_op_layer_"),
        "trainable": True,
        "dtype": "float32",
        "node_def": node,
        "constants": constants or {},
    }
    return {
        "class_name": "TensorFlowOpLayer",
        "name": called,
        "config": settings,
        "inbound_nodes": [calls(*names)],
    }


def with_answer(entries: list[Config], shape: tuple[int, ...]) -> Config:
    """The model that hands on what the last of the entries answers to ten classes."""
    last = entries[-1]["name"]
    behind = [
        layer("Flatten", "row", calls(last)),
        layer("Dense", LAST, calls("row"), units=10, activation="softmax"),
    ]
    return model([given([None, *shape]), *entries, *behind])


def write_with_answer(
    path: Path, entries: list[Config], shape: tuple[int, ...], count: int, version: str
) -> Path:
    """An `.h5` file of that model, whose last layer sees `count` numbers."""
    arrays = _last_layer(count).arrays
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps(with_answer(entries, shape)).encode()
        file.attrs["keras_version"] = version.encode()
        file.attrs["backend"] = b"tensorflow"
        root = file.create_group("model_weights")
        names = ["given", *(entry["name"] for entry in entries), "row", LAST]
        root.attrs["layer_names"] = [name.encode() for name in names]
        for name in names:
            root.create_group(name).attrs["weight_names"] = [
                f"{LAST}/{array}".encode() for array in arrays if name == LAST
            ]
        for name, values in arrays.items():
            root[LAST][f"{LAST}/{name}"] = values
    return path


def wanted_answer(values: Array) -> Array:
    """What the model answers where the entries answered `values`."""
    row = values.reshape(len(values), -1)
    return np.asarray(last_answer(row, _last_layer(row.shape[1])))


def _last_layer(count: int) -> OldLayer:
    """Ten classes of which none is certain, however many numbers there are."""
    made = last_layer(count)
    made.arrays["kernel"] /= np.float32(count**0.5)
    return made
