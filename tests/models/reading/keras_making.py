"""How the models of the corpus are made with Keras, and asked. Importing this imports Keras."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from mnist_desktop.models.keras_network import start_keras

start_keras()

import keras  # noqa: E402
from keras import layers  # noqa: E402

__all__ = [
    "PICTURE",
    "Values",
    "answer",
    "answers_of",
    "functional",
    "in_a_row",
    "keras",
    "layers",
    "spread_weights",
]

PICTURE = (28, 28, 1)
Values = Any


def answer() -> Any:
    return layers.Dense(10, activation="softmax")


def in_a_row(shape: tuple[int, ...], *made: Any) -> Any:
    return keras.Sequential([keras.Input(shape), *made])


def functional(shape: tuple[int, ...], calls: Callable[[Values], Values]) -> Any:
    given = keras.Input(shape)
    return keras.Model(given, calls(given))


def spread_weights(model: Any) -> None:
    chance = np.random.default_rng(1)
    for weight in model.weights:
        values = chance.normal(size=weight.shape) * 0.3
        if weight.name == "count":
            continue
        weight.assign((np.abs(values) + 0.5 if "variance" in weight.name else values).astype(np.float32))
    for layer in model.layers:
        if isinstance(layer, layers.Normalization):
            layer.finalize_state()


def answers_of(model: Any, digits: np.ndarray) -> np.ndarray:
    """What a model answers to digits (n, 28, 28)."""
    return np.asarray(model(digits.reshape(len(digits), *model.input_shape[1:]), training=False))
