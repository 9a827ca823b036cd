from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.training.plan import Augmentation, InkEpochs, TrainingPlan
from mnist_desktop.training.presets import PRESETS, Preset, plan_for
from mnist_desktop.ui.training.plan_memory import plan_of_words, plan_words

PLAN = TrainingPlan(
    "cnn-32-64",
    Network((28, 28), (Flatten(), Dense(33, "tanh", l2=0.125), Dense(10, "softmax"))),
    epochs=7,
    batch_size=48,
    learning_rate=1 / 3,
    optimizer="rmsprop",
    schedule="plateau",
    validation="split",
    validation_share=0.3,
    one_hot=True,
    augment=True,
    seed=11,
    image_limit=1234,
    augmentation=Augmentation(rotation=4.5, noise=0.25),
    ink_epochs=InkEpochs(epochs=2),
    precision="measured",
    patience=4,
    keep_best=True,
)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_preset_comes_back(preset: Preset) -> None:
    assert plan_of_words(plan_words(preset.plan), preset.plan) == preset.plan


def test_everything_comes_back_exactly() -> None:
    start = plan_for("cnn-32-64")
    assert plan_of_words(plan_words(PLAN), start) == PLAN


def test_what_is_only_impossible_together_comes_back_as_well() -> None:
    plan = replace(PLAN, validation="none", rejects=True, network=plan_for("reader").network)
    assert plan_of_words(plan_words(plan), plan_for("cnn-32-64")) == plan


@pytest.mark.parametrize("name", sorted(plan_words(PLAN).keys() - {"preset"}))
@pytest.mark.parametrize("damaged", ["", "ünsinn", "-1", "[1, 2]", "NaN", "1e999", "{", '{"rotation": 99}'])
def test_a_damaged_value_costs_only_itself(name: str, damaged: str) -> None:
    start = plan_for("cnn-32-64")
    found = plan_of_words(plan_words(PLAN) | {name: damaged}, start)
    lost = {"network", "rejects"} if name in ("network", "rejects") else {name}
    assert found == replace(PLAN, **{setting: getattr(start, setting) for setting in lost})


def test_what_is_missing_is_as_at_the_start() -> None:
    start = plan_for("dense-64")
    assert plan_of_words({}, start) == start
    assert plan_of_words({"epochs": "3", "splitter": "x"}, start) == replace(start, epochs=3)


@given(st.dictionaries(st.sampled_from(sorted(plan_words(PLAN))), st.text()))
def test_no_words_whatever_make_trouble(words: dict[str, str]) -> None:
    plan_words(plan_of_words(words, PLAN))
