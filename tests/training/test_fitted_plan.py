from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.models.network import Conv2D, Dense, Flatten, GlobalAveragePooling2D, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.fitted_plan import fitted_plan, fitted_preset, require_for_digits, with_outputs
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import PRESETS, Preset, plan_for
from mnist_desktop.training.sources import Source, Sources

LETTERS = LearntSet("0" * 16, "Letters", tuple("ABCDEFGHIJKL"), 1200, 200)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_every_preset_answers_with_the_classes_of_the_set(preset: Preset) -> None:
    assert fitted_preset(preset, MNIST) == preset
    fitted = fitted_preset(preset, LETTERS).plan
    fitted.check(len(LETTERS.class_names))
    assert fitted.network.output_shape == (12,)
    assert fitted_plan(replace(fitted, rejects=preset.plan.rejects), MNIST).network == preset.network


def test_what_is_for_digits_is_left_out_of_other_sets() -> None:
    plan = fitted_plan(plan_for("reader", left_out=frozenset({next(iter(Part))})), LETTERS)
    assert (plan.rejects, plan.ink_epochs, plan.left_out, plan.validation) == (
        False,
        None,
        frozenset(),
        "split",
    )


def test_answers_that_are_not_those_of_one_dense_with_softmax_stay() -> None:
    without_softmax = Network((28, 28), (Flatten(), Dense(10)))
    pooled = Network((28, 28, 1), (Conv2D(10, activation="softmax"), GlobalAveragePooling2D()))
    for network in (without_softmax, pooled, Network((28, 28), ())):
        assert with_outputs(network, 12) == network


@pytest.mark.parametrize(
    ("change", "sources", "setting"),
    [
        ({"rejects": True}, {}, "rejects"),
        ({}, {"ink": (Source("a.jsonl", ""),)}, "ink"),
        ({}, {"held_out": ("me",)}, "held_out"),
    ],
)
def test_handwritten_digits_are_refused_beside_other_classes(
    change: dict[str, Any], sources: dict[str, Any], setting: str
) -> None:
    plan: TrainingPlan = replace(plan_for("dense-64"), **change)
    given: Sources = replace(Sources(), **sources)
    require_for_digits(plan, given)
    with pytest.raises(Problem) as caught:
        require_for_digits(plan, replace(given, data=LETTERS))
    assert caught.value.code is ProblemCode.PLAN_DIGITS_ONLY
    assert caught.value.values["setting"] == setting
