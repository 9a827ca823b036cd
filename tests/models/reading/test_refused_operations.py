"""Functions and operations that are not let in, or that would mix examples: each gets its own sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.cli.wording import sentence
from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.problems import ProblemCode
from tests.models.reading.function_files import function, kernel, with_answer
from tests.models.reading.functional_files import Config, calls, layer, write_configuration
from tests.models.reading.hostile_files import FUNCTION, inspect, require_told

CODE = ProblemCode
PICTURE = (28, 28, 1)
REFUSED = (Status.REFUSED, CODE.MODEL_LAYER_REFUSED)
NO_ARGUMENT = (Status.REFUSED, CODE.MODEL_ARGUMENT_REFUSED)
NO_LAYER = (Status.UNSUPPORTED, CODE.MODEL_LAYER_UNSUPPORTED)
NO_SETTING = (Status.UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED)
BROKEN = (Status.DAMAGED, CODE.MODEL_CONFIG_DAMAGED)
CUSTOM = (Status.REFUSED, CODE.MODEL_LAYER_CUSTOM)
INPUTS = (Status.DAMAGED, CODE.NETWORK_SETTING)
TOO_LARGE = (Status.REFUSED, CODE.NETWORK_TOO_LARGE)
COLON = {"start": None, "stop": None, "step": None}
EDGE = [[0, 0], [1, 1], [1, 1], [0, 0]]
TENSOR = {"class_name": "__keras_tensor__", "config": {"keras_history": ["given", 0, 0]}}
Told = tuple[Status, ProblemCode]


def of(name: str, /, **arguments: Any) -> list[Config]:
    return [function(name, ["given", 0, 0, arguments])]


def of_two(name: str, /, other: Config) -> list[Config]:
    return [other, function(name, ["given", 0, 0, {"y": [other["name"], 0, 0]}])]


def part(*pieces: Any, kind: str = "SlicingOpLambda") -> list[Config]:
    return [function("__operators__.getitem", ["given", 0, 0, {"slice_spec": list(pieces)}], kind=kind)]


def operation(kind: str, *given: Any, called: dict[str, Any] | None = None, **settings: Any) -> list[Config]:
    """As Keras 3 wrote it."""
    made = layer(kind, "function", **settings)
    node = {"args": [TENSOR, *given], "kwargs": called or {}}
    return [{**made, "module": "keras.src.ops.numpy", "registered_name": kind, "inbound_nodes": [node]}]


def node_of(**settings: Any) -> list[Config]:
    made = kernel("Relu", "given")
    made["config"].update(settings)
    return [made]


NAMES: dict[str, tuple[list[Config], Told]] = {
    "a function that reads files": (of("io.read_file"), REFUSED),
    "a function that runs code": (of("numpy_function"), REFUSED),
    "a path to a function": (of("nn.relu.__globals__"), REFUSED),
    "a function of a module": (of("tensorflow.nn.relu"), REFUSED),
    "a name that looks alike": (of("nn.r\u0435lu"), REFUSED),
    "a name of full width": (of("nn.\uff52elu"), REFUSED),
    "a name with a space": (of("nn.relu "), REFUSED),
    "a name of another form": (of("raw_ops.Relu"), REFUSED),
    "no name": (of(""), REFUSED),
    "names in a list": ([function(["nn.relu"], ["given", 0, 0, {}])], REFUSED),  # type: ignore[arg-type]
    "a slice of another name": (of("__operators__.getitem", slice_spec=[COLON]), REFUSED),
    "a slice that is a function": (part(COLON, kind="TFOpLambda"), REFUSED),
    "a function that is a slice": (
        [function("nn.relu", ["given", 0, 0, {}], kind="SlicingOpLambda")],
        REFUSED,
    ),
    "a kernel that reads files": ([kernel("ReadFile", "given")], REFUSED),
    "a kernel as text": (node_of(node_def='{"op": "Relu"}'), REFUSED),
    "a kernel that is none": (node_of(node_def=None), REFUSED),
    "a class with the name of an operation": ([layer("ops.Relu", "function", calls("given"))], CUSTOM),
    "an operation that is not known": (operation("Einsum", subscripts="ij->j"), NO_LAYER),
    "an average over the batch": (operation("Average", axis=None), NO_LAYER),
}
"""What is not let in by its name."""

BATCH: dict[str, tuple[list[Config], Told]] = {
    "a reshape of the batch": (of("reshape", shape=[-1, 56, 28]), NO_SETTING),
    "a reshape of everything": (of("reshape", shape=[-1]), NO_SETTING),
    "a batch of one": (of("reshape", shape=[1, 28, 28]), NO_SETTING),
    "a batch behind": (of("reshape", shape=[28, 28, -1]), NO_SETTING),
    "two unknown sizes": (of("reshape", shape=[-1, -1, 28]), NO_SETTING),
    "a size from elsewhere": (of("reshape", shape=[["given", 0, 0], -1]), NO_SETTING),
    "a mean of everything": (of("math.reduce_mean"), NO_SETTING),
    "a mean of the batch": (of("math.reduce_mean", axis=0), NO_SETTING),
    "a mean of the batch from behind": (of("math.reduce_mean", axis=[1, -4]), NO_SETTING),
    "a mean that leaves no axis": (of("math.reduce_mean", axis=[1, 2, 3]), NO_SETTING),
    "a batch turned": (of("compat.v1.transpose", perm=[1, 0, 2, 3]), NO_SETTING),
    "everything turned": (of("compat.v1.transpose", perm=None), NO_SETTING),
    "everything turned by Keras": (operation("Transpose", axes=None), NO_SETTING),
    "all ones squeezed": (of("compat.v1.squeeze", axis=None), NO_SETTING),
    "the batch squeezed": (of("compat.v1.squeeze", axis=[0]), NO_SETTING),
    "an axis before the batch": (of("expand_dims", axis=0), NO_SETTING),
    "an axis before the batch from behind": (of("expand_dims", axis=-5), NO_SETTING),
    "batches in a row": ([function("concat", *[["given", 0, 0, {"axis": 0}]] * 2)], NO_SETTING),
    "in a row without an axis": ([function("concat", *[["given", 0, 0, {}]] * 2)], NO_SETTING),
    "softmax of the batch": (of("nn.softmax", axis=0), NO_SETTING),
    "an edge of the batch": (of("pad", paddings=[[0, 1], [0, 0], [0, 0], [0, 0]]), NO_SETTING),
    "copies of the batch": (of("tile", multiples=[2, 1, 1, 1]), NO_SETTING),
    "repeated everywhere": (of("repeat", repeats=3, axis=None), NO_SETTING),
    "one of the batch": (part(0), NO_SETTING),
    "some of the batch": (part({"start": 1, "stop": None, "step": None}), NO_SETTING),
    "an axis before the batch in brackets": (part(None, COLON), NO_SETTING),
    "a batch with other axes": (
        of_two("math.add", function("reshape", ["given", 0, 0, {"shape": [-1, 784]}], called="other")),
        NO_LAYER,
    ),
}
"""What would mix the examples of a batch."""

ARGUMENTS: dict[str, tuple[list[Config], Told]] = {
    "an argument that is a function": (of("nn.relu", name=FUNCTION), NO_ARGUMENT),
    "a function among the inputs": (operation("Add", FUNCTION), NO_ARGUMENT),
    "a function among the slices": (part(COLON, FUNCTION), NO_ARGUMENT),
    "a function in a slice": (part({"start": FUNCTION, "stop": None, "step": None}), NO_ARGUMENT),
    "a function in a kernel": (node_of(constants={"1": FUNCTION}), NO_ARGUMENT),
    "a function as an array": (
        operation("Add", {"class_name": "__numpy__", "config": {"value": FUNCTION}}),
        NO_ARGUMENT,
    ),
    "a long text": (of("nn.relu", name="x" * 10_000), NO_ARGUMENT),
    "another argument": (of("nn.relu", alpha=0.1), NO_SETTING),
    "an argument twice": (of("compat.v1.squeeze", axis=[3], squeeze_dims=[3]), NO_SETTING),
    "truth as an axis": (of("expand_dims", axis=True), NO_SETTING),
    "half an axis": (of("expand_dims", axis=1.0), NO_SETTING),
    "a thousand axes": (of("expand_dims", axis=list(range(1, 1001))), NO_ARGUMENT),
    "a hundred axes": (of("expand_dims", axis=list(range(1, 101))), NO_SETTING),
    "an axis twice": (of("math.reduce_mean", axis=[1, 1]), NO_SETTING),
    "axes in lists": (of("math.reduce_mean", axis=[[1], [2]]), NO_SETTING),
    "truth as a size": (of("reshape", shape=[-1, True, 784]), NO_SETTING),
    "half a size": (of("reshape", shape=[-1, 784.0]), NO_SETTING),
    "no size": (of("reshape", shape=[-1, 0, 784]), NO_SETTING),
    "a size beyond all": (of("reshape", shape=[-1, 2**70]), NO_SETTING),
    "a hundred sizes": (of("reshape", shape=[-1, *[1] * 100, 784]), NO_SETTING),
    "no shape": (of("reshape"), BROKEN),
    "a size that is a text": (of("reshape", shape=[-1, "784"]), NO_SETTING),
    "truth as a number": (of("math.multiply", y=True), NO_LAYER),
    "a number beyond all": (of("math.multiply", y=10**400), NO_LAYER),
    "a table of numbers": (of("math.multiply", y=[[1.0, 2.0], [3.0, 4.0]]), NO_LAYER),
    "a text as a number": (of("math.multiply", y="2"), NO_LAYER),
    "numbers for other channels": (of("math.multiply", y=[1.0, 2.0]), NO_SETTING),
    "division by nothing": (of("math.truediv", y=0.0), NO_LAYER),
    "division by a picture": (
        [function("math.truediv", ["_CONSTANT_VALUE", -1, 1.0, {"y": ["given", 0, 0]}])],
        NO_LAYER,
    ),
    "a sum of other sizes": (
        of_two(
            "__operators__.add",
            function("math.reduce_max", ["given", 0, 0, {"axis": 2, "keepdims": True}], called="other"),
        ),
        NO_LAYER,
    ),
    "a root": (of("math.pow", y=0.5), NO_LAYER),
    "a power beyond all": (of("math.pow", y=1e9), NO_LAYER),
    "a bound that swallows": (of("math.maximum", y=-1e20), NO_SETTING),
    "bounds the wrong way round": (of("clip_by_value", clip_value_min=1, clip_value_max=0), NO_SETTING),
    "half a clip": (operation("Clip", x_min=None, x_max=1.0), NO_SETTING),
    "whole numbers": (of("cast", dtype="uint8"), NO_SETTING),
    "a type that is none": (of("cast", dtype=["float32"]), NO_SETTING),
    "another gelu": (operation("Gelu", approximate=True), NO_SETTING),
    "an edge that mirrors": (
        of("pad", paddings=[[0, 0], [1, 1], [1, 1], [0, 0]], mode="REFLECT"),
        NO_SETTING,
    ),
    "an edge of ones": (of("pad", paddings=EDGE, constant_values=1.0), NO_SETTING),
    "an edge for all axes": (of("pad", paddings=[1, 1]), NO_SETTING),
    "another way to resize": (of("image.resize", size=[14, 14], method="bicubic"), NO_SETTING),
    "a smooth way to resize": (of("image.resize", size=[14, 14], antialias=True), NO_SETTING),
    "backwards": (part(COLON, {"start": None, "stop": None, "step": -1}), NO_SETTING),
    "a place that is not there": (part(COLON, 28), NO_SETTING),
    "no places at all": (part(COLON, {"start": 9, "stop": 3, "step": None}), NO_SETTING),
    "too many places": (part(COLON, 0, 0, 0, 0), NO_SETTING),
    "two rests": (part({"class_name": "__ellipsis__"}, {"class_name": "__ellipsis__"}), NO_SETTING),
    "a place by a text": (part(COLON, "0"), NO_SETTING),
    "two inputs for one": ([function("nn.relu", *[["given", 0, 0, {}]] * 2)], INPUTS),
    "two inputs for none": ([function("identity", *[["given", 0, 0, {}]] * 2)], NO_LAYER),
    "inputs with other arguments": (
        [function("concat", ["given", 0, 0, {"axis": 3}], ["given", 0, 0, {"axis": 2}])],
        BROKEN,
    ),
    "no inputs": ([function("math.add", ["_CONSTANT_VALUE", -1, 1.0, {"y": 2.0}])], BROKEN),
    "an input of nobody": (of("math.add", y=["nobody", 0, 0]), BROKEN),
    "constants at no place": (node_of(constants={"7": 1.0}), BROKEN),
    "constants in a list": (node_of(constants=[1.0]), BROKEN),
    "another attribute": (
        [kernel("Relu", "given", attributes={"narrow": {"b": True}})],
        NO_SETTING,
    ),
    "the size of a batch as an answer": (of("compat.v1.shape"), NO_LAYER),
    "an operation with the name of a layer": (operation("Reshape", newshape=[28, 28]), NO_SETTING),
    "a picture beyond all": (of("image.resize", size=[2**20, 2**20]), TOO_LARGE),
    "an edge beyond all": (of("pad", paddings=[[0, 0], [2**30, 0], [0, 0], [2**30, 0]]), TOO_LARGE),
    "copies beyond all": (of("tile", multiples=[1, 1, 1, 2**30]), NO_SETTING),
    "many copies of many": (
        [
            function("tile", [before, 0, 0, {"multiples": [1, 1, 1, 64]}], called=name)
            for before, name in (("given", "one"), ("one", "two"), ("two", "function"))
        ],
        TOO_LARGE,
    ),
    "steps to leave out": (
        [layer("Masking", "mask", calls("given"), mask_value=0.0), *of("nn.relu")],
        NO_LAYER,
    ),
}
"""What is not plain, not known, or too large."""

CASES = {**NAMES, **BATCH, **ARGUMENTS}


@pytest.mark.parametrize("name", CASES)
def test_it_gets_its_sentence(name: str, tmp_path: Path) -> None:
    entries, (status, code) = CASES[name]
    configuration = with_answer(entries, PICTURE)
    require_told(lambda path: write_configuration(path, configuration), status, code, tmp_path)


def test_the_function_that_is_not_let_in_is_named(tmp_path: Path) -> None:
    path = write_configuration(tmp_path / "model.keras", with_answer(of("io.read_file"), PICTURE))
    problem = inspect(path, tmp_path / "workspace").problem
    assert problem is not None
    assert "io.read_file" in sentence(problem)
