"""Files of Keras 1, which do not say whether Theano learnt their kernels: they are read as reads digits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.models.child import exported, open_model
from mnist_desktop.models.keras_layer import KerasLayer
from mnist_desktop.models.layers import (
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    GlobalAveragePooling2D,
    MaxPooling2D,
)
from mnist_desktop.models.reading.look import Look, look
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.resource_files import resource_path
from tests.models.reading.old_files import OldLayer, last_layer, normal, write_old

WELL = 0.9


def old_layers(seen: Look) -> Iterator[OldLayer]:
    """The program's own network by the names of Keras 1; edges that Theano had otherwise are layers."""
    assert seen.inspection.network is not None
    for layer, arrays in zip(seen.inspection.network.layers, seen.arrays, strict=True):
        named = dict(zip("Wbmv", arrays, strict=False))
        match layer:
            case Conv2D(kernel=(rows, columns)):
                settings: dict[str, Any] = {"nb_filter": layer.filters, "nb_row": rows, "nb_col": columns}
                settings |= {"subsample": list(layer.strides), "border_mode": layer.padding, "bias": False}
                if layer.strides != (1, 1):
                    yield OldLayer("ZeroPadding2D", {"padding": [[1, 2], [1, 2]]})
                    settings["border_mode"] = "valid"
                yield OldLayer("Convolution2D", {**settings, "dim_ordering": "tf"}, named)
            case BatchNormalization():
                yield OldLayer("BatchNormalization", {"epsilon": layer.epsilon, "mode": 0, "axis": -1}, named)
            case Activation():
                yield OldLayer("Activation", {"activation": layer.name})
            case MaxPooling2D(padding=padding):
                if padding == "same":
                    yield OldLayer("ZeroPadding2D", {"padding": [[0, 1], [0, 1]]})
                yield OldLayer("MaxPooling2D", {"pool_size": [2, 2], "strides": [2, 2], "dim_ordering": "tf"})
            case GlobalAveragePooling2D():
                yield OldLayer("GlobalAveragePooling2D", {"dim_ordering": "tf"})
            case Dense():
                yield OldLayer("Dense", {"output_dim": layer.units, "activation": layer.activation}, named)


def reader_of_keras_1(folder: Path, *, is_turned: bool) -> Path:
    layers = list(old_layers(look(resource_path("models", "reader") / "model.keras", folder)))
    for layer in layers:
        if layer.kind == "Convolution2D" and is_turned:
            layer.arrays["W"] = layer.arrays["W"][::-1, ::-1]
    return write_old(folder / "old.h5", layers, (28, 28, 1), "1.2.2")


@pytest.mark.tensorflow
@pytest.mark.long
@pytest.mark.parametrize("is_turned", [False, True])
def test_kernels_stand_as_they_were_learnt(tmp_path: Path, is_turned: bool) -> None:
    opened = open_model(reader_of_keras_1(tmp_path, is_turned=is_turned))
    accuracy = opened.prepared.probe_accuracy
    assert accuracy is not None
    assert accuracy > WELL


@pytest.mark.tensorflow
@pytest.mark.long
def test_they_stand_so_in_another_format(tmp_path: Path) -> None:
    with exported(reader_of_keras_1(tmp_path, is_turned=True), ModelFormat.KERAS) as made:
        mine = look(made.path, tmp_path).arrays
    own = look(resource_path("models", "reader") / "model.keras", tmp_path).arrays
    kernels = [[few[0] for few in arrays if few and few[0].ndim == 4] for arrays in (mine, own)]
    assert all(map(np.array_equal, *kernels))


def test_an_edge_of_theano_comes_with_its_kernels(tmp_path: Path) -> None:
    settings = {"nb_filter": 2, "nb_row": 2, "nb_col": 2, "border_mode": "same", "dim_ordering": "tf"}
    kernel = normal(2, 2, 1, 2)
    layers = [OldLayer("Convolution2D", settings, {"W": kernel, "b": normal(2)}), OldLayer("Flatten", {})]
    seen = look(write_old(tmp_path / "m", [*layers, last_layer(1568)], (28, 28, 1)), tmp_path)
    assert seen.other is not None
    assert seen.other.network.layers[0] == KerasLayer.of("ZeroPadding2D", padding=((1, 0), (1, 0)))
    assert np.array_equal(seen.other.arrays[1][0], kernel[::-1, ::-1])


def with_a_window(folder: Path, version: str, backend: str | None = None) -> Path:
    settings = {"filters": 2, "kernel_size": [3, 3]}
    layers = [OldLayer("Conv2D", settings, {"kernel": normal(3, 3, 1, 2), "bias": normal(2)})]
    layers += [OldLayer("Flatten", {}), last_layer(1352)]
    return write_old(folder / "m", layers, (28, 28, 1), version, backend)


@pytest.mark.parametrize(("version", "backend"), [("1.2.2", "tensorflow"), ("2.0.0", None)])
def test_a_file_that_says_it_is_read_in_one_way(tmp_path: Path, version: str, backend: str | None) -> None:
    assert look(with_a_window(tmp_path, version, backend), tmp_path).other is None


def test_a_network_without_windows_is_read_in_one_way(tmp_path: Path) -> None:
    path = write_old(tmp_path / "m", [last_layer(784, first=True)], (784,), "1.2.2")
    assert look(path, tmp_path).other is None


def test_a_network_too_large_for_digits_is_read_in_one_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_a_window(tmp_path, "1.2.2")
    assert look(path, tmp_path).other is not None
    monkeypatch.setattr("mnist_desktop.models.reading.other_backend._LARGEST", 1000)
    assert look(path, tmp_path).other is None
