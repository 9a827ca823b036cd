"""Windows of the padding "same" in files of Theano and CNTK, which began elsewhere; checked with NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import ProblemCode
from tests.models.reading.old_files import (
    Array,
    OldLayer,
    convolved,
    last_answer,
    last_layer,
    normal,
    write_old,
)
from tests.models.reading.rebuilt_answers import DIGITS, answers_of_file, require_close

Config = dict[str, Any]
MAPS = 2


def convolution(size: int, stride: int, order: str) -> OldLayer:
    settings: Config = {
        "filters": MAPS,
        "kernel_size": [size, size],
        "strides": [stride, stride],
        "padding": "same",
        "data_format": order,
        "activation": "linear",
    }
    return OldLayer("Conv2D", settings, {"kernel": normal(size, size, 1, MAPS), "bias": normal(MAPS)})


def answer_of_theano(layer: OldLayer, stride: int) -> Array:
    """Half of a window of zeros on each side; of windows of an even size the last one is cut off."""
    kernel, bias = layer.arrays["kernel"], layer.arrays["bias"]
    edge = kernel.shape[0] // 2
    pictures = np.pad(DIGITS, ((0, 0), (edge, edge), (edge, edge)))[..., np.newaxis]
    seen = convolved(pictures, kernel[::-1, ::-1], bias)[:, ::stride, ::stride]
    count = -(-28 // stride)
    return seen[:, :count, :count]


@pytest.mark.tensorflow
@pytest.mark.parametrize("order", ["channels_last", "channels_first"])
@pytest.mark.parametrize(("size", "stride"), [(2, 1), (3, 1), (4, 1), (3, 2), (5, 3), (2, 2)])
def test_a_convolution_sees_the_edge_that_theano_gave_it(
    tmp_path: Path, size: int, stride: int, order: str
) -> None:
    layer = convolution(size, stride, order)
    side = -(-28 // stride)
    last = last_layer(MAPS * side * side)
    is_first = order == "channels_first"
    shape = (1, 28, 28) if is_first else (28, 28, 1)
    path = write_old(tmp_path / "m", [layer, OldLayer("Flatten", {}), last], shape, "2.1.4", "theano")
    seen = answer_of_theano(layer, stride)
    row = (seen.transpose(0, 3, 1, 2) if is_first else seen).reshape(len(seen), -1)
    require_close(answers_of_file(path, tmp_path), last_answer(row, last))


@pytest.mark.tensorflow
def test_a_row_sees_the_edge_that_theano_gave_it(tmp_path: Path) -> None:
    settings: Config = {"filters": 3, "kernel_size": [4], "padding": "same", "activation": "linear"}
    kernel, last = normal(4, 28, 3), last_layer(28 * 3)
    layer = OldLayer("Conv1D", settings, {"kernel": kernel, "bias": np.zeros(3, np.float32)})
    path = write_old(tmp_path / "m", [layer, OldLayer("Flatten", {}), last], (28, 28), "2.1.4", "theano")
    rows = np.pad(DIGITS, ((0, 0), (2, 1), (0, 0)))[:, :, np.newaxis]
    seen = convolved(rows, kernel[::-1, np.newaxis], np.zeros(3, np.float32))
    require_close(answers_of_file(path, tmp_path), last_answer(seen.reshape(len(seen), -1), last))


def layer_with_window(kind: str, size: int, stride: int) -> OldLayer:
    settings = {"strides": [stride, stride], "padding": "same"}
    if kind.startswith("Conv"):
        arrays = {"kernel": normal(size, size, 1, 1), "bias": normal(1)}
        return OldLayer(kind, {**settings, "filters": 1, "kernel_size": [size, size]}, arrays)
    return OldLayer(kind, {**settings, "pool_size": [size, size]})


def looked_at(folder: Path, layer: OldLayer, side: int, backend: str) -> Any:
    layers = [layer, OldLayer("Flatten", {}), last_layer(side * side)]
    path = write_old(folder / "m", layers, (28, 28, 1), "2.1.4", backend)
    return look(path, folder).inspection


@pytest.mark.parametrize(
    ("kind", "size", "stride", "side"),
    [
        ("MaxPooling2D", 2, 2, 14),
        ("MaxPooling2D", 3, 2, 14),
        ("AveragePooling2D", 3, 1, 28),
        ("Conv2DTranspose", 3, 2, 56),
    ],
)
def test_an_edge_that_no_layer_of_today_sees_is_told(
    tmp_path: Path, kind: str, size: int, stride: int, side: int
) -> None:
    layer = layer_with_window(kind, size, stride)
    seen = looked_at(tmp_path, layer, side, "theano")
    assert seen.status is Status.UNSUPPORTED
    assert seen.problem.code is ProblemCode.MODEL_ARGUMENT_UNSUPPORTED
    assert seen.problem.values["layer"] == kind
    assert seen.problem.values["value"] == "same (Theano)"
    assert looked_at(tmp_path, layer, side, "tensorflow").status is Status.OK


@pytest.mark.parametrize(
    ("kind", "size", "stride", "side"),
    [
        ("Conv2D", 3, 2, 14),
        ("Conv2D", 4, 3, 10),
        ("MaxPooling2D", 2, 2, 14),
        ("AveragePooling2D", 3, 1, 28),
        ("Conv2DTranspose", 3, 2, 56),
    ],
)
def test_an_edge_of_cntk_that_is_not_certain_is_told(
    tmp_path: Path, kind: str, size: int, stride: int, side: int
) -> None:
    seen = looked_at(tmp_path, layer_with_window(kind, size, stride), side, "cntk")
    assert seen.status is Status.UNSUPPORTED
    assert seen.problem.values["value"] == "same (CNTK)"


def test_windows_of_cntk_that_lie_alike_are_let_in(tmp_path: Path) -> None:
    for kind, size, stride, side in (("Conv2D", 4, 1, 28), ("Conv2D", 3, 3, 10), ("MaxPooling2D", 3, 1, 28)):
        layer = layer_with_window(kind, size, stride)
        assert looked_at(tmp_path, layer, side, "cntk").status is Status.OK


def test_windows_that_lie_alike_are_let_in(tmp_path: Path) -> None:
    assert looked_at(tmp_path, layer_with_window("MaxPooling2D", 3, 1), 28, "theano").status is Status.OK
    assert looked_at(tmp_path, layer_with_window("Conv2DTranspose", 3, 1), 28, "theano").status is Status.OK
