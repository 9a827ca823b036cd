from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import InkEpochs
from mnist_desktop.training.presets import plan_for

PLAN = plan_for("dense-64")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"epochs": 0}, ProblemCode.PLAN_NUMBER),
        ({"batch_size": 5000}, ProblemCode.PLAN_NUMBER),
        ({"learning_rate": 0.0}, ProblemCode.PLAN_NUMBER),
        ({"learning_rate": float("nan")}, ProblemCode.PLAN_NUMBER),
        ({"validation_share": 1.0}, ProblemCode.PLAN_NUMBER),
        ({"seed": -1}, ProblemCode.PLAN_NUMBER),
        ({"image_limit": 3}, ProblemCode.PLAN_NUMBER),
        ({"optimizer": "lion"}, ProblemCode.PLAN_CHOICE),
        ({"schedule": "steps"}, ProblemCode.PLAN_CHOICE),
        ({"validation": "train"}, ProblemCode.PLAN_CHOICE),
        ({"precision": "float16"}, ProblemCode.PLAN_CHOICE),
        ({"ink_epochs": InkEpochs(epochs=0)}, ProblemCode.PLAN_NUMBER),
        ({"ink_epochs": InkEpochs(learning_rate=float("nan"))}, ProblemCode.PLAN_NUMBER),
        ({"ink_epochs": InkEpochs(kept=1.5)}, ProblemCode.PLAN_NUMBER),
    ],
)
def test_an_impossible_setting_is_named(changes: dict[str, Any], code: ProblemCode) -> None:
    with pytest.raises(Problem) as caught:
        replace(PLAN, **changes).check()
    assert caught.value.code is code
    assert caught.value.values["setting"] == next(iter(changes))


@pytest.mark.parametrize(
    ("changes", "setting"),
    [
        ({"patience": 3}, "patience"),
        ({"keep_best": True}, "keep_best"),
        ({"schedule": "plateau"}, "schedule"),
    ],
)
def test_what_goes_by_validation_needs_one(changes: dict[str, Any], setting: str) -> None:
    replace(PLAN, validation="split", **changes).check()
    with pytest.raises(Problem) as caught:
        replace(PLAN, validation="none", **changes).check()
    assert caught.value.code is ProblemCode.PLAN_WITHOUT_VALIDATION
    assert caught.value.values == {"setting": setting}


@pytest.mark.parametrize("name", ["rotation", "noise", "elastic"])
def test_augmentation_has_limits_where_it_is_used(name: str) -> None:
    plan = replace(PLAN, augmentation=replace(PLAN.augmentation, **{name: 99.0}))
    plan.check()
    with pytest.raises(Problem) as caught:
        replace(plan, augment=True).check()
    assert caught.value.values["setting"] == name


def test_the_network_must_answer_for_every_class() -> None:
    with pytest.raises(Problem) as caught:
        PLAN.check(classes=26)
    assert caught.value.values == {"outputs": "10", "classes": 26}


def test_a_plan_that_rejects_needs_one_output_more() -> None:
    with pytest.raises(Problem) as caught:
        replace(PLAN, rejects=True).check()
    assert caught.value.values == {"outputs": "10", "classes": 11}
    plan_for("reader").check()


def test_settings_can_be_written_as_json() -> None:
    record = json.loads(json.dumps(plan_for("reader").settings()))
    assert record["preset"] == "reader"
    assert record["augmentation"]["rotation"] == 10
    assert record["rejects"] is True
    assert record["image_limit"] is None
    assert "augmentation" not in PLAN.settings()
