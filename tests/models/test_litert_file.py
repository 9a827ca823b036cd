from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.litert_operations import Plain, Scaled, Weighted, operations_of
from mnist_desktop.models.network import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
    Reshape,
)
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.problems import Problem
from mnist_desktop.training.presets import PRESETS

RANDOM = np.random.default_rng(1)
LAST = (Dense(10), Activation("softmax"))
NETWORKS = {
    **{preset.key: preset.network for preset in PRESETS},
    "deep-dense": Network((28, 28), (Dense(20, "tanh"), Dense(5), Activation("sigmoid"), Flatten(), *LAST)),
    "normalised-first": Network((28, 28, 1), (BatchNormalization(), Activation("relu"), Flatten(), *LAST)),
    "normalised-after-relu": Network((28, 28), (Flatten(), Dense(9, "relu"), BatchNormalization(0.5), *LAST)),
    "uneven": Network(
        (784,),
        (
            Reshape((28, 28, 1)),
            Conv2D(6, (5, 3), (2, 1), "same", "relu"),
            MaxPooling2D((3, 2), (2, 2), "same"),
            Dropout(0.3),
            Conv2D(4, (2, 3), (2, 3), use_bias=False),
            BatchNormalization(epsilon=0.1),
            MaxPooling2D((2, 1)),
            Flatten(),
            *LAST,
        ),
    ),
    "averaged": Network((28, 28, 1), (Conv2D(8), GlobalAveragePooling2D(), Activation("linear"), *LAST)),
}


def random_weights(network: Network) -> list[NDArray[np.float32]]:
    """Weights as after some training: variances are positive, everything is small."""
    shapes: list[tuple[int, ...]] = []
    inputs = (network.input_shape, *(fact.output_shape for fact in network.facts()))
    for layer, shape in zip(network.layers, inputs, strict=False):
        match layer:
            case Conv2D():
                shapes += [(*layer.kernel, shape[-1], layer.filters)] + [(layer.filters,)] * layer.use_bias
            case Dense():
                shapes += [(shape[-1], layer.units)] + [(layer.units,)] * layer.use_bias
            case BatchNormalization():
                shapes += [(shape[-1],)] * 4
    return [
        (RANDOM.normal(0, 0.05, shape) if len(shape) > 1 else RANDOM.uniform(0.5, 1.5, shape)).astype(
            np.float32
        )
        for shape in shapes
    ]


@pytest.mark.tensorflow
@pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)
def test_litert_answers_as_keras_does(network: Network) -> None:
    from mnist_desktop.models.keras_network import build_keras

    inputs = RANDOM.uniform(0, 1, (7, 28, 28)).astype(np.float32)
    weights = random_weights(network)
    model = build_keras(network)
    model.set_weights(weights)
    theirs = np.asarray(model(inputs.reshape(-1, *network.input_shape), training=False))
    ours = Recogniser(write_litert(network, weights)).outputs(inputs)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


@pytest.mark.tensorflow
def test_it_answers_as_tensorflows_converter_does() -> None:
    import tensorflow as tf

    from mnist_desktop.models.keras_network import build_keras

    network = NETWORKS["uneven"]
    model = build_keras(network, 1)
    converted = tf.lite.TFLiteConverter.from_keras_model(model).convert()
    inputs = RANDOM.uniform(0, 1, (7, 28, 28)).astype(np.float32)
    theirs = Recogniser(converted).outputs(inputs)
    np.testing.assert_allclose(
        Recogniser(write_litert(network, model.get_weights())).outputs(inputs), theirs, atol=1e-5
    )


def test_any_batch_size_can_be_read() -> None:
    network = NETWORKS["uneven"]
    recogniser = Recogniser(write_litert(network, random_weights(network)))
    inputs = RANDOM.uniform(0, 1, (300, 28, 28)).astype(np.float32)
    many = recogniser.read(inputs).probabilities
    np.testing.assert_allclose(recogniser.read(inputs[:1]).probabilities, many[:1], atol=1e-6)
    np.testing.assert_allclose(many.sum(axis=1), 1, atol=1e-5)


def test_normalisation_and_relu_are_folded_into_the_convolution_before() -> None:
    network = Network(
        (28, 28, 1),
        (Conv2D(4, use_bias=False), Dropout(0.1), BatchNormalization(), Activation("relu"), Flatten()),
    )
    first, last = operations_of(network, random_weights(network))
    assert isinstance(first, Weighted)
    assert first.activation == "relu"
    assert first.bias.any()
    assert isinstance(last, Plain)


def test_normalisation_after_relu_stays_on_its_own() -> None:
    network = NETWORKS["normalised-after-relu"]
    kinds = [type(operation) for operation in operations_of(network, random_weights(network))]
    assert kinds == [Plain, Weighted, Scaled, Weighted, Plain]


def test_weights_that_do_not_belong_are_refused() -> None:
    network = NETWORKS["averaged"]
    weights = random_weights(network)
    with pytest.raises(ValueError, match="few"):
        write_litert(network, weights[:-1])
    with pytest.raises(ValueError, match="many"):
        write_litert(network, [*weights, weights[0]])


def test_a_mistake_in_the_network_is_told() -> None:
    with pytest.raises(Problem):
        write_litert(Network((28, 28), (Flatten(), Dense(0))), [])


def test_weights_are_aligned_for_every_processor() -> None:
    network = Network((28, 28), (Flatten(), Dense(10, "softmax")))
    kernel, bias = random_weights(network)
    content = write_litert(network, [kernel, bias])
    assert content[4:8] == b"TFL3"
    for array in (np.ascontiguousarray(kernel.T), bias):
        assert content.find(array.tobytes()) % 16 == 0
