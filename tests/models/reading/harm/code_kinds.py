"""Files whose configuration would have code run or files read: byte code, functions, classes, paths."""

from __future__ import annotations

import base64
import marshal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mnist_desktop.problems import ProblemCode
from tests.models.reading.harm.kinds import SECRET, WRITTEN, Hostile, not_opened, refused
from tests.models.reading.sample_files import Config, write_h5, write_keras

CODE = ProblemCode
_ARGUMENT, _LAYER, _CUSTOM = (
    CODE.MODEL_ARGUMENT_REFUSED,
    CODE.MODEL_LAYER_REFUSED,
    CODE.MODEL_LAYER_CUSTOM,
)
Settings = Callable[[Path], dict[str, Any]]


def byte_code(folder: Path) -> str:
    """The marshalled code of a function that writes a file, as Keras keeps a lambda."""
    source = f"def f(x):\n    open({str(folder / WRITTEN)!r}, 'w').write('x')\n    return x"
    module = compile(source, "f", "exec")
    return base64.b64encode(marshal.dumps(module.co_consts[0])).decode()


def packed_lambda(folder: Path) -> dict[str, Any]:
    """A lambda as Keras 3 writes it."""
    code = {"code": byte_code(folder), "defaults": None, "closure": None}
    return {"class_name": "__lambda__", "config": code}


def function(module: str, name: str, registered: str | None = None) -> dict[str, Any]:
    """A function as Keras 3 writes it: found by module and name when it is loaded."""
    return {"module": module, "class_name": "function", "config": name, "registered_name": registered or name}


def injected(module: str, name: str, **config: Any) -> dict[str, Any]:
    """An object whose class is looked up in any module."""
    return {"module": module, "class_name": name, "config": config, "registered_name": None}


def with_layer(
    kind: str, settings: Settings, *, legacy: bool = False, **entry: Any
) -> Callable[[Path], None]:
    """The sample network and one more layer."""

    def make(path: Path) -> None:
        def change(config: Config) -> None:
            more = {"class_name": kind, "config": {"name": "odd", **settings(path.parent)}, **entry}
            if not legacy:
                more = {"module": "keras.layers", "registered_name": None, **more}
            config["config"]["layers"].append(more)

        (write_h5 if legacy else write_keras)(path, change=change)

    return make


def with_setting(key: str, value: object, layer: str = "Dense") -> Callable[[Path], None]:
    """The sample network, with another setting in its last layer of a class."""

    def make(path: Path) -> None:
        def change(config: Config) -> None:
            last = [entry for entry in config["config"]["layers"] if entry["class_name"] == layer][-1]
            last["config"][key] = value(path.parent) if callable(value) else value

        write_keras(path, change=change)

    return make


def with_top(**entries: Any) -> Callable[[Path], object]:
    """The sample network with other words about the model itself."""
    return lambda path: write_keras(path, change=lambda config: config.update(entries))


def _secret(key: str) -> Settings:
    return lambda folder: {key: str(folder / SECRET)}


def _saved_model(path: Path) -> None:
    model = path.parent / "saved"
    model.mkdir()
    (model / "saved_model.pb").write_bytes(b"\x08\x01\x12\x00")
    with_layer("TFSMLayer", lambda _: {"filepath": str(model), "call_endpoint": "serve"})(path)


def _wrapped(kind: str, settings: Settings) -> Settings:
    inner = {"module": "keras.layers", "class_name": kind, "registered_name": None}
    return lambda folder: {"layer": {**inner, "config": settings(folder)}}


def _lambda(folder: Path) -> dict[str, Any]:
    return {"function": packed_lambda(folder)}


def _nested(folder: Path) -> dict[str, Any]:
    inner = {"module": "keras.layers", "class_name": "Lambda", "registered_name": None}
    return {"layers": [{**inner, "config": _lambda(folder)}]}


def _with_vocabulary(folder: Path) -> dict[str, Any]:
    return {"layers": [{"class_name": "IntegerLookup", "config": _secret("vocabulary")(folder)}]}


def _behind_damage(path: Path) -> None:
    """A model whose first layer is broken, before one that runs code."""

    def change(config: Config) -> None:
        layers = config["config"]["layers"]
        layers[1] = {"class_name": 7}
        layers.append({"class_name": "Lambda", "config": _lambda(path.parent)})

    write_keras(path, change=change)


_GET_FILE = function("keras.utils", "get_file")
_SYSTEM = function("os", "system")

