from __future__ import annotations

from dataclasses import replace

import pytest

from mnist_desktop.models.network import Conv2D, Dense, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.presets import PRESETS, Preset, plan_for

PARAMETERS = {
    "dense-64": (50_890, 0),
    "dense-64-1024": (127_050, 0),
    "dense-512-regularised": (671_754, 1_024),
    "cnn-32-64": (225_034, 0),
    "cnn-32-64-64": (130_890, 0),
    "express": (70_434, 352),
    "reader": (512_699, 1_248),
}
TUTORIALS = {
    "dense-64": ("adam", 20, 32, False, "none"),
    "dense-64-1024": ("adam", 20, 32, False, "none"),
    "dense-512-regularised": ("adam", 4, 128, True, "test"),
    "cnn-32-64": ("adam", 5, 32, True, "none"),
    "cnn-32-64-64": ("adam", 5, 64, True, "split"),
}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_preset_is_exact_and_possible(preset: Preset) -> None:
    preset.plan.check()
    assert (preset.network.parameters, preset.network.fixed_parameters) == PARAMETERS[preset.key]
    if preset.key in TUTORIALS:
        plan = preset.plan
        settings = (plan.optimizer, plan.epochs, plan.batch_size, plan.one_hot, plan.validation)
        assert settings == TUTORIALS[preset.key]
        assert not plan.augment


def test_all_presets_are_there_once() -> None:
    assert [preset.key for preset in PRESETS] == list(PARAMETERS)


def test_changes_change_and_none_keeps() -> None:
    plan = plan_for("cnn-32-64", epochs=3, batch_size=None, augment=False)
    assert (plan.epochs, plan.batch_size, plan.augment) == (3, 32, False)


def test_the_decay_of_the_regularised_preset_is_a_field() -> None:
    assert plan_for("dense-512-regularised").l2 == 0.02
    plan = plan_for("dense-512-regularised", l2=0.001)
    assert plan.l2 == 0.001
    assert [layer.l2 for layer in plan.network.layers if isinstance(layer, Dense)] == [0, 0.001, 0]
    assert plan.network.parameters == PARAMETERS["dense-512-regularised"][0]


def test_the_decay_of_a_convolution_counts_as_well() -> None:
    plan = plan_for("cnn-32-64")
    layers = (Conv2D(32, activation="relu", l2=0.01), *plan.network.layers[1:])
    assert replace(plan, network=Network(plan.network.input_shape, layers)).l2 == 0.01


def test_a_decay_without_a_layer_for_it_is_a_mistake() -> None:
    with pytest.raises(Problem) as caught:
        plan_for("cnn-32-64", l2=0.1)
    assert caught.value.code is ProblemCode.PLAN_WITHOUT_L2


def test_an_unknown_preset_is_told() -> None:
    with pytest.raises(Problem) as caught:
        plan_for("cnn-1")
    assert caught.value.values == {"name": "cnn-1"}
