"""The content of a Keras file against what Keras itself saves and opens."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.models.keras_file import keras_content
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
from mnist_desktop.models.reading.look import look

pytestmark = pytest.mark.tensorflow

EVERY_LAYER = Network(
    (784,),
    (
        Reshape((28, 28, 1)),
        Conv2D(4, strides=(2, 2), use_bias=False),
        BatchNormalization(0.9),
        Activation("relu"),
        MaxPooling2D(),
        Dropout(0.2),
        Conv2D(5, padding="same"),
        BatchNormalization(),
        GlobalAveragePooling2D(),
        Flatten(),
        Dense(8, "relu", l2=0.01),
        Dropout(0.1),
        Dense(10, "softmax"),
    ),
)


def parts(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The configuration, and each group and array of the weights."""
    import h5py

    found: dict[str, Any] = {}
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["metadata.json", "config.json", "model.weights.h5"]
        assert set(json.loads(archive.read("metadata.json"))) == {"keras_version", "date_saved"}
        config = json.loads(archive.read("config.json"))
        with h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as weights:
            weights.visititems(
                lambda name, item: found.update(
                    {name: item[()].tolist() if hasattr(item, "dtype") else dict(item.attrs)}
                )
            )
    return config, found


def test_it_is_what_keras_saves_and_opens(tmp_path: Path) -> None:
    import keras

    model = build_keras(EVERY_LAYER, 1)
    model.set_weights([weight + 0.1 for weight in model.get_weights()])
    ours, theirs = tmp_path / "ours.keras", tmp_path / "theirs.keras"
    ours.write_bytes(keras_content(model))
    model.save(theirs)
    assert parts(ours) == parts(theirs)
    opened = keras.saving.load_model(ours)
    for one, other in zip(opened.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
    inputs = np.random.default_rng(1).random((5, 784), np.float32)
    np.testing.assert_array_equal(np.asarray(opened(inputs)), np.asarray(model(inputs)))


def test_the_program_opens_it_as_anybodys(tmp_path: Path) -> None:
    model = build_keras(EVERY_LAYER, 1)
    path = tmp_path / "ours.keras"
    path.write_bytes(keras_content(model))
    seen = look(path, tmp_path)
    assert seen.inspection.network == EVERY_LAYER
    arrays = [array for layer in seen.arrays for array in layer]
    for one, other in zip(arrays, model.get_weights(), strict=True):
        np.testing.assert_array_equal(one, other)
