"""Functions of TensorFlow's among the layers, as Keras 2 wrote them, answer as TensorFlow does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.models.reading.function_files import function, kernel, wanted_answer, write_with_answer
from tests.models.reading.functional_files import Config, calls, layer
from tests.models.reading.old_files import Array
from tests.models.reading.rebuilt_answers import DIGITS, answers_of_file, require_close

pytestmark = pytest.mark.tensorflow
PICTURES = DIGITS[..., np.newaxis]
COLON = {"start": None, "stop": None, "step": None}
Wanted = Callable[[Any, Any], Any]
"""What TensorFlow, the first argument, makes of pictures."""


def of(name: str, /, **arguments: Any) -> list[Config]:
    return [function(name, ["given", 0, 0, arguments])]


def from_number(name: str, number: Any) -> list[Config]:
    """The same where the number stands first."""
    return [function(name, ["_CONSTANT_VALUE", -1, number, {"y": ["given", 0, 0], "name": None}])]


def of_two(name: str) -> list[Config]:
    """A picture and its negative."""
    other = function("math.negative", ["given", 0, 0, {"name": None}], called="other")
    return [other, function(name, ["given", 0, 0, {"y": ["other", 0, 0], "name": None}])]


def part(*pieces: Any) -> list[Config]:
    spec = list(pieces) if len(pieces) > 1 else pieces[0]
    return [function("__operators__.getitem", ["given", 0, 0, {"slice_spec": spec}], kind="SlicingOpLambda")]


def in_the_size_of_the_batch(*sizes: int) -> list[Config]:
    shape = function("compat.v1.shape", ["given", 0, 0, {"name": None, "out_type": "int32"}], called="shape")
    first = function(
        "__operators__.getitem", ["shape", 0, 0, {"slice_spec": 0}], called="first", kind="SlicingOpLambda"
    )
    arguments = {"shape": [["first", 0, 0], *sizes]}
    return [shape, first, function("reshape", ["given", 0, 0, arguments])]


FUNCTIONS: dict[str, tuple[list[Config], Wanted]] = {
    "reshape": (of("reshape", shape=[-1, 14, 56]), lambda tf, x: tf.reshape(x, [-1, 14, 56])),
    "reshape by the batch": (in_the_size_of_the_batch(7, -1), lambda tf, x: tf.reshape(x, [len(x), -1])),
    "expand_dims": (of("expand_dims", axis=-2), lambda tf, x: tf.expand_dims(x, -2)),
    "squeeze": (of("compat.v1.squeeze", axis=[3], name=None), lambda tf, x: tf.squeeze(x, 3)),
    "squeeze of old": (of("compat.v1.squeeze", squeeze_dims=[-1]), lambda tf, x: tf.squeeze(x, -1)),
    "transpose": (
        of("compat.v1.transpose", perm=[0, 2, 1, 3], name="transpose", conjugate=False),
        lambda tf, x: tf.transpose(x, [0, 2, 1, 3]),
    ),
    "relu": (of("nn.relu", name=None), lambda tf, x: tf.nn.relu(x)),
    "relu6": (of("nn.relu6", name="six"), lambda tf, x: tf.nn.relu6(x)),
    "leaky_relu": (of("nn.leaky_relu"), lambda tf, x: tf.nn.leaky_relu(x)),
    "steep leaky_relu": (of("nn.leaky_relu", alpha=0.7), lambda tf, x: tf.nn.leaky_relu(x, 0.7)),
    "elu": (of("nn.elu", name=None), lambda tf, x: tf.nn.elu(x)),
    "selu": (of("nn.selu", name=None), lambda tf, x: tf.nn.selu(x)),
    "silu": (of("nn.silu", beta=1.0), lambda tf, x: tf.nn.silu(x)),
    "gelu": (of("nn.gelu"), lambda tf, x: tf.nn.gelu(x)),
    "sigmoid": (of("math.sigmoid"), lambda tf, x: tf.sigmoid(x)),
    "tanh": (of("math.tanh", name=None), lambda tf, x: tf.tanh(x)),
    "softplus": (of("math.softplus"), lambda tf, x: tf.nn.softplus(x)),
    "softsign": (of("nn.softsign"), lambda tf, x: tf.nn.softsign(x)),
    "exp": (of("math.exp"), lambda tf, x: tf.exp(x)),
    "softmax": (of("nn.softmax", axis=1), lambda tf, x: tf.nn.softmax(x, axis=1)),
    "softmax of old": (of("compat.v1.nn.softmax", dim=2), lambda tf, x: tf.nn.softmax(x, axis=2)),
    "log_softmax": (of("nn.log_softmax", axis=-1), lambda tf, x: tf.nn.log_softmax(x)),
    "reduce_mean": (of("math.reduce_mean", axis=[1, 2]), lambda tf, x: tf.reduce_mean(x, [1, 2])),
    "reduce_mean of old": (
        of("math.reduce_mean", axis=2, keepdims=None, name=None),
        lambda tf, x: tf.reduce_mean(x, 2),
    ),
    "reduce_max": (of("math.reduce_max", axis=-2, keepdims=True), lambda tf, x: tf.reduce_max(x, -2)),
    "reduce_sum": (of("math.reduce_sum", axis=1), lambda tf, x: tf.reduce_sum(x, 1)),
    "square": (of("math.square", name=None), lambda tf, x: tf.square(x)),
    "pow": (of("math.pow", y=2, name=None), lambda tf, x: x**2),
    "negative": (of("math.negative", name=None), lambda tf, x: -x),
    "clip_by_value": (
        of("clip_by_value", clip_value_min=0.1, clip_value_max=0.6),
        lambda tf, x: tf.clip_by_value(x, 0.1, 0.6),
    ),
    "cast": (of("cast", dtype="float32"), lambda tf, x: x),
    "identity": (of("identity"), lambda tf, x: x),
    "stop_gradient": (of("stop_gradient"), lambda tf, x: x),
    "resize": (of("image.resize", size=[14, 20]), lambda tf, x: tf.image.resize(x, [14, 20])),
    "resize to the nearest": (
        of("image.resize", size=[11, 13], method="nearest", antialias=False),
        lambda tf, x: tf.image.resize(x, [11, 13], "nearest"),
    ),
    "grayscale_to_rgb": (
        of("image.grayscale_to_rgb"),
        lambda tf, x: tf.image.grayscale_to_rgb(tf.constant(x)),
    ),
    "pad": (
        of(
            "compat.v1.pad",
            paddings=[[0, 0], [1, 2], [0, 3], [0, 1]],
            mode="CONSTANT",
            name=None,
            constant_values=0,
        ),
        lambda tf, x: tf.pad(x, [[0, 0], [1, 2], [0, 3], [0, 1]]),
    ),
    "tile": (of("tile", multiples=[1, 1, 2, 1], name=None), lambda tf, x: tf.tile(x, [1, 1, 2, 1])),
    "repeat": (of("repeat", repeats=3, axis=-1), lambda tf, x: tf.repeat(x, 3, -1)),
    "batch_flatten": (of("keras.backend.batch_flatten"), lambda tf, x: x),
    "adding": (of("__operators__.add", y=-0.25, name=None), lambda tf, x: x - 0.25),
    "taking from": (from_number("math.subtract", 1.0), lambda tf, x: 1 - x),
    "dividing": (of("math.truediv", y=[2.5], name=None), lambda tf, x: x / 2.5),
    "the larger": (from_number("math.maximum", 0.5), lambda tf, x: tf.maximum(x, 0.5)),
    "the smaller": (of("math.minimum", y=0.5, name=None), lambda tf, x: tf.minimum(x, 0.5)),
    "the sum of two": (of_two("math.add"), lambda tf, x: x - x),
    "the difference of two": (of_two("math.subtract"), lambda tf, x: x + x),
    "the product of two": (of_two("math.multiply"), lambda tf, x: -x * x),
    "the larger of two": (of_two("math.maximum"), lambda tf, x: tf.maximum(x, -x)),
    "the smaller of two": (of_two("math.minimum"), lambda tf, x: tf.minimum(x, -x)),
    "concat": (
        [function("concat", ["given", 0, 0, {"axis": 3}], ["given", 0, 0, {"axis": 3}])],
        lambda tf, x: tf.concat([x, x], 3),
    ),
    "add_n": ([function("math.add_n", *[["given", 0, 0, {}]] * 3)], lambda tf, x: 3 * x),
    "a number for each channel": (
        [
            function("image.grayscale_to_rgb", ["given", 0, 0, {}], called="coloured"),
            function("nn.bias_add", ["coloured", 0, 0, {"bias": [-0.5, 0.25, 1.0]}]),
        ],
        lambda tf, x: x + np.array([-0.5, 0.25, 1.0], np.float32),
    ),
    "a new axis": (part({"class_name": "__ellipsis__"}, None), lambda tf, x: x[..., tf.newaxis]),
    "a whole": (part(COLON), lambda tf, x: x),
    "a place": (part(COLON, -2), lambda tf, x: x[:, -2]),
    "slices": (
        part(COLON, {"start": 2, "stop": -3, "step": None}, {"start": None, "stop": 20, "step": 1}, 0),
        lambda tf, x: x[:, 2:-3, :20, 0],
    ),
}


def node(operation: str, *, first: str = "given", **more: Any) -> list[Config]:
    return [kernel(operation, first, called=f"tf_op_layer_{operation}", **more)]


KERNELS: dict[str, tuple[list[Config], Wanted]] = {
    "RealDiv": (node("RealDiv", constants={"1": 255.0}), lambda tf, x: x / 255),
    "Mul": (node("Mul", constants={"1": [2.0]}), lambda tf, x: x * 2),
    "AddV2": (node("AddV2", constants={"0": 0.5}), lambda tf, x: 0.5 + x),
    "Sub": (node("Sub", constants={"0": 1.0}), lambda tf, x: 1 - x),
    "Pow": (node("Pow", constants={"1": 2.0}), lambda tf, x: x * x),
    "Relu": (node("Relu"), lambda tf, x: tf.nn.relu(x)),
    "LeakyRelu": (
        node("LeakyRelu", attributes={"alpha": {"f": 0.2}}),
        lambda tf, x: tf.nn.leaky_relu(x, 0.2),
    ),
    "Softmax": (node("Softmax"), lambda tf, x: tf.nn.softmax(x)),
    "Sigmoid": (node("Sigmoid"), lambda tf, x: tf.sigmoid(x)),
    "Tanh": (node("Tanh"), lambda tf, x: tf.tanh(x)),
    "Identity": (node("Identity"), lambda tf, x: x),
    "Reshape": (
        node("Reshape", constants={"1": [-1, 14, 56]}, attributes={"Tshape": {"type": "DT_INT32"}}),
        lambda tf, x: tf.reshape(x, [-1, 14, 56]),
    ),
    "ExpandDims": (node("ExpandDims", constants={"1": -1}), lambda tf, x: x),
    "Squeeze": (
        node("Squeeze", attributes={"squeeze_dims": {"list": {"i": ["-1"]}}}),
        lambda tf, x: x,
    ),
    "Transpose": (
        node("Transpose", constants={"1": [0, 2, 1, 3]}, attributes={"Tperm": {"type": "DT_INT32"}}),
        lambda tf, x: tf.transpose(x, [0, 2, 1, 3]),
    ),
    "Cast": (
        node(
            "Cast",
            attributes={
                "DstT": {"type": "DT_FLOAT"},
                "SrcT": {"type": "DT_DOUBLE"},
                "Truncate": {"b": False},
            },
        ),
        lambda tf, x: x,
    ),
    "Mean": (
        node("Mean", constants={"1": [1, 2]}, attributes={"keep_dims": {"b": True}}),
        lambda tf, x: tf.reduce_mean(x, [1, 2]),
    ),
    "ConcatV2": (
        [kernel("ConcatV2", "given", "given", constants={"2": -1}, attributes={"N": {"i": "2"}})],
        lambda tf, x: tf.concat([x, x], -1),
    ),
    "Maximum": ([*node("Neg"), kernel("Maximum", "given", "tf_op_layer_Neg")], lambda tf, x: tf.abs(x)),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_answers_as_it_does_in_tensorflow(name: str, tmp_path: Path) -> None:
    entries, wanted = FUNCTIONS[name]
    require_as_wanted(entries, wanted, tmp_path, "2.11.0")


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_answers_as_it_does_in_tensorflow(name: str, tmp_path: Path) -> None:
    entries, wanted = KERNELS[name]
    require_as_wanted(entries, wanted, tmp_path, "2.3.0-tf")


def require_as_wanted(entries: list[Config], wanted: Wanted, folder: Path, version: str) -> None:
    """The entries see pictures from -1 to 1."""
    import tensorflow as tf

    spread = layer("Rescaling", "spread", calls("given"), scale=2.0, offset=-1.0)
    entries = [spread, *(_after(entry, "spread") for entry in entries)]
    values: Array = np.asarray(wanted(tf, PICTURES * 2 - 1))
    path = write_with_answer(folder / "model.h5", entries, (28, 28, 1), values[0].size, version)
    require_close(answers_of_file(path, folder), wanted_answer(values))


def _after(entry: Any, name: str) -> Any:
    """The entry with another one before it instead of the input."""
    if isinstance(entry, dict):
        return {key: _after(value, name) for key, value in entry.items()}
    if isinstance(entry, list):
        return [_after(value, name) for value in entry]
    return name if entry == "given" else entry
