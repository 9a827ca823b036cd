"""An `.h5` of 3 MB in the form of Keras 2, a functional network with two branches, made without Keras."""

from __future__ import annotations

import json
from pathlib import Path

import h5py

from tests.models.reading.functional_files import calls, given, layer, model
from tests.models.reading.sample_files import Sample, dense

_UNITS = 475


def write_functional_h5(path: Path) -> Path:
    """Two branches of dense layers on 784 pixels, put together, and ten shares."""
    samples = {
        "left": (dense(784, _UNITS, "relu"), "given"),
        "right": (dense(784, _UNITS, "tanh"), "given"),
        "answer": (dense(2 * _UNITS, 10, "softmax"), "joined"),
    }
    left, right, answer = (_layer(name, *parts) for name, parts in samples.items())
    joined = layer("Concatenate", "joined", calls("left", "right"), axis=-1)
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps(model([given(), left, right, joined, answer]))
        file.attrs["keras_version"] = "2.4.0"
        file.attrs["backend"] = "tensorflow"
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = [b"given", b"left", b"right", b"joined", b"answer"]
        for name in ("given", "joined"):
            weights.create_group(name).attrs.create("weight_names", [], dtype="S1")
        for name, (sample, _) in samples.items():
            _fill(weights.create_group(name), name, sample)
    return path


def _layer(name: str, sample: Sample, before: str) -> dict[str, object]:
    return layer(sample.kind, name, calls(before), **sample.settings)


def _fill(group: h5py.Group, name: str, sample: Sample) -> None:
    paths = [f"{name}/kernel:0", f"{name}/bias:0"]
    group.attrs["weight_names"] = [path.encode() for path in paths]
    for path, array in zip(paths, sample.arrays, strict=True):
        group.create_dataset(path, data=array)
