from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    Network,
)
from mnist_desktop.training.dead_units import dead_share
from mnist_desktop.training.presets import PRESETS, Preset

if TYPE_CHECKING:
    import keras

pytestmark = pytest.mark.tensorflow


@pytest.fixture(scope="module")
def inputs(digits: LabelledImages) -> NDArray[np.float32]:
    return images_to_inputs(digits.images[:256])


def kill(layer: keras.layers.Layer, count: int) -> None:
    """Give the first units of a layer an offset that no image overcomes."""
    kernel, bias = layer.get_weights()
    bias[:count] = -1000
    layer.set_weights([kernel, bias])


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_units_and_filters_that_answer_to_no_image_are_counted(
    precision: str, inputs: NDArray[np.float32]
) -> None:
    layers = (
        Conv2D(8, activation="relu"),
        MaxPooling2D(),
        Flatten(),
        Dense(20, "relu"),
        Dense(10, "softmax"),
    )
    model = build_keras(Network((28, 28, 1), layers), 1, precision)
    kill(model.layers[0], 6)
    kill(model.layers[3], 5)
    convolution, dense = dead_share(model, inputs)
    assert convolution == pytest.approx(0.75)
    assert 0.25 <= dense < 0.5


def test_an_activation_of_its_own_is_looked_at_and_nothing_of_the_model_changes(
    inputs: NDArray[np.float32],
) -> None:
    layers = (
        Flatten(),
        Dense(16),
        BatchNormalization(),
        Activation("relu"),
        Dropout(0.5),
        Dense(10, "softmax"),
    )
    model = build_keras(Network((28, 28), layers), 1)
    kill(model.layers[1], 4)
    before = [array.copy() for array in model.get_weights()]
    assert dead_share(model, inputs) == (0.25,)
    assert dead_share(model, inputs) == (0.25,)
    assert all(np.array_equal(old, new) for old, new in zip(before, model.get_weights(), strict=True))


def test_other_activations_cannot_die(inputs: NDArray[np.float32]) -> None:
    network = Network((28, 28), (Flatten(), Dense(16, "tanh"), Dense(10, "softmax")))
    assert dead_share(build_keras(network, 1), inputs) == ()


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_fresh_networks_are_alive_and_looking_takes_no_time(
    preset: Preset, inputs: NDArray[np.float32]
) -> None:
    model = build_keras(preset.network, 1)
    dead_share(model, inputs)
    began = time.process_time()
    shares = dead_share(model, inputs)
    assert time.process_time() - began < 1
    assert len(shares) == sum("relu" in fact.settings for fact in preset.network.facts())
    assert max(shares) < 0.2
