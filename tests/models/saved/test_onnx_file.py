"""ONNX files of Keras models, read by ONNX Runtime."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.models.keras_network import start_keras
from mnist_desktop.models.saved.formats import has_onnx
from mnist_desktop.models.saved.onnx_file import onnx_answers, write_onnx

pytestmark = [
    pytest.mark.tensorflow,
    pytest.mark.skipif(not has_onnx(), reason="the extra onnx is not there"),
]


def model_of(*layers: Any) -> Any:
    import keras

    return keras.Sequential([keras.Input((28, 28, 1)), *layers])


@pytest.mark.parametrize("activation", ["relu", "gelu", "celu"])
def test_a_network_answers_alike(tmp_path: Path, activation: str) -> None:
    start_keras()
    import keras.layers as kinds
    import onnx

    model = model_of(
        kinds.Normalization(mean=0.1307, variance=0.095),
        kinds.Conv2D(4, 3, activation=activation),
        kinds.BatchNormalization(),
        kinds.MaxPooling2D(),
        kinds.Dropout(0.5),
        kinds.Flatten(),
        kinds.Dense(10, activation="softmax"),
    )
    write_onnx(model, (28, 28, 1), tmp_path / "m.onnx")
    inputs = np.random.default_rng(1).random((7, 28, 28, 1), np.float32)
    difference = np.abs(onnx_answers(tmp_path / "m.onnx", inputs) - np.asarray(model(inputs)))
    assert difference.max() < 1e-5
    graph = onnx.load(tmp_path / "m.onnx").graph
    (given,), (wanted,) = graph.input, graph.output
    assert (given.name, wanted.name) == ("input", "output")
    assert [value.type.tensor_type.shape.dim[0].dim_param for value in (given, wanted)] == ["batch"] * 2


def test_what_the_format_has_no_words_for_is_refused(tmp_path: Path) -> None:
    start_keras()
    import keras
    import tensorflow

    class Odd(keras.layers.Layer):
        def call(self, inputs: Any) -> Any:
            return tensorflow.math.igamma(inputs + 1.0, inputs + 1.0)

    with pytest.raises(ValueError, match="Igamma"):
        write_onnx(model_of(Odd()), (28, 28, 1), tmp_path / "m.onnx")
    assert not (tmp_path / "m.onnx").exists()


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.onnx").write_bytes(b"no graph")
    with pytest.raises(ValueError, match="PROTOBUF"):
        onnx_answers(tmp_path / "m.onnx", np.zeros((1, 28, 28, 1), np.float32))
