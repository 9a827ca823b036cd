"""The summary is Keras's own, sign for sign."""

from __future__ import annotations

import pytest

from mnist_desktop.models.keras_network import build_keras
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
from mnist_desktop.models.summary import summary
from mnist_desktop.problems import Problem
from mnist_desktop.training.presets import PRESETS

NETWORKS = {preset.key: preset.network for preset in PRESETS} | {
    "wide": Network((28, 28), (Flatten(), Dense(30_000), Dense(10, "softmax"))),
    "every kind": Network(
        (28, 28, 1),
        (
            Reshape((28, 28, 1)),
            *(Conv2D(128, use_bias=False), BatchNormalization(), Activation("relu"), Dropout(0.1)) * 12,
            MaxPooling2D(),
            GlobalAveragePooling2D(),
            Dense(10, "softmax", 0.1),
        ),
    ),
}
TERMINAL = 76


def without_ends(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


@pytest.mark.tensorflow
@pytest.mark.parametrize("name", NETWORKS)
def test_it_is_what_keras_prints(name: str) -> None:
    model = build_keras(NETWORKS[name])  # starts Keras
    import keras

    keras.backend.clear_session()
    model = build_keras(NETWORKS[name])
    printed: list[str] = []
    model.summary(line_length=TERMINAL, print_fn=printed.append)
    assert without_ends(summary(NETWORKS[name])) == without_ends("".join(printed))


def test_it_needs_no_tensorflow_and_tells_the_totals() -> None:
    lines = summary(NETWORKS["dense-512-regularised"]).splitlines()
    assert "│ batch_normalization             │ (None, 512)            │         2,048 │" in lines
    assert "│ (BatchNormalization)            │                        │               │" in lines
    assert lines[-3:] == [
        " Total params: 671,754 (2.56 MB)",
        " Trainable params: 670,730 (2.56 MB)",
        " Non-trainable params: 1,024 (4.00 KB)",
    ]
    assert {len(line) for line in lines[1:-3]} == {TERMINAL}


def test_a_mistake_has_no_summary() -> None:
    with pytest.raises(Problem):
        summary(Network((28, 28, 1), (Flatten(), MaxPooling2D())))
