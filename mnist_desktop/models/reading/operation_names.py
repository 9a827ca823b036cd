"""Functions of TensorFlow's and operations of Keras's that stand among layers: which are known, and as what.

A name that is not here is not let in. Nothing is ever looked up by one: a name only chooses among the
operations of `layers/operations.py`, which have the names and the arguments of Keras 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FUNCTION_KINDS = ("TFOpLambda", "SlicingOpLambda")
NODE_KIND = "TensorFlowOpLayer"
_MODULES = ("keras.src.ops.", "keras.ops.")
_GETITEM = "__operators__.getitem"
_UNKNOWN = "tf."


@dataclass(frozen=True)
class Operation:
    """An operation by its own name, and how it is written down.

    `renamed` has the own names of arguments that are called otherwise in the file, `places` the names of the
    last inputs that are given without one, and `usual` the values that are not written.
    """

    name: str
    renamed: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    usual: Mapping[str, Any] = field(default_factory=dict)


_SAME_AS_NODES = (
    *("Elu", "Exp", "Identity", "LogSoftmax", "Maximum", "Minimum", "Relu", "Relu6"),
    *("Selu", "Sigmoid", "Softmax", "Softplus", "Softsign", "Square", "Tanh"),
)
_SAME_AS_OPERATIONS = (
    *("Add", "Cast", "Celu", "Clip", "Concatenate", "Elu", "Exp"),
    *("ExpandDims", "Gelu", "HardSigmoid", "HardSilu", "HardTanh", "LeakyRelu", "LogSigmoid"),
    *("LogSoftmax", "Max", "Maximum", "Mean", "Minimum", "Multiply", "Negative"),
    *("Pad", "Power", "ReLU", "Relu", "Relu6", "Repeat", "Reshape"),
    *("Resize", "Selu", "Sigmoid", "Silu", "Softmax", "Softplus", "Softsign"),
    *("Square", "Squeeze", "Subtract", "Sum", "Tanh", "Transpose", "TrueDivide"),
)
_REDUCED = {"reduction_indices": "axis", "keep_dims": "keepdims"}
_OF_ONE_AXIS = {"dim": "axis"}
_FUNCTIONS = {
    **{
        name: Operation(own)
        for own, names in {
            "Add": ("__operators__.add", "math.add", "math.add_n"),
            "Elu": ("nn.elu",),
            "Exp": ("math.exp",),
            "Flatten": ("keras.backend.batch_flatten",),
            "GrayscaleToRgb": ("image.grayscale_to_rgb",),
            "Identity": ("identity", "stop_gradient"),
            "LogSigmoid": ("math.log_sigmoid",),
            "Maximum": ("math.maximum",),
            "Minimum": ("math.minimum",),
            "Multiply": ("math.multiply",),
            "Negative": ("math.negative",),
            "Power": ("math.pow",),
            "Relu": ("nn.relu",),
            "Relu6": ("nn.relu6",),
            "Repeat": ("repeat",),
            "Selu": ("nn.selu",),
            "Shape": ("shape", "compat.v1.shape"),
            "Sigmoid": ("math.sigmoid", "nn.sigmoid"),
            "Silu": ("nn.silu", "nn.swish"),
            "Softplus": ("math.softplus", "nn.softplus"),
            "Softsign": ("nn.softsign", "math.softsign"),
            "Square": ("math.square",),
            "Subtract": ("math.subtract",),
            "Tanh": ("math.tanh", "nn.tanh"),
            "Tile": ("tile",),
            "TrueDivide": ("math.divide", "math.truediv", "realdiv"),
        }.items()
        for name in names
    },
    **dict.fromkeys(("nn.softmax", "compat.v1.nn.softmax"), Operation("Softmax", _OF_ONE_AXIS)),
    **dict.fromkeys(("nn.log_softmax", "compat.v1.nn.log_softmax"), Operation("LogSoftmax", _OF_ONE_AXIS)),
    **dict.fromkeys(("expand_dims", "compat.v1.expand_dims"), Operation("ExpandDims", _OF_ONE_AXIS)),
    **dict.fromkeys(("squeeze", "compat.v1.squeeze"), Operation("Squeeze", {"squeeze_dims": "axis"})),
    **dict.fromkeys(("transpose", "compat.v1.transpose"), Operation("Transpose", {"perm": "axes"})),
    **dict.fromkeys(("pad", "compat.v1.pad"), Operation("Pad", {"paddings": "pad_width"})),
    **{
        f"{start}reduce_{short}": Operation(own, _REDUCED)
        for own, short in (("Mean", "mean"), ("Max", "max"), ("Sum", "sum"))
        for start in ("", "math.", "compat.v1.", "compat.v1.math.")
    },
    "cast": Operation("Cast"),
    "clip_by_value": Operation("Clip", {"clip_value_min": "x_min", "clip_value_max": "x_max"}),
    "concat": Operation("Concatenate"),
    "image.resize": Operation("Resize", {"method": "interpolation"}),
    "nn.bias_add": Operation("Add", {"bias": "y"}),
    "nn.gelu": Operation("Gelu", usual={"approximate": False}),
    "nn.leaky_relu": Operation("LeakyRelu", {"alpha": "negative_slope"}),
    "reshape": Operation("Reshape", {"shape": "newshape"}),
    _GETITEM: Operation("GetItem", {"slice_spec": "key"}),
}
"""By the names under which TensorFlow exports them, as Keras 2.4 to 2.15 wrote them."""
_NODES = {
    **{name: Operation(name) for name in _SAME_AS_NODES},
    **dict.fromkeys(("Add", "AddN", "AddV2"), Operation("Add")),
    **{name: Operation(name, {"keep_dims": "keepdims"}, places=("axis",)) for name in ("Max", "Mean", "Sum")},
    "Cast": Operation("Cast", {"DstT": "dtype"}),
    "ConcatV2": Operation("Concatenate", places=("axis",)),
    "ExpandDims": Operation("ExpandDims", places=("axis",)),
    "LeakyRelu": Operation("LeakyRelu", {"alpha": "negative_slope"}),
    "Mul": Operation("Multiply"),
    "Neg": Operation("Negative"),
    "Pad": Operation("Pad", places=("pad_width",)),
    "Pow": Operation("Power"),
    "RealDiv": Operation("TrueDivide"),
    "Reshape": Operation("Reshape", places=("newshape",)),
    "Squeeze": Operation("Squeeze", {"squeeze_dims": "axis"}),
    "StopGradient": Operation("Identity"),
    "Sub": Operation("Subtract"),
    "Transpose": Operation("Transpose", places=("axes",)),
}
"""By the names of TensorFlow's kernels, as Keras 2.2 and 2.3 wrote them with TensorFlow 2."""
_OPERATIONS = {
    **{name: Operation(name) for name in _SAME_AS_OPERATIONS},
    "Amax": Operation("Max"),
    "Copy": Operation("Identity"),
    "Divide": Operation("TrueDivide"),
    "GetItem": Operation("GetItem", places=("key",)),
    "StopGradient": Operation("Identity"),
    "Tile": Operation("Tile", {"repeats": "multiples"}),
}
"""By the classes of Keras 3."""
_KNOWN = {
    **{f"tf.{name}": operation for name, operation in _FUNCTIONS.items()},
    **{f"tf.raw_ops.{name}": operation for name, operation in _NODES.items()},
    **{f"ops.{name}": operation for name, operation in _OPERATIONS.items()},
}


