"""Model files in the shape that Keras 2 and 3 write them, made without Keras."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import h5py
import numpy as np

Config = dict[str, Any]
ChangeConfig = Callable[[Config], None]
ChangeWeights = Callable[[h5py.File], None]

_SAVED_AS = {"Dense": "dense", "Conv2D": "conv2d", "BatchNormalization": "batch_normalization"}
_WEIGHT_NAMES = {
    4: ("gamma", "beta", "moving_mean", "moving_variance"),
    2: ("kernel", "bias"),
    1: ("kernel",),
}


@dataclass
class Sample:
    """One layer: its class, its settings, its arrays."""

    kind: str
    settings: dict[str, Any] = field(default_factory=dict)
    arrays: list[np.ndarray] = field(default_factory=list)


def normal(*shape: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32) * 0.1


def dense(inputs: int, units: int, activation: str = "linear", **settings: Any) -> Sample:
    arrays = [normal(inputs, units, seed=units), normal(units, seed=units + 1)]
    named = {"units": units, "activation": activation, "use_bias": True, "kernel_regularizer": None}
    return Sample("Dense", {**named, **initialisers(), **settings}, arrays)


def conv(channels: int, filters: int, activation: str = "linear", **settings: Any) -> Sample:
    arrays = [normal(3, 3, channels, filters, seed=filters), normal(filters, seed=filters + 1)]
    named = {
        "filters": filters,
        "kernel_size": [3, 3],
        "strides": [1, 1],
        "padding": "valid",
        "data_format": "channels_last",
        "dilation_rate": [1, 1],
        "groups": 1,
        "activation": activation,
        "use_bias": True,
    }
    return Sample("Conv2D", {**named, **initialisers(), **settings}, arrays)


def batch_norm(channels: int, axis: Any = -1) -> Sample:
    arrays = [normal(channels, seed=seed) ** 2 + 0.5 for seed in range(4)]
    named = {"axis": axis, "momentum": 0.9, "epsilon": 0.001, "center": True, "scale": True}
    return Sample("BatchNormalization", {**named, "gamma_initializer": "ones"}, arrays)


def initialisers() -> dict[str, Any]:
    glorot = {"class_name": "GlorotUniform", "config": {"seed": None}, "registered_name": None}
    return {"kernel_initializer": {"module": "keras.initializers", **glorot}, "bias_initializer": "zeros"}


def cnn() -> list[Sample]:
    """Every layer that the presets use, for input (28, 28, 1)."""
    return [
        conv(1, 2, "relu"),
        Sample("MaxPooling2D", {"pool_size": [2, 2], "strides": [2, 2], "padding": "valid"}),
        conv(2, 3),
        batch_norm(3),
        Sample("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}),
        Sample("Flatten", {"data_format": "channels_last"}),
        Sample("Dropout", {"rate": 0.25, "noise_shape": None, "seed": None}),
        dense(363, 8, kernel_regularizer={"class_name": "L2", "config": {"l2": 0.02}}),
        Sample("Activation", {"activation": "relu"}),
        dense(8, 10, "softmax"),
    ]


def small() -> list[Sample]:
    """Flatten and one Dense, for input (28, 28)."""
    return [Sample("Flatten"), dense(784, 10, "softmax")]


def keras3_config(layers: list[Sample], input_shape: tuple[int, ...]) -> Config:
    """As `config.json` of Keras 3."""
    policy = {
        "module": "keras",
        "class_name": "DTypePolicy",
        "config": {"name": "float32"},
        "registered_name": None,
    }
    entries = [
        _entry("InputLayer", {"batch_shape": [None, *input_shape], "dtype": "float32", "sparse": False})
    ]
    for number, layer in enumerate(layers):
        named = {"name": f"layer_{number}", "trainable": True, "dtype": policy}
        entries.append(_entry(layer.kind, {**named, **layer.settings}))
    settings = {"name": "sequential", "trainable": True, "dtype": policy, "layers": entries}
    return {"module": "keras", "class_name": "Sequential", "config": settings, "registered_name": None}


def keras2_config(layers: list[Sample], input_shape: tuple[int, ...]) -> Config:
    """As the attribute `model_config` of Keras 2: no InputLayer, the shape stands on the first layer."""
    entries = []
    for number, layer in enumerate(layers):
        named = {"name": f"layer_{number}", "trainable": True, "dtype": "float32"}
        first = {} if number else {"batch_input_shape": [None, *input_shape]}
        entries.append({"class_name": layer.kind, "config": {**named, **first, **layer.settings}})
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": entries}}


def write_keras(
    path: Path,
    layers: list[Sample] | None = None,
    input_shape: tuple[int, ...] = (28, 28, 1),
    *,
    container: str = "layers",
    counted_twice: bool = False,
    change: ChangeConfig | None = None,
    change_weights: ChangeWeights | None = None,
    packing: int = zipfile.ZIP_STORED,
    more: dict[str, bytes] | None = None,
) -> Path:
    """A `.keras` file; `counted_twice` numbers the groups as Keras 2.13 did."""
    samples = cnn() if layers is None else layers
    config = keras3_config(samples, input_shape)
    if change:
        change(config)
    weights = io.BytesIO()
    with h5py.File(weights, "w") as file:
        _fill_keras(file, samples, container, counted_twice)
        if change_weights:
            change_weights(file)
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("metadata.json", json.dumps({"keras_version": "3.8.0", "date_saved": "2025-01-01"}))
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("model.weights.h5", weights.getvalue())
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return path


def write_h5(
    path: Path,
    layers: list[Sample] | None = None,
    input_shape: tuple[int, ...] = (28, 28, 1),
    *,
    change: ChangeConfig | None = None,
    change_weights: ChangeWeights | None = None,
    as_bytes: bool = False,
    **packing: Any,
) -> Path:
    """An `.h5` file of Keras 2."""
    samples = cnn() if layers is None else layers
    config = keras2_config(samples, input_shape)
    if change:
        change(config)
    with h5py.File(path, "w") as file:
        text = json.dumps(config)
        file.attrs["model_config"] = np.bytes_(text) if as_bytes else text
        file.attrs["keras_version"] = np.bytes_("2.3.1") if as_bytes else "2.3.1"
        file.attrs["backend"] = "tensorflow"
        file.attrs["training_config"] = json.dumps({"loss": {"class_name": "Evil>loss"}})
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = [f"layer_{number}".encode() for number in range(len(samples))]
        for number, sample in enumerate(samples):
            _fill_legacy(weights.create_group(f"layer_{number}"), number, sample, packing)
        if change_weights:
            change_weights(file)
    return path


def _entry(kind: str, settings: dict[str, Any]) -> Config:
    return {"module": "keras.layers", "class_name": kind, "config": settings, "registered_name": None}


def _fill_keras(file: h5py.File, samples: list[Sample], container: str, counted_twice: bool) -> None:
    counts: dict[str, int] = {}
    for sample in samples:
        base = _SAVED_AS.get(sample.kind, sample.kind.lower())
        number = counts.get(base, 0)
        counts[base] = number + (2 if counted_twice and sample.arrays else 1)
        group = file.create_group(f"{container}/{base}" + (f"_{number}" if number else "")).create_group(
            "vars"
        )
        for index, array in enumerate(sample.arrays):
            group.create_dataset(str(index), data=array)


def _fill_legacy(group: h5py.Group, number: int, sample: Sample, packing: dict[str, Any]) -> None:
    names = _WEIGHT_NAMES.get(len(sample.arrays), ())
    paths = [f"layer_{number}/{name}:0" for name in names]
    group.attrs["weight_names"] = [path.encode() for path in paths]
    for path, array in zip(paths, sample.arrays, strict=True):
        group.create_dataset(path, data=array, **packing)
