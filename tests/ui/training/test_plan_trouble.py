from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.models.network import Dense, Flatten, Network, Reshape
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan
from mnist_desktop.training.presets import PRESETS, Preset, plan_for
from mnist_desktop.ui.training.plan_trouble import in_words, troubles

PLAN = plan_for("cnn-32-64")


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_nothing_is_wrong_with_a_preset(preset: Preset) -> None:
    assert troubles(preset.plan) == {}


@pytest.mark.parametrize(
    ("changes", "setting", "code"),
    [
        ({"epochs": 0}, "epochs", ProblemCode.PLAN_NUMBER),
        ({"learning_rate": 11.0}, "learning_rate", ProblemCode.PLAN_NUMBER),
        ({"optimizer": "lion"}, "optimizer", ProblemCode.PLAN_CHOICE),
        ({"patience": 3}, "patience", ProblemCode.PLAN_WITHOUT_VALIDATION),
        ({"keep_best": True}, "keep_best", ProblemCode.PLAN_WITHOUT_VALIDATION),
        ({"schedule": "plateau"}, "schedule", ProblemCode.PLAN_WITHOUT_VALIDATION),
        ({"image_limit": 3}, "image_limit", ProblemCode.TRAINING_TOO_FEW),
        (
            {"image_limit": 40, "validation": "split", "validation_share": 0.8, "batch_size": 4},
            "image_limit",
            ProblemCode.TRAINING_TOO_FEW,
        ),
        ({"image_limit": 100, "batch_size": 128}, "batch_size", ProblemCode.PLAN_BATCH),
        (
            {"image_limit": 128, "batch_size": 128, "validation": "split"},
            "batch_size",
            ProblemCode.PLAN_BATCH,
        ),
        (
            {"augment": True, "augmentation": Augmentation(rotation=90.0)},
            "augmentation",
            ProblemCode.PLAN_NUMBER,
        ),
        ({"network": Network((28, 28), (Flatten(), Dense(7)))}, "network", ProblemCode.PLAN_CLASSES),
        (
            {"network": Network((28, 28), (Flatten(), Dense(10)))},
            "network",
            ProblemCode.NETWORK_WITHOUT_SOFTMAX,
        ),
        ({"network": Network((28, 28), (Reshape((5, 5)),))}, "network", ProblemCode.NETWORK_SHAPE),
        ({"network": Network((28, 28), ())}, "network", ProblemCode.NETWORK_EMPTY),
    ],
)
def test_what_is_impossible_is_told_of_its_setting(
    changes: dict[str, Any], setting: str, code: ProblemCode
) -> None:
    found = troubles(replace(PLAN, **changes))
    assert {name: problem.code for name, problem in found.items()} == {setting: code}


def test_all_that_is_wrong_is_told_at_once() -> None:
    plan = replace(
        PLAN,
        epochs=0,
        patience=500,
        keep_best=True,
        optimizer="lion",
        network=Network((28, 28), ()),
        augment=True,
        augmentation=Augmentation(zoom=9.0),
        image_limit=3,
        ink_epochs=InkEpochs(epochs=0),
    )
    assert set(troubles(plan)) == {
        *("epochs", "patience", "keep_best", "optimizer"),
        *("network", "augmentation", "image_limit", "ink_epochs"),
    }


def test_a_large_batch_is_possible_where_handwriting_is_made_as_well() -> None:
    assert troubles(plan_for("reader", image_limit=300, batch_size=512)) == {}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"patience": 3},
            "Early stopping needs digits for validation.",
        ),
        ({"learning_rate": 20.5}, "Learning rate must be at most 10."),
        ({"epochs": 5000}, "Epochs must be at most 1,000."),
        ({"validation_share": 0.95}, "Share held back must be at most 90 %."),
        ({"image_limit": 6}, "At least 10 images are needed, not 6."),
    ],
)
def test_the_sentences_are_the_windows(changes: dict[str, Any], said: str) -> None:
    titles = {
        "patience": "Early stopping",
        "learning_rate": "Learning rate",
        "epochs": "Epochs",
        "validation_share": "Share held back",
    }
    (problem,) = troubles(replace(PLAN, **changes)).values()
    assert in_words(problem, titles) == said


def test_a_shape_is_written_as_the_layers_write_it() -> None:
    problem = troubles(replace(PLAN, network=Network((28, 28), (Dense(10, "softmax"),))))["network"]
    assert "shape of 28 × 28" in in_words(problem, {})


def test_a_setting_without_a_title_is_called_by_its_own_name() -> None:
    problem = Problem(ProblemCode.PLAN_CHOICE, setting="optimizer", value="lion", choices="adam, sgd")
    assert in_words(problem, {}).startswith("optimizer is lion.")


def test_finding_trouble_ends_for_any_plan() -> None:
    plan = TrainingPlan("x", Network((), ()), -1, -1, learning_rate=float("nan"), validation="?")
    assert {"epochs", "batch_size", "learning_rate", "validation", "network"} <= set(troubles(plan))
