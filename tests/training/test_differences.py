"""What differs between two plans."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.models.network import Dense, Dropout, Layer, Network
from mnist_desktop.training.differences import INPUT_SHAPE, LAYER, Difference, differences
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan
from mnist_desktop.training.presets import PRESETS, plan_for

PLAN = plan_for("cnn-32-64")


def with_layers(plan: TrainingPlan, *layers: Layer) -> TrainingPlan:
    return replace(plan, network=Network(plan.network.input_shape, layers))


@pytest.mark.parametrize("key", [preset.key for preset in PRESETS])
def test_a_plan_does_not_differ_from_itself(key: str) -> None:
    assert differences(plan_for(key), plan_for(key)) == ()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"learning_rate": 0.01}, [Difference("learning_rate", 0.001, 0.01)]),
        (
            {"epochs": 8, "optimizer": "sgd"},
            [Difference("epochs", 5, 8), Difference("optimizer", "adam", "sgd")],
        ),
        ({"image_limit": 600}, [Difference("image_limit", None, 600)]),
        ({"augment": True}, [Difference("augment", False, True)]),
        ({"augmentation": Augmentation(rotation=30.0)}, []),
        ({"validation_share": 0.5}, []),
        ({"ink_epochs": InkEpochs(2)}, [Difference("ink_epochs", None, InkEpochs(2))]),
    ],
)
def test_settings(changes: dict[str, Any], found: list[Difference]) -> None:
    assert differences(PLAN, replace(PLAN, **changes)) == tuple(found)


def test_what_both_use_is_compared_in_parts() -> None:
    before = replace(PLAN, augment=True, ink_epochs=InkEpochs(3), validation="split")
    after = replace(
        before,
        augmentation=Augmentation(rotation=20.0, noise=0.1),
        ink_epochs=InkEpochs(3, kept=0.5),
        validation_share=0.1,
    )
    assert differences(before, after) == (
        Difference("validation_share", 0.2, 0.1),
        Difference("augmentation.rotation", 10.0, 20.0),
        Difference("augmentation.noise", 0.0, 0.1),
        Difference("ink_epochs.kept", 0.35, 0.5),
    )


def test_a_measured_precision_is_none_other_than_what_it_became() -> None:
    measured, float32, bfloat16 = (
        replace(PLAN, precision=precision) for precision in ("measured", "float32", "bfloat16")
    )
    assert differences(measured, float32) == differences(bfloat16, measured) == ()
    assert differences(float32, bfloat16) == (Difference("precision", "float32", "bfloat16"),)


def test_layers_added_removed_and_changed() -> None:
    first, pool, second, pool_2, flat, dense, out = PLAN.network.layers
    half = Dropout(0.5)
    added = with_layers(PLAN, first, pool, second, pool_2, flat, dense, half, out)
    assert differences(PLAN, added) == (Difference(LAYER, None, half),)
    assert differences(added, PLAN) == (Difference(LAYER, half, None),)
    wider = with_layers(PLAN, first, pool, second, pool_2, flat, Dense(256, "relu"), out)
    assert differences(PLAN, wider) == (Difference(LAYER, dense, Dense(256, "relu")),)
    both = with_layers(PLAN, first, pool, flat, Dense(256, "relu"), half, out)
    assert set(differences(PLAN, both)) == {
        Difference(LAYER, second, None),
        Difference(LAYER, pool_2, None),
        Difference(LAYER, dense, Dense(256, "relu")),
        Difference(LAYER, None, half),
    }


def test_a_layer_that_stands_in_another_place_was_moved() -> None:
    first, pool, second, *rest = PLAN.network.layers
    moved = with_layers(PLAN, first, second, pool, *rest)
    found = differences(PLAN, moved)
    assert {(one.before is None, one.after is None) for one in found} == {(True, False), (False, True)}


def test_another_network() -> None:
    found = differences(PLAN, plan_for("dense-64"))
    assert found[0] == Difference("preset", "cnn-32-64", "dense-64")
    assert Difference(INPUT_SHAPE, (28, 28, 1), (28, 28)) in found
    assert found[-1] == Difference(LAYER, Dense(128, "relu"), Dense(64, "relu"))
