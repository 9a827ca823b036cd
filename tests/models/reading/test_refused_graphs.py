"""Functional models that are broken, ask for too much, or could do harm: each gets its own sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.problems import ProblemCode
from tests.models.reading.functional_files import (
    Config,
    calls,
    given,
    inner_model,
    layer,
    model,
    write_configuration,
)
from tests.models.reading.hostile_files import FUNCTION, require_told

CODE = ProblemCode
REFUSED, UNSUPPORTED, DAMAGED = Status.REFUSED, Status.UNSUPPORTED, Status.DAMAGED


def dense(name: str, *nodes: Any, units: int = 10, **settings: Any) -> Config:
    return layer("Dense", name, *nodes, units=units, activation="linear", **settings)


def doubling(depth: int) -> Config:
    """A model that calls a model twice, which calls a model twice, and so on."""
    inside: Config = layer("Activation", "inside", calls("given"), calls("inside"), activation="relu")
    last = ["inside", 1, 0]
    for number in range(depth):
        made = model([given(), inside], last=[last])
        name = f"inside{number}"
        made["config"]["name"] = name
        # The making of an inner model counts as its first call.
        inside = {**made, "name": name, "inbound_nodes": [calls("given"), calls(name, number=1)]}
        last = [name, 2, 0]
    return model([given(), inside], last=[last])


def called_with(**arguments: Any) -> Config:
    return model([given(), dense("answer", [["given", 0, 0, arguments]])])


HOSTILE: dict[str, tuple[Config, Status, ProblemCode]] = {
    "two inputs": (
        model([given(), dense("answer", calls("given"))], first=[["given", 0, 0], ["other", 0, 0]]),
        UNSUPPORTED,
        CODE.MODEL_SEVERAL_INPUTS,
    ),
    "two outputs": (
        model([given(), dense("answer", calls("given"))], last=[["answer", 0, 0], ["given", 0, 0]]),
        UNSUPPORTED,
        CODE.MODEL_SEVERAL_OUTPUTS,
    ),
    "a circle": (
        model([given(), dense("one", calls("two")), dense("two", calls("one"))]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "a layer that calls itself": (
        model([given(), dense("answer", calls("answer"))]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "a call of nobody": (
        model([given(), dense("answer", calls("nobody"))]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "an answer of nobody": (
        model([given(), dense("answer", calls("given"))], last=[["nobody", 0, 0]]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "two layers of one name": (
        model([given(), dense("answer", calls("given")), dense("answer", calls("given"))]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "nothing between input and output": (
        model([given(), dense("idle", calls("given"))], last=[["given", 0, 0]]),
        DAMAGED,
        CODE.NETWORK_EMPTY,
    ),
    "doubling": (doubling(10), REFUSED, CODE.NETWORK_TOO_LARGE),
    "too many layers": (
        model([given(), *(dense(f"layer{number}", calls("given")) for number in range(1100))]),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "a layer that is its own": (
        model([given(), inner_model([given(), dense("one", calls("given"))], "x", calls("x"))]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "unused code": (
        model([given(), layer("Lambda", "idle", calls("given")), dense("answer", calls("given"))]),
        REFUSED,
        CODE.MODEL_LAYER_REFUSED,
    ),
    "a function of TensorFlow's": (
        model([given(), layer("TFOpLambda", "answer", calls("given"), function="io.write_file")]),
        REFUSED,
        CODE.MODEL_LAYER_REFUSED,
    ),
    "a function in a call": (called_with(mask=FUNCTION), REFUSED, CODE.MODEL_ARGUMENT_REFUSED),
    "another argument in a call": (called_with(units=3), UNSUPPORTED, CODE.MODEL_ARGUMENT_UNSUPPORTED),
    "arguments that are none": (
        model([given(), dense("answer", [["given", 0, 0, "training"]])]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "dropping while reading": (
        model([given(), layer("Dropout", "answer", [["given", 0, 0, {"training": True}]], rate=0.5)]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "a merge of other shapes": (
        model(
            [
                given(),
                dense("one", calls("given"), units=3),
                dense("two", calls("given"), units=4),
                layer("Add", "answer", calls("one", "two")),
            ]
        ),
        DAMAGED,
        CODE.NETWORK_SHAPE,
    ),
    "one layer for two shapes": (
        model(
            [
                given(),
                dense("one", calls("given"), units=3),
                dense("both", calls("given"), calls("one")),
                layer("Add", "answer", [["both", 0, 0, {}], ["both", 1, 0, {}]]),
            ]
        ),
        DAMAGED,
        CODE.NETWORK_SHAPE,
    ),
    "two inputs for one": (
        model([given(), dense("answer", calls("given", "given"))]),
        DAMAGED,
        CODE.NETWORK_SETTING,
    ),
    "two inputs for a permutation": (
        model([given([None, 28, 28]), layer("Permute", "answer", calls("given", "given"), dims=[2, 1])]),
        DAMAGED,
        CODE.NETWORK_SETTING,
    ),
    "a growing picture": (
        model(
            [
                given([None, 28, 28, 1]),
                layer("UpSampling2D", "answer", calls("given"), size=[20_000, 20_000]),
            ]
        ),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "an edge beyond all": (
        model([given([None, 28, 28, 1]), layer("ZeroPadding2D", "answer", calls("given"), padding=2**30)]),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "much work": (
        model(
            [
                given([None, 28, 28, 1]),
                layer("Conv2D", "one", calls("given"), filters=1000, kernel_size=1, padding="same"),
                layer("Conv2D", "answer", calls("one"), filters=1000, kernel_size=[7, 7], padding="same"),
            ]
        ),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "many units": (
        model([given([None, 28, 28]), layer("LSTM", "answer", calls("given"), units=2**20)]),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "a wrapper around itself": (
        model(
            [
                given([None, 28, 28]),
                layer(
                    "TimeDistributed",
                    "answer",
                    calls("given"),
                    layer={"class_name": "TimeDistributed", "config": {"layer": None}},
                ),
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_LAYER_UNSUPPORTED,
    ),
    "code in a wrapper": (
        model(
            [
                given([None, 28, 28]),
                layer(
                    "TimeDistributed",
                    "answer",
                    calls("given"),
                    layer={"class_name": "Lambda", "config": {"function": "x"}},
                ),
            ]
        ),
        REFUSED,
        CODE.MODEL_LAYER_REFUSED,
    ),
    "code as a function": (
        model([given(), dense("answer", calls("given"), bias_initializer=FUNCTION)]),
        REFUSED,
        CODE.MODEL_ARGUMENT_REFUSED,
    ),
    "slots of a state": (
        model([given([None, 28, 28]), layer("LSTM", "answer", calls("given"), units=8, return_state=True)]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "the third axis of two": (
        model([given([None, 28, 28]), layer("LayerNormalization", "answer", calls("given"), axis=3)]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "an order that is a list": (
        model([given([None, 28, 28, 1]), layer("Flatten", "answer", calls("given"), data_format=["x"])]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "half an edge": (
        model([given([None, 28, 28, 1]), layer("ZeroPadding2D", "answer", calls("given"), padding=[1.5, 1])]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "two means and three variances": (
        model([given(), layer("Normalization", "answer", calls("given"), mean=[1, 2], variance=[1, 2, 3])]),
        DAMAGED,
        CODE.MODEL_CONFIG_DAMAGED,
    ),
    "an axis twice": (
        model([given([None, 28, 28]), layer("LayerNormalization", "answer", calls("given"), axis=[1, 1])]),
        DAMAGED,
        CODE.NETWORK_SETTING,
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_gets_its_sentence(name: str, tmp_path: Path) -> None:
    configuration, status, code = HOSTILE[name]
    require_told(lambda path: write_configuration(path, configuration), status, code, tmp_path)


def test_the_same_model_called_often_is_counted_once(tmp_path: Path) -> None:
    """Weights that are missing are what is left to complain of."""
    configuration = doubling(3)
    configuration["config"]["layers"].append(dense("answer", calls("inside2", number=2)))
    configuration["config"]["output_layers"] = [["answer", 0, 0]]
    require_told(
        lambda path: write_configuration(path, configuration),
        DAMAGED,
        CODE.MODEL_WEIGHTS_MISSING,
        tmp_path,
    )
