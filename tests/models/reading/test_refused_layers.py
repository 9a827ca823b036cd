"""Layers that could be read if they were set otherwise: each gets its own sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.problems import ProblemCode
from tests.models.reading.functional_files import Config, calls, given, layer, model, write_configuration
from tests.models.reading.hostile_files import require_told

CODE = ProblemCode
REFUSED, UNSUPPORTED, DAMAGED = Status.REFUSED, Status.UNSUPPORTED, Status.DAMAGED
LAYERS: dict[str, tuple[Config, Status, ProblemCode]] = {
    "a mean for each row": (
        model(
            [
                given([None, 28, 28]),
                layer("Normalization", "answer", calls("given"), axis=1, mean=[0.5] * 28, variance=[1] * 28),
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "scales of the images that are read together": (
        model([given(), layer("BatchNormalization", "answer", calls("given"), mode=2)]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "steps of a row far apart": (
        model(
            [
                given([None, 28, 28]),
                layer(
                    "Conv1D",
                    "answer",
                    calls("given"),
                    filters=2,
                    kernel_size=3,
                    padding="causal",
                    dilation_rate=2**30,
                ),
            ]
        ),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "steps of a picture far apart": (
        model(
            [
                given([None, 28, 28, 1]),
                layer(
                    "Conv2D",
                    "answer",
                    calls("given"),
                    filters=2,
                    kernel_size=3,
                    padding="same",
                    dilation_rate=[2**14, 2**14],
                ),
            ]
        ),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "a window larger than any picture": (
        model(
            [
                given([None, 28, 28, 1]),
                layer("MaxPooling2D", "answer", calls("given"), pool_size=20_000, strides=1, padding="same"),
            ]
        ),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "much work at each of many steps": (
        model([given([None, 512, 512]), layer("LSTM", "answer", calls("given"), units=3000)]),
        REFUSED,
        CODE.NETWORK_TOO_LARGE,
    ),
    "attention by a mask": (
        model(
            [
                given([None, 28, 28]),
                layer(
                    "MultiHeadAttention",
                    "answer",
                    [["given", 0, 0, {"value": ["given", 0, 0], "use_causal_mask": True}]],
                    num_heads=2,
                    key_dim=3,
                ),
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "attention of one input": (
        model(
            [
                given([None, 28, 28]),
                layer("MultiHeadAttention", "answer", calls("given"), num_heads=2, key_dim=3),
            ]
        ),
        DAMAGED,
        CODE.NETWORK_SETTING,
    ),
    "attention of too many heads": (
        model(
            [
                given([None, 512, 512]),
                layer("MultiHeadAttention", "answer", calls("given", "given"), num_heads=2**20, key_dim=3),
            ]
        ),
        DAMAGED,
        CODE.NETWORK_SHAPE,
    ),
    "a product of one input": (
        model([given(), layer("Dot", "answer", calls("given"), axes=1)]),
        DAMAGED,
        CODE.NETWORK_SETTING,
    ),
    "a middle larger than the picture": (
        model([given([None, 28, 28, 1]), layer("CenterCrop", "answer", calls("given"), height=30, width=20)]),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "weights for each place in another order": (
        model(
            [
                given([None, 28, 28, 1]),
                layer(
                    "LocallyConnected2D",
                    "answer",
                    calls("given"),
                    filters=2,
                    kernel_size=3,
                    implementation=2,
                ),
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "windows beyond all": (
        model(
            [
                given([None, 28, 28, 1]),
                layer("LocallyConnected2D", "answer", calls("given"), filters=2, kernel_size=2**30),
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
    "another sum over axes": (
        model(
            [
                given([None, 28, 28]),
                layer("EinsumDense", "answer", calls("given"), equation="abc,cd->abd", output_shape=[28, 3]),
            ]
        ),
        UNSUPPORTED,
        CODE.MODEL_ARGUMENT_UNSUPPORTED,
    ),
}


@pytest.mark.parametrize("name", LAYERS)
def test_it_gets_its_sentence(name: str, tmp_path: Path) -> None:
    configuration, status, code = LAYERS[name]
    require_told(lambda path: write_configuration(path, configuration), status, code, tmp_path)
