"""From the configuration of one layer, plain data, to a layer of this program. Nothing else is let in."""

from __future__ import annotations

from collections.abc import Callable
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
    Reshape,
)
from mnist_desktop.models.reading.arguments import Arguments
from mnist_desktop.models.reading.harmless import is_float, is_keras_module, is_registered_by_keras
from mnist_desktop.models.reading.inspection import damaged, refused, unsupported
from mnist_desktop.problems import ProblemCode

INPUT_KIND = "InputLayer"
_COMMON = ("name", "trainable", "batch_input_shape", "batch_shape", "input_dim", "input_shape", "autocast")
_CAN_RUN_CODE_OR_READ_FILES = frozenset(
    [
        "Lambda",
        "TFOpLambda",
        "SlicingOpLambda",
        "ClassMethod",
        "InstanceMethod",
        "InstanceProperty",
        "TFSMLayer",
        "TorchModuleWrapper",
        "JaxLayer",
        "FlaxLayer",
        "StringLookup",
        "IntegerLookup",
        "IndexLookup",
        "TextVectorization",
    ]
)


def read_layer(entry: object) -> tuple[str, dict[str, Any]]:
    """Class name and settings of a layer in a list of layers.

    Raises:
        NotOpened: Where it is no layer of Keras's, or one that can do anything.

    """
    if not isinstance(entry, dict) or not isinstance(entry.get("config"), dict):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="layers")
    kind = entry.get("class_name")
    if not isinstance(kind, str):
        raise damaged(ProblemCode.MODEL_CONFIG_DAMAGED, reason="class_name")
    shown = ascii(kind[:60])[1:-1]
    if kind.split(">")[-1] in _CAN_RUN_CODE_OR_READ_FILES:
        raise refused(ProblemCode.MODEL_LAYER_REFUSED, layer=shown)
    ours = is_keras_module(entry.get("module")) and is_registered_by_keras(entry.get("registered_name"), kind)
    if not ours or ">" in kind:
        raise refused(ProblemCode.MODEL_LAYER_CUSTOM, layer=shown)
    if kind != INPUT_KIND and kind not in _READERS:
        raise unsupported(ProblemCode.MODEL_LAYER_UNSUPPORTED, layer=shown)
    return kind, entry["config"]


def make_layer(kind: str, settings: dict[str, Any], rank: int) -> Layer:
    """The layer of class `kind` with these settings.

    Args:
        kind: A class name that `read_layer` let through, other than INPUT_KIND.
        settings: Its configuration.
        rank: Number of axes of its input without the batch axis.

    Raises:
        NotOpened: For a setting that is damaged, not plain, or not supported.

    """
    arguments = Arguments(kind, _without_dtype(kind, settings))
    arguments.drop(*_COMMON)
    layer = _READERS[kind](arguments, rank)
    arguments.finish()
    return layer


def _without_dtype(kind: str, settings: dict[str, Any]) -> dict[str, Any]:
    if not is_float(settings.get("dtype")):
        raise unsupported(
            ProblemCode.MODEL_ARGUMENT_UNSUPPORTED,
            layer=kind,
            argument="dtype",
            value=ascii(settings["dtype"])[:60],
        )
    return {key: value for key, value in settings.items() if key != "dtype"}


def _dense(arguments: Arguments, rank: int) -> Layer:
    arguments.require("quantization_config")
    arguments.require("lora_rank")
    decay = arguments.decay()
    return Dense(
        arguments.whole("units"), arguments.activation(), l2=decay, use_bias=arguments.flag("use_bias", True)
    )


def _conv2d(arguments: Arguments, rank: int) -> Layer:
    arguments.require("data_format", "channels_last")
    arguments.require("dilation_rate", [1, 1], 1)
    arguments.require("groups", 1)
    return Conv2D(
        arguments.whole("filters"),
        arguments.pair("kernel_size"),
        arguments.optional_pair("strides") or (1, 1),
        arguments.word("padding", "valid"),
        arguments.activation(),
        arguments.flag("use_bias", True),
        arguments.decay(),
    )


def _max_pooling(arguments: Arguments, rank: int) -> Layer:
    arguments.require("data_format", "channels_last")
    pool, strides = arguments.pair("pool_size"), arguments.optional_pair("strides")
    return MaxPooling2D(pool, None if strides == pool else strides, arguments.word("padding", "valid"))


def _average_of_all(arguments: Arguments, rank: int) -> Layer:
    arguments.require("data_format", "channels_last")
    arguments.require("keepdims", False)
    return GlobalAveragePooling2D()


def _flatten(arguments: Arguments, rank: int) -> Layer:
    arguments.require("data_format", "channels_last")
    return Flatten()


def _reshape(arguments: Arguments, rank: int) -> Layer:
    return Reshape(arguments.wholes("target_shape"))


def _dropout(arguments: Arguments, rank: int) -> Layer:
    arguments.drop("seed", "noise_shape")
    return Dropout(arguments.number("rate", 0.5))


def _batch_normalization(arguments: Arguments, rank: int) -> Layer:
    arguments.require("axis", -1, rank, [rank], [-1])
    arguments.require("center", True)
    arguments.require("scale", True)
    arguments.require("renorm", False)
    arguments.drop(
        "synchronized", "renorm_clipping", "renorm_momentum", "fused", "virtual_batch_size", "mode"
    )
    return BatchNormalization(arguments.number("momentum", 0.99), arguments.number("epsilon", 1e-3))


def _activation(arguments: Arguments, rank: int) -> Layer:
    return Activation(arguments.activation())


def _relu(arguments: Arguments, rank: int) -> Layer:
    arguments.require("max_value")
    arguments.require("negative_slope", 0.0, 0, [0.0])
    arguments.require("threshold", 0.0, 0, [0.0])
    return Activation("relu")


def _softmax(arguments: Arguments, rank: int) -> Layer:
    arguments.require("axis", -1, rank)
    return Activation("softmax")


_READERS: dict[str, Callable[[Arguments, int], Layer]] = {
    "Activation": _activation,
    "BatchNormalization": _batch_normalization,
    "BatchNormalizationV1": _batch_normalization,
    "BatchNormalizationV2": _batch_normalization,
    "Conv2D": _conv2d,
    "Dense": _dense,
    "Dropout": _dropout,
    "Flatten": _flatten,
    "GlobalAveragePooling2D": _average_of_all,
    "MaxPooling2D": _max_pooling,
    "ReLU": _relu,
    "Reshape": _reshape,
    "Softmax": _softmax,
}
