"""Models whose layers stand in a row, for pictures and pixels. Importing this imports Keras."""

from __future__ import annotations

from typing import Any

from tests.models.reading.keras_making import PICTURE, answer, in_a_row, keras, layers


def classic() -> Any:
    return in_a_row(
        PICTURE,
        layers.Conv2D(4, 3, activation="relu"),
        layers.Conv2D(5, 3, strides=2, padding="same", use_bias=False),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.MaxPooling2D(3, strides=2, padding="same"),
        layers.Dropout(0.25),
        layers.Flatten(),
        layers.Dense(12, activation="tanh", kernel_regularizer=keras.regularizers.L2(0.01)),
        answer(),
    )


def pixels() -> Any:
    return in_a_row((784,), layers.Dense(9, activation="sigmoid"), layers.Dense(8), answer())


def functions() -> Any:
    names = ("elu", "selu", "softplus", "softsign", "relu", "tanh", "sigmoid", "linear")
    made = [layers.Dense(11, activation=name) for name in names]
    return in_a_row((784,), *made, layers.Activation("softplus"), answer())


def newer_functions() -> Any:
    names = ("gelu", "silu", "exponential", "leaky_relu", "relu6", "mish", "log_softmax")
    made = [[layers.Dense(11, activation=name), layers.LayerNormalization()] for name in names]
    return in_a_row((784,), *(layer for pair in made for layer in pair), answer())


def newest_functions() -> Any:
    names = ("celu", "hard_tanh", "log_sigmoid", "hard_silu", "hard_sigmoid")
    return in_a_row((784,), *(layers.Dense(11, activation=name) for name in names), answer())


def layers_of_functions() -> Any:
    made = (layers.LeakyReLU(negative_slope=0.1), layers.PReLU(), layers.ELU(0.5))
    return in_a_row((784,), layers.Dense(12), *made, layers.Dense(9), layers.Softmax(), answer())


def layers_as_functions() -> Any:
    slope = layers.LeakyReLU(negative_slope=0.1)
    limited = layers.ReLU(max_value=6.0, negative_slope=0.1, threshold=0.2)
    return in_a_row((784,), layers.Dense(12, activation=slope), limited, answer())


def sizes() -> Any:
    return in_a_row(
        PICTURE,
        layers.ZeroPadding2D((1, 2)),
        layers.Cropping2D(((1, 0), (2, 2))),
        layers.UpSampling2D((2, 1)),
        layers.AveragePooling2D((3, 2)),
        layers.SpatialDropout2D(0.2),
        layers.GaussianNoise(0.1),
        layers.GaussianDropout(0.1),
        layers.Permute((2, 1, 3)),
        layers.Reshape((-1,)),
        layers.RepeatVector(3),
        layers.Flatten(),
        answer(),
    )


def averages() -> Any:
    return in_a_row(PICTURE, layers.Conv2D(6, 5), layers.GlobalAveragePooling2D(), answer())


def convolutions() -> Any:
    return in_a_row(
        PICTURE,
        layers.Conv2D(4, 3, dilation_rate=2),
        layers.SeparableConv2D(6, 3, depth_multiplier=2, activation="relu"),
        layers.Conv2DTranspose(5, 3, strides=2, padding="same"),
        layers.DepthwiseConv2D(3, depth_multiplier=2, activation="elu"),
        layers.PReLU(shared_axes=[1, 2]),
        layers.GlobalMaxPooling2D(),
        answer(),
    )


def newer_convolutions() -> Any:
    return in_a_row(
        PICTURE,
        layers.Conv2D(4, 3),
        layers.Conv2D(8, 3, groups=2, strides=2),
        layers.Conv2DTranspose(5, 3, strides=2, output_padding=1),
        layers.UpSampling2D(2, interpolation="bilinear"),
        layers.Resizing(20, 30),
        layers.Flatten(),
        answer(),
    )


def normalized() -> Any:
    return in_a_row(
        PICTURE,
        layers.Rescaling(1 / 2, offset=-0.5),
        layers.Normalization(axis=None),
        layers.Normalization(mean=0.3, variance=2.0),
        layers.RandomRotation(0.1),
        layers.RandomZoom(0.1),
        layers.Conv2D(4, 3),
        layers.LayerNormalization(),
        layers.BatchNormalization(center=False),
        layers.BatchNormalization(scale=False, axis=1),
        layers.UnitNormalization(),
        layers.AlphaDropout(0.1),
        layers.ActivityRegularization(0.1),
        layers.Flatten(),
        answer(),
    )


def grouped() -> Any:
    return in_a_row(
        PICTURE,
        layers.Conv2D(4, 3),
        layers.GroupNormalization(2),
        layers.LayerNormalization(axis=[1, 2]),
        layers.GlobalAveragePooling2D(keepdims=True),
        layers.Flatten(),
        answer(),
    )


def centred() -> Any:
    return in_a_row(PICTURE, layers.CenterCrop(25, 20), layers.Conv2D(4, 3), layers.Flatten(), answer())
