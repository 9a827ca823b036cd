"""Plans and networks as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.models.network import Conv2D, Dense, MaxPooling2D, Network, Reshape
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.plan_record import network_from, network_record, plan_from, plan_record
from mnist_desktop.training.presets import PRESETS, plan_for


@pytest.mark.parametrize("key", [preset.key for preset in PRESETS])
def test_a_plan_comes_back_as_it_was(key: str) -> None:
    plan = plan_for(key, image_limit=500, patience=3, validation="split", left_out=frozenset({Part.SHAPES}))
    assert plan_from(json.loads(json.dumps(plan_record(plan))), "here") == plan


@pytest.mark.parametrize(
    "change",
    [
        {"epochs": "3"},
        {"epochs": True},
        {"unheard_of": 1},
        {"network": None},
        {"network": {"input_shape": [28, 28], "layers": [{"kind": "Lambda"}]}},
        {"network": {"input_shape": [28, 28], "layers": [{"kind": "Dense", "units": [10]}]}},
        {"network": {"input_shape": "28", "layers": []}},
        {
            "network": {
                "input_shape": [28, 28, 1],
                "layers": [{"kind": "Conv2D", "filters": 1, "kernel": [3]}],
            }
        },
        {"learning_rate": 10**400},
        {"augmentation": {"rotation": None}},
        {"left_out": ["everything"]},
    ],
)
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    record = {**plan_record(plan_for("dense-64")), **change}
    with pytest.raises(Problem) as caught:
        plan_from(record, "here")
    assert caught.value.code is ProblemCode.PLAN_DAMAGED
    assert caught.value.values["path"] == "here"


@pytest.mark.parametrize("record", [None, [], 3, "x", {}])
def test_what_is_no_record_is_refused(record: object) -> None:
    for read in (plan_from, network_from):
        with pytest.raises(Problem):
            read(record, "here")


def test_every_setting_of_a_layer_comes_back() -> None:
    layers = (Conv2D(8, (5, 3), (2, 1), "same", "tanh", False, 0.001), MaxPooling2D((3, 2), (1, 2)))
    network = Network((28, 28, 1), (*layers, Reshape((-1,)), Dense(10, "softmax", 0.01, False)))
    assert network_from(json.loads(json.dumps(network_record(network))), "here") == network


def test_an_impossible_plan_is_refused_as_such() -> None:
    with pytest.raises(Problem) as caught:
        plan_from(plan_record(replace(plan_for("dense-64"), epochs=0)), "here")
    assert caught.value.code is ProblemCode.PLAN_NUMBER