def operation_kind(kind: str, settings: object, module: object = None, calls: object = None) -> str | None:
    """The name of the operation that an entry stands for, e.g. "tf.nn.relu" or "ops.Relu"; None for a layer.

    The name may be unknown to `known_operation`.

    Args:
        kind: The entry's class.
        settings: Its configuration.
        module: Its module, which Keras 3 leaves out in `.h5` files.
        calls: Its `inbound_nodes`.

    """
    named: dict[str, Any] = settings if isinstance(settings, dict) else {}
    if kind in FUNCTION_KINDS:
        function = named.get("function")
        right = isinstance(function, str) and (kind == "SlicingOpLambda") == (function == _GETITEM)
        return f"tf.{function}" if right and function in _FUNCTIONS else _UNKNOWN
    if kind == NODE_KIND:
        node = named.get("node_def")
        kernel = node.get("op") if isinstance(node, dict) else None
        return f"tf.raw_ops.{kernel}" if isinstance(kernel, str) and kernel in _NODES else _UNKNOWN
    if isinstance(module, str):
        return f"ops.{kind}" if module.startswith(_MODULES) else None
    # Of Keras 3, whose layers say whether they are trained; some operations have the name of a layer.
    is_called = isinstance(calls, list) and bool(calls) and isinstance(calls[0], dict)
    return f"ops.{kind}" if is_called and "trainable" not in named else None


def known_operation(kind: str) -> Operation | None:
    """The operation that `operation_kind` named, or None."""
    return _KNOWN.get(kind)
