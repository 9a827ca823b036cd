from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from mnist_desktop.models.keras_network import build_keras, start_keras
from mnist_desktop.models.network import Conv2D, Dense, Flatten, MaxPooling2D, Network, Reshape
from mnist_desktop.problems import Problem
from mnist_desktop.training.presets import PRESETS, Preset
from tests.source_tree import ROOT

pytestmark = pytest.mark.tensorflow


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_keras_counts_what_the_plain_network_counts(preset: Preset) -> None:
    model = build_keras(preset.network)
    assert model.count_params() == preset.network.parameters
    assert sum(
        int(np.prod(weight.shape)) for weight in model.non_trainable_weights if "seed" not in weight.path
    ) == (preset.network.fixed_parameters)
    shapes = [tuple(layer.output.shape[1:]) for layer in model.layers]
    assert shapes == [fact.output_shape for fact in preset.network.facts()]


def test_weight_decay_adds_to_the_loss_and_to_nothing_else() -> None:
    def network(l2: float) -> Network:
        return Network((28, 28, 1), (Conv2D(2, l2=l2), Flatten(), Dense(10, "softmax", l2)))

    plain, decaying = build_keras(network(0.0), seed=1), build_keras(network(0.5), seed=1)
    for weight, other in zip(plain.get_weights(), decaying.get_weights(), strict=True):
        np.testing.assert_array_equal(weight, other)
    kernels = [decaying.get_weights()[place] for place in (0, 2)]
    expected = sum(0.5 * float((kernel.astype(np.float64) ** 2).sum()) for kernel in kernels)
    assert plain.losses == []
    assert sum(float(loss) for loss in decaying.losses) == pytest.approx(expected, rel=1e-5)


def test_shapes_of_every_sliding_setting_are_keras_own() -> None:
    for layer in (
        Conv2D(2, (5, 3), (2, 3), "same"),
        Conv2D(2, (4, 4), (3, 3)),
        MaxPooling2D((3, 2), (2, 2), "same"),
        MaxPooling2D((3, 3), (1, 1)),
    ):
        network = Network((27, 26, 3), (layer, Flatten(), Reshape((-1, 1))))
        shapes = [tuple(made.output.shape[1:]) for made in build_keras(network).layers]
        assert shapes == [fact.output_shape for fact in network.facts()]


def test_a_seed_makes_equal_weights_and_another_one_does_not() -> None:
    network = Network((28, 28), (Flatten(), Dense(4)))
    first, again, other = (build_keras(network, seed).get_weights()[0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_every_layer_is_float32_whatever_the_global_policy_is() -> None:
    import keras

    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy("mixed_bfloat16")
    try:
        model = build_keras(PRESETS[3].network)
    finally:
        keras.config.set_dtype_policy(before)
    assert {layer.dtype_policy.name for layer in model.layers} == {"float32"}


def test_a_mistake_is_found_before_keras_is_asked() -> None:
    with pytest.raises(Problem):
        build_keras(Network((28, 28), (Flatten(), Dense(0))))


def test_loading_says_nothing_and_leaves_the_collector_as_it_was() -> None:
    code = (
        "import gc, os; from mnist_desktop.models.keras_network import start_keras; start_keras();"
        "import keras; assert gc.isenabled(); assert gc.get_freeze_count() > 100_000;"
        "assert keras.backend.backend() == 'tensorflow'; os.write(2, b'mine')"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**environment, "KERAS_BACKEND": "torch"},
    )
    assert (run.stdout, run.stderr) == ("", "mine")


def test_loading_twice_costs_nothing() -> None:
    start_keras()
    start_keras()