LAYERS: dict[str, Hostile] = {
    "byte code in .keras": refused(with_layer("Lambda", _lambda), _LAYER),
    "byte code in .h5": refused(
        with_layer(
            "Lambda",
            lambda folder: {"function": [byte_code(folder), None, None], "function_type": "lambda"},
            legacy=True,
        ),
        _LAYER,
        name="model.h5",
    ),
    "lambda by name": refused(
        with_layer(
            "Lambda",
            lambda _: {"function": "system", "function_type": "function", "module": "os"},
            legacy=True,
        ),
        _LAYER,
        name="model.h5",
    ),
    "lambda of a package": refused(with_layer("my_package>Lambda", _lambda), _LAYER),
    "lambda in a wrapper": refused(with_layer("TimeDistributed", _wrapped("Lambda", _lambda)), _LAYER),
    "lambda in a model": refused(with_layer("Sequential", _nested, module="keras"), _LAYER),
    "lambda in what is not supported": refused(
        with_layer("ConvLSTM2D", _wrapped("TimeDistributed", _wrapped("Lambda", _lambda))), _LAYER
    ),
    "lambda behind what is damaged": refused(_behind_damage, _LAYER),
    "byte code where nothing is read": refused(
        with_layer("RandomFlip", lambda folder: {"mode": [packed_lambda(folder)]}), _ARGUMENT
    ),
    "operations of a graph": refused(
        with_layer("TensorFlowOpLayer", lambda _: {"node_def": "x"}, legacy=True), _LAYER, name="model.h5"
    ),
    "custom object": refused(
        with_layer("Attention2", lambda _: {}, registered_name="mine>Attention2"), _CUSTOM
    ),
    "class of another module": refused(
        with_layer("Popen", lambda _: {"args": "id"}, module="subprocess"), _CUSTOM
    ),
    "class below keras": not_opened(
        with_layer("get_file", lambda _: {"fname": "x", "origin": "http://x.invalid"}, module="keras.utils")
    ),
    "operation of TensorFlow": refused(
        with_layer("TFOpLambda", lambda _: {"function": "io.read_file"}), _LAYER
    ),
    "saved model in a layer": refused(_saved_model, _LAYER),
    "PyTorch module in a layer": refused(with_layer("TorchModuleWrapper", _secret("module")), _LAYER),
    "vocabulary of strings": refused(with_layer("StringLookup", _secret("vocabulary")), _LAYER),
    "vocabulary of numbers": refused(with_layer("IntegerLookup", _secret("vocabulary")), _LAYER),
    "vocabulary of texts": refused(with_layer("TextVectorization", _secret("vocabulary")), _LAYER),
    "vocabulary in a wrapper": refused(
        with_layer("Bidirectional", _wrapped("StringLookup", _secret("vocabulary"))), _LAYER
    ),
    "vocabulary in a model in a wrapper": refused(
        with_layer("TimeDistributed", _wrapped("Sequential", _with_vocabulary)), _LAYER
    ),
}

SETTINGS: dict[str, Hostile] = {
    "activation of a module": refused(with_setting("activation", _SYSTEM), _ARGUMENT),
    "activation of builtins": refused(with_setting("activation", function("builtins", "exec")), _ARGUMENT),
    "activation that fetches": refused(with_setting("activation", _GET_FILE), _ARGUMENT),
    "activation by a dotted name": not_opened(with_setting("activation", "keras.utils.get_file")),
    "activation of byte code": refused(with_setting("activation", packed_lambda), _ARGUMENT),
    "registered activation": refused(
        with_setting("activation", function("builtins", "relu6", "mine>relu6")), _ARGUMENT
    ),
    "initialiser of a module": refused(
        with_setting("kernel_initializer", injected("os", "system", command="id")), _ARGUMENT
    ),
    "initialiser under a good name": refused(
        with_setting("kernel_initializer", injected("numpy", "Zeros", file="x")), _ARGUMENT
    ),
    "initialiser of byte code": refused(with_setting("bias_initializer", packed_lambda), _ARGUMENT),
    "initialiser that fetches": refused(with_setting("kernel_initializer", _GET_FILE), _ARGUMENT),
    "initialiser that hides one": refused(
        with_setting("kernel_initializer", injected("keras.initializers", "Constant", value=_SYSTEM)),
        _ARGUMENT,
    ),
    "regulariser of a module": refused(with_setting("kernel_regularizer", _SYSTEM), _ARGUMENT),
    "constraint of a module": refused(with_setting("kernel_constraint", injected("os", "system")), _ARGUMENT),
    "registered initialiser": refused(
        with_setting(
            "kernel_initializer",
            {"module": "keras", "class_name": "Zeros", "config": {}, "registered_name": "mine>Zeros"},
        ),
        _ARGUMENT,
    ),
    "type of TensorFlow": refused(
        with_setting("note", {"class_name": "__typespec__", "spec_name": "x", "module": "os", "config": []}),
        _ARGUMENT,
    ),
    "dtype of a module": not_opened(with_setting("dtype", injected("os", "system"))),
    "quantization of a module": not_opened(with_setting("quantization_config", injected("os", "system"))),
    "model of another module": refused(with_top(module="os", class_name="system"), _CUSTOM),
    "model of a package": refused(with_top(registered_name="mine>Sequential"), _CUSTOM),
    "function for a model": refused(with_top(**_GET_FILE), _CUSTOM),
}

CODE_KINDS: dict[str, Hostile] = {**LAYERS, **SETTINGS}
