from __future__ import annotations

import pytest

from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    MaxPooling2D,
    Network,
    Reshape,
)
from mnist_desktop.problems import Problem, ProblemCode

PICTURE = (28, 28, 1)


@pytest.mark.parametrize(
    ("layer", "shape", "output", "parameters"),
    [
        (Flatten(), PICTURE, (784,), (0, 0)),
        (Dense(64), (784,), (64,), (784 * 64 + 64, 0)),
        (Dense(64, use_bias=False), (784,), (64,), (784 * 64, 0)),
        (Dense(7), (28, 28), (28, 7), (28 * 7 + 7, 0)),
        (Conv2D(32), PICTURE, (26, 26, 32), (9 * 32 + 32, 0)),
        (Conv2D(24, (5, 5), (2, 2), "same"), PICTURE, (14, 14, 24), (25 * 24 + 24, 0)),
        (Conv2D(8, (5, 3), (2, 1)), (28, 28, 3), (12, 26, 8), (15 * 3 * 8 + 8, 0)),
        (MaxPooling2D(), (13, 13, 4), (6, 6, 4), (0, 0)),
        (MaxPooling2D((3, 3), (2, 2), "same"), (13, 13, 4), (7, 7, 4), (0, 0)),
        (GlobalAveragePooling2D(), (7, 7, 96), (96,), (0, 0)),
        (BatchNormalization(), (26, 26, 32), (26, 26, 32), (64, 64)),
        (Dropout(0.5), (128,), (128,), (0, 0)),
        (Activation("tanh"), (128,), (128,), (0, 0)),
        (Reshape((28, -1, 1)), (784,), PICTURE, (0, 0)),
    ],
)
def test_shapes_and_parameters(
    layer: Layer, shape: tuple[int, ...], output: tuple[int, ...], parameters: tuple[int, int]
) -> None:
    assert layer.output_shape(shape) == output
    assert layer.parameters(shape) == parameters


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        (Dense(0), ProblemCode.NETWORK_SETTING),
        (Dense(1, "swoosh"), ProblemCode.NETWORK_SETTING),
        (Dense(1, l2=-1.0), ProblemCode.NETWORK_SETTING),
        (Dense(1, l2=float("nan")), ProblemCode.NETWORK_SETTING),
        (Conv2D(1, (0, 3)), ProblemCode.NETWORK_SETTING),
        (Conv2D(1, padding="full"), ProblemCode.NETWORK_SETTING),
        (Conv2D(1, strides=(0, 1)), ProblemCode.NETWORK_SETTING),
        (Conv2D(1, l2=-1.0), ProblemCode.NETWORK_SETTING),
        (Conv2D(1, l2=float("nan")), ProblemCode.NETWORK_SETTING),
        (Conv2D(1, (29, 3)), ProblemCode.NETWORK_SHAPE),
        (MaxPooling2D((0, 1)), ProblemCode.NETWORK_SETTING),
        (MaxPooling2D((2, 30)), ProblemCode.NETWORK_SHAPE),
        (Dropout(1.0), ProblemCode.NETWORK_SETTING),
        (BatchNormalization(1.0), ProblemCode.NETWORK_SETTING),
        (BatchNormalization(epsilon=0.0), ProblemCode.NETWORK_SETTING),
        (Activation(""), ProblemCode.NETWORK_SETTING),
        (Reshape((-1, -1)), ProblemCode.NETWORK_SETTING),
        (Reshape((0, 784)), ProblemCode.NETWORK_SETTING),
        (Reshape((-28, -28)), ProblemCode.NETWORK_SETTING),
        (Reshape((28, 27)), ProblemCode.NETWORK_SHAPE),
        (Dense(2**30), ProblemCode.NETWORK_TOO_LARGE),
    ],
)
def test_a_mistake_is_named(layer: Layer, code: ProblemCode) -> None:
    with pytest.raises(Problem) as caught:
        Network(PICTURE, (layer,)).facts()
    assert caught.value.code is code


def test_a_convolution_after_a_row_of_numbers_is_a_mistake() -> None:
    with pytest.raises(Problem) as caught:
        Network(PICTURE, (Flatten(), Conv2D(8))).facts()
    assert caught.value.code is ProblemCode.NETWORK_SHAPE
    assert caught.value.values == {"layer": "Conv2D", "shape": "784"}


@pytest.mark.parametrize(
    "network", [Network(PICTURE, ()), Network((), (Flatten(),)), Network((0,), (Flatten(),))]
)
def test_a_network_needs_layers_and_an_input(network: Network) -> None:
    with pytest.raises(Problem) as caught:
        network.facts()
    assert caught.value.code is ProblemCode.NETWORK_EMPTY


def test_too_many_layers_are_refused() -> None:
    with pytest.raises(Problem) as caught:
        Network(PICTURE, (Flatten(),) * 201).facts()
    assert caught.value.code is ProblemCode.NETWORK_TOO_LARGE


def test_the_decay_of_a_convolution_is_told_and_changes_nothing_else() -> None:
    layer = Conv2D(8, activation="relu", l2=0.001)
    assert layer.settings == "8 3x3 relu L2 0.001"
    assert layer.parameters(PICTURE) == Conv2D(8).parameters(PICTURE)


def test_going_through_the_layers_ends_at_the_mistake() -> None:
    facts = Network(PICTURE, (Conv2D(8), Flatten(), Conv2D(8), Dense(10))).walk()
    assert [next(facts).kind, next(facts).kind] == ["Conv2D", "Flatten"]
    with pytest.raises(Problem):
        next(facts)


def test_facts_tell_each_layer_in_order() -> None:
    network = Network(
        PICTURE, (Conv2D(8, padding="same", strides=(2, 2)), Flatten(), Dense(10, "softmax", 0.5))
    )
    facts = network.facts()
    assert [fact.kind for fact in facts] == ["Conv2D", "Flatten", "Dense"]
    assert [fact.settings for fact in facts] == ["8 3x3/2 same", "", "10 softmax L2 0.5"]
    assert network.output_shape == (10,)
    assert network.parameters == 80 + 1568 * 10 + 10
    assert network.fixed_parameters == 0
