"""Files in the forms in which older versions of Keras wrote them, made of a model of today's."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import h5py

from tests.models.reading.older_arrays import (
    FORMS,
    RECURRENT,
    Form,
    fill_container,
    fill_groups,
    is_model,
    is_sequential,
)

__all__ = ["FORMS", "Form", "write_older"]

Config = dict[str, Any]
_NOT_YET = ("quantization_config", "rms_scaling", "synchronized", "keepdims", "value_range", "seed")
_INTRODUCED = {"groups": (2, 3), "output_padding": (2, 2), "reset_after": (2, 1), "use_cudnn": (3, 0)}
_KERAS_1_KINDS = {
    "Conv1D": "Convolution1D",
    "Conv2D": "Convolution2D",
    "SeparableConv2D": "SeparableConvolution2D",
    "Functional": "Model",
}
_KERAS_1_MERGES = {
    "Add": "sum",
    "Multiply": "mul",
    "Average": "ave",
    "Maximum": "max",
    "Concatenate": "concat",
}
_KERAS_1_NAMES = {
    "units": "output_dim",
    "filters": "nb_filter",
    "use_bias": "bias",
    "padding": "border_mode",
    "recurrent_activation": "inner_activation",
    "recurrent_initializer": "inner_init",
    "kernel_initializer": "init",
    "rate": "p",
    "stddev": "sigma",
    "data_format": "dim_ordering",
}


def write_older(path: Path, model: Any, form: Form) -> Path:
    """Write `model` to `path` in an older form."""
    config = _config(model, form)
    if form.is_archive:
        weights = BytesIO()
        with h5py.File(weights, "w") as file:
            fill_container(file, model, "_layer_checkpoint_dependencies")
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("metadata.json", json.dumps({"keras_version": form.version}))
            archive.writestr("config.json", json.dumps(config))
            archive.writestr("model.weights.h5", weights.getvalue())
        return path
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = json.dumps(config).encode()
        file.attrs["keras_version"] = form.version.encode()
        file.attrs["training_config"] = b"{'not': json"
        if not form.is_first:
            file.attrs["backend"] = b"tensorflow"
        fill_groups(file.create_group("model_weights"), model, form)
    return path


def _config(model: Any, form: Form) -> Config:
    if is_sequential(model):
        entries = [_entry(layer, form) for layer in model.layers]
        shape = [None, *model.input_shape[1:]]
        if form.has_input_layer:
            given = {"batch_input_shape": shape, "dtype": "float32", "sparse": False, "name": "input_1"}
            entries.insert(0, _wrapped("InputLayer", {**given, "ragged": False}, form))
        else:
            entries[0]["config"] = _with_shape(entries[0]["config"], shape)
        settings = {"name": model.name, "layers": entries}
        return _wrapped("Sequential", entries if form.is_list else settings, form)
    return _wrapped(form.functional, _functional(model, form), form)


def _with_shape(settings: Any, shape: list[int | None]) -> Any:
    """The settings of a first layer with the shape; that of an inner model stands on its own first layer."""
    return (
        settings
        if isinstance(settings, list) or "layers" in settings
        else {"batch_input_shape": shape, **settings}
    )


def _functional(model: Any, form: Form) -> Config:
    described = model.get_config()
    entries = []
    for layer, new in zip(model.layers, described["layers"], strict=True):
        if new["class_name"] == "InputLayer":
            given = {"batch_input_shape": [None, *model.input_shape[1:]], "name": layer.name}
            entry = _wrapped("InputLayer", {**given, "dtype": "float32", "sparse": False}, form)
        else:
            entry = _entry(layer, form)
        nodes = [_node(node, model, form) for node in new["inbound_nodes"]]
        entries.append({**entry, "name": layer.name, "inbound_nodes": nodes})
    ends = {key: [_reference(described[key], model)] for key in ("input_layers", "output_layers")}
    return {"name": model.name, "layers": entries, **ends}


def _node(node: Config, model: Any, form: Form) -> list[Any]:
    (given, *_) = node["args"]
    tensors = given if isinstance(given, list) else [given]
    found = [_reference(tensor["config"]["keras_history"], model) for tensor in tensors]
    return [[*reference, *([] if form.is_first else [{}])] for reference in found]


def _reference(history: Any, model: Any) -> list[Any]:
    """Keras 2 counted the making of a Sequential model as its first call, as it did that of others."""
    name, call, output = history[0] if isinstance(history[0], list) else history
    return [name, call + is_sequential(model.get_layer(name)), output]


def _entry(layer: Any, form: Form) -> Config:
    if is_model(layer):
        return _config(layer, form)
    kind, settings = type(layer).__name__, layer.get_config()
    return _wrapped(*_older(kind, settings, form), form)


def _wrapped(kind: str, settings: Any, form: Form) -> Config:
    if form.is_archive:
        module = "keras.src.engine.functional" if kind == "Functional" else "keras.layers"
        more = {
            "module": "keras" if kind == "Sequential" else module,
            "registered_name": kind if "src" in module else None,
        }
        return {**more, "class_name": kind, "config": settings, "build_config": {"input_shape": None}}
    return {"class_name": kind, "config": settings}


def _older(kind: str, settings: Config, form: Form) -> tuple[str, Config]:
    """Class and settings as the form has them."""
    old: Config = {}
    for key, value in settings.items():
        if key in _NOT_YET or form.number < _INTRODUCED.get(key, (0, 0)):
            continue
        if (
            key in ("layer", "cell", "backward_layer", "activation")
            and isinstance(value, dict)
            and "class_name" in value
        ):
            if key != "backward_layer" or form.number >= (2, 3):
                inner = _older(value["class_name"], value["config"], form)
                old[key] = _wrapped(*inner, form)
            continue
        old[key] = _older_value(key, value, form)
    if kind == "LeakyReLU":
        old["alpha"] = old.pop("negative_slope")
        if form.number in ((2, 0), (2, 1)):
            old["alpha"] = {"type": "ndarray", "value": old["alpha"]}
    if kind in RECURRENT:
        old |= {"implementation": 1, "time_major": False} if form.number > (2, 2) else {"implementation": 0}
    if kind == "BatchNormalization" and form.version == "2.2.4-tf":
        axis = old["axis"]
        return "BatchNormalizationV1", {**old, "axis": [axis] if axis > 0 else axis}
    return _first(kind, old) if form.is_first else (kind, old)


def _older_value(key: str, value: Any, form: Form) -> Any:
    if key == "dtype":
        return "float32"
    if isinstance(value, dict) and key.endswith(("initializer", "regularizer", "constraint")):
        kept = {name: item for name, item in value["config"].items() if name != "dtype"}
        kept |= {"dtype": "float32"} if form.initialiser_dtype and key.endswith("initializer") else {}
        return {"class_name": value["class_name"], "config": kept}
    return value


def _first(kind: str, settings: Config) -> tuple[str, Config]:
    """As Keras 1 had it."""
    named = {}
    for key, value in settings.items():
        if key.endswith("_initializer"):
            value = "glorot_uniform"
        if key.endswith("_regularizer") and value:
            value = {"name": "WeightRegularizer", "l1": 0.0, **value["config"]}
        if key == "data_format":
            value = {"channels_first": "th", "channels_last": "tf"}[value]
        if key not in ("dtype", "implementation", "dilation_rate", "unit_forget_bias"):
            named[_KERAS_1_NAMES.get(key, key)] = value
    if kind == "Conv2D":
        named["nb_row"], named["nb_col"] = named.pop("kernel_size")
        named["subsample"] = named.pop("strides")
    if kind == "Conv1D":
        (named["filter_length"],), (named["subsample_length"],) = (
            named.pop("kernel_size"),
            named.pop("strides"),
        )
        del named["dim_ordering"]
    if kind in ("MaxPooling1D", "AveragePooling1D"):
        (named["pool_length"],), (named["stride"],) = named.pop("pool_size"), named.pop("strides")
        del named["dim_ordering"]
    if kind == "UpSampling1D":
        named["length"] = named.pop("size")
    if kind == "BatchNormalization":
        named = {key: named[key] for key in ("name", "axis", "momentum", "epsilon")} | {"mode": 0}
    if kind in ("Flatten", "Dropout", "ZeroPadding2D"):
        named = {key: value for key, value in named.items() if key in ("name", "p", "padding")}
    if kind in _KERAS_1_MERGES:
        merge = {"mode": _KERAS_1_MERGES[kind], "concat_axis": settings.get("axis", -1), "mode_type": "raw"}
        return "Merge", {"name": settings["name"], "dot_axes": -1, "arguments": {}, **merge}
    return _KERAS_1_KINDS.get(kind, kind), named
