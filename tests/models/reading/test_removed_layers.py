"""Layers that Keras no longer has are read with others that do the same, checked with NumPy alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.models.export import rebuild, require_same
from mnist_desktop.models.preparation import prepare_any
from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import ProblemCode
from tests.models.reading.old_files import OldLayer, last_answer, last_layer, normal, write_old
from tests.models.reading.rebuilt_answers import DIGITS, answers_of_file, require_close

pytestmark = pytest.mark.tensorflow


def windows_of(values: np.ndarray, window: tuple[int, ...], strides: tuple[int, ...]) -> np.ndarray:
    """(n, places, numbers): what each window sees of (n, *sizes, channels), row by row, channels last."""
    axes = tuple(range(1, len(window) + 1))
    seen = np.lib.stride_tricks.sliding_window_view(values, window, axis=axes)
    seen = seen[(slice(None), *(slice(None, None, step) for step in strides))]
    # The channels stand behind the places and before the window.
    seen = np.moveaxis(seen, len(window) + 1, -1)
    return seen.reshape(len(values), int(np.prod(seen.shape[1 : len(window) + 1])), -1)


@pytest.mark.parametrize("is_first", [False, True])
def test_a_picture_with_weights_for_each_place(tmp_path: Path, is_first: bool) -> None:
    places, numbers = 9 * 13, 3 * 4 * 1
    kernel, bias = normal(places, numbers, 3, seed=2), normal(9, 13, 3, seed=3)
    shape = {"nb_filter": 3, "nb_row": 3, "nb_col": 4, "subsample": [3, 2], "border_mode": "valid"}
    if is_first:
        settings = {**shape, "dim_ordering": "tf", "bias": True, "init": "glorot_uniform"}
    else:
        settings = {"filters": 3, "kernel_size": [3, 4], "strides": [3, 2], "padding": "valid"}
        settings |= {"data_format": "channels_last", "use_bias": True, "implementation": 1}
    last = last_layer(places * 3, first=is_first)
    layers = [
        OldLayer("LocallyConnected2D", {**settings, "activation": "relu"}, {"kernel": kernel, "bias": bias}),
        OldLayer("Flatten", {}),
        last,
    ]
    path = write_old(tmp_path / "m", layers, (28, 28, 1), None if is_first else "2.3.1")
    seen = windows_of(DIGITS[..., np.newaxis], (3, 4), (3, 2))
    sums = np.einsum("npk,pkf->npf", seen, kernel) + bias.reshape(places, 3)
    wanted = last_answer(np.maximum(sums, 0).reshape(len(seen), -1), last)
    require_close(answers_of_file(path, tmp_path), wanted)


def test_rows_with_weights_for_each_place(tmp_path: Path) -> None:
    kernel = normal(13, 3 * 28, 5, seed=2)
    settings = {"filters": 5, "kernel_size": [3], "strides": [2], "padding": "valid", "use_bias": False}
    last = last_layer(13 * 5)
    layers = [
        OldLayer("LocallyConnected1D", {**settings, "activation": "tanh"}, {"kernel": kernel}),
        OldLayer("Flatten", {}),
        last,
    ]
    path = write_old(tmp_path / "m", layers, (28, 28), "2.2.4")
    seen = windows_of(DIGITS, (3,), (2,))
    wanted = np.tanh(np.einsum("npk,pkf->npf", seen, kernel)).reshape(len(seen), -1)
    require_close(answers_of_file(path, tmp_path), last_answer(wanted, last))


def test_weights_for_each_place_are_converted_and_kept(tmp_path: Path) -> None:
    arrays = {"kernel": normal(26 * 26, 9, 2, seed=2), "bias": normal(26, 26, 2, seed=3)}
    settings = {"filters": 2, "kernel_size": [3, 3], "activation": "relu"}
    layers = [
        OldLayer("LocallyConnected2D", settings, arrays),
        OldLayer("Flatten", {}),
        last_layer(26 * 26 * 2),
    ]
    seen = look(write_old(tmp_path / "m", layers, (28, 28, 1), "2.3.1"), tmp_path)
    network = seen.inspection.network
    assert network is not None
    prepared = prepare_any(rebuild(network, seen.arrays), network, tmp_path)
    (tmp_path / "again.keras").write_bytes(prepared.keras_file)
    require_same(tmp_path / "again.keras", tmp_path, network, seen.arrays)


def widened(kernel: np.ndarray, bias: np.ndarray, step: int) -> np.ndarray:
    """The digits, their pixels put apart by `step`, through a kernel (height, width, out)."""
    height, width, filters = kernel.shape
    sides = ((27 * step + height), (27 * step + width))
    made = np.zeros((len(DIGITS), *sides, filters), np.float32)
    for row in range(28):
        for column in range(28):
            part = made[:, row * step : row * step + height, column * step : column * step + width]
            part += DIGITS[:, row, column, np.newaxis, np.newaxis, np.newaxis] * kernel
    return np.asarray(made + bias)


@pytest.mark.parametrize("order", ["tf", "th"])
def test_a_deconvolution_of_keras_1(tmp_path: Path, order: str) -> None:
    kernel, bias = normal(3, 3, 4, seed=2), normal(4, seed=3)
    stored = kernel[:, :, np.newaxis] if order == "tf" else kernel.transpose(2, 0, 1)[:, np.newaxis]
    shape, output = ((28, 28, 1), [None, 57, 57, 4]) if order == "tf" else ((1, 28, 28), [None, 4, 57, 57])
    settings = {
        "nb_filter": 4,
        "nb_row": 3,
        "nb_col": 3,
        "output_shape": output,
        "subsample": [2, 2],
        "border_mode": "valid",
        "dim_ordering": order,
        "activation": "relu",
        "bias": True,
        "init": "glorot_uniform",
    }
    last = last_layer(57 * 57 * 4, first=True)
    layers = [OldLayer("Deconvolution2D", settings, {"W": stored, "b": bias}), OldLayer("Flatten", {}), last]
    seen = np.maximum(widened(kernel, bias, 2), 0)
    row = (seen if order == "tf" else seen.transpose(0, 3, 1, 2)).reshape(len(seen), -1)
    path = write_old(tmp_path / "m", layers, shape)
    require_close(answers_of_file(path, tmp_path), last_answer(row, last))
    settings["output_shape"] = [None, 58, 58, 4]
    problem = look(write_old(tmp_path / "other", layers, shape), tmp_path).inspection
    assert problem.problem is not None
    assert (problem.status, problem.problem.code) == (
        Status.UNSUPPORTED,
        ProblemCode.MODEL_ARGUMENT_UNSUPPORTED,
    )
