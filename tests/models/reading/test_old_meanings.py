"""What names, numbers and arrays meant in the Keras that wrote a file, checked with NumPy alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.models.reading.old_files import (
    Array,
    OldLayer,
    convolved,
    gru,
    last_answer,
    last_layer,
    lstm,
    normal,
    sigmoid,
    steep,
    write_old,
)
from tests.models.reading.rebuilt_answers import DIGITS, answers_of_file, require_close

pytestmark = pytest.mark.tensorflow
ROWS = DIGITS.reshape(-1, 784)


@pytest.fixture
def answers(tmp_path: Path) -> Callable[[Path], Array]:
    """What the rebuilt model of a file answers to the digits."""
    return lambda path: answers_of_file(path, tmp_path)


Answers = Callable[[Path], Array]


@pytest.mark.parametrize(("version", "meaning"), [("2.3.1", steep), ("3.2.0", None)])
def test_hard_sigmoid_is_that_of_its_time(
    tmp_path: Path, answers: Answers, version: str, meaning: Callable[[Array], Array] | None
) -> None:
    kernel, bias, last = normal(784, 8), normal(8, seed=2), last_layer(8)
    hidden = OldLayer("Dense", {"units": 8, "activation": "hard_sigmoid"}, {"kernel": kernel, "bias": bias})
    function = meaning or (lambda values: np.clip(values / 6 + 0.5, 0, 1))
    found = answers(write_old(tmp_path / "m", [hidden, last], (784,), version))
    require_close(found, last_answer(function(ROWS @ kernel + bias), last))


def recurrent_settings(**more: Any) -> dict[str, Any]:
    return {"units": 6, "return_sequences": False, "go_backwards": False, "stateful": False, **more}


def test_an_lstm_of_keras_2_has_gates_of_its_time(tmp_path: Path, answers: Answers) -> None:
    arrays = {"kernel": normal(28, 24), "recurrent_kernel": normal(6, 24, seed=2), "bias": normal(24, seed=3)}
    settings = recurrent_settings(recurrent_activation="hard_sigmoid", activation="tanh", implementation=0)
    last = last_layer(6)
    found = answers(write_old(tmp_path / "m", [OldLayer("LSTM", settings, arrays), last], (28, 28), "2.0.8"))
    require_close(
        found,
        last_answer(lstm(DIGITS, arrays["kernel"], arrays["recurrent_kernel"], arrays["bias"], steep), last),
    )


def test_an_lstm_of_keras_1_keeps_its_gates_apart(tmp_path: Path, answers: Answers) -> None:
    kernel, recurrent, bias = normal(28, 24), normal(6, 24, seed=2), normal(24, seed=3)
    parts = {
        name: dict(zip("ifco", np.split(array, 4, -1), strict=True))
        for name, array in (("W", kernel), ("U", recurrent), ("b", bias))
    }
    arrays = {f"{name}_{gate}": parts[name][gate] for gate in "icfo" for name in ("W", "U", "b")}
    settings = {
        "output_dim": 6,
        "inner_activation": "hard_sigmoid",
        "activation": "tanh",
        "inner_init": "orthogonal",
        "forget_bias_init": "one",
        "consume_less": "cpu",
        "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01},
        "dropout_W": 0.2,
        "input_dim": 28,
        "input_dtype": "float32",
    }
    last = last_layer(6, first=True)
    found = answers(write_old(tmp_path / "m", [OldLayer("LSTM", settings, arrays), last], (28, 28)))
    require_close(found, last_answer(lstm(DIGITS, kernel, recurrent, bias, steep), last))


def for_graphics_cards(kernel: Array, recurrent: Array, gates: int) -> dict[str, Array]:
    turned = [part.T.reshape(part.shape) for part in np.split(kernel, gates, -1)]
    flipped = [part.T for part in np.split(recurrent, gates, -1)]
    return {"kernel": np.concatenate(turned, -1), "recurrent_kernel": np.concatenate(flipped, -1)}


def test_an_lstm_for_graphics_cards_is_read_without_one(tmp_path: Path, answers: Answers) -> None:
    kernel, recurrent, bias = normal(28, 24), normal(6, 24, seed=2), normal(48, seed=3)
    arrays = {**for_graphics_cards(kernel, recurrent, 4), "bias": bias}
    last = last_layer(6)
    layers = [OldLayer("CuDNNLSTM", recurrent_settings(), arrays), last]
    found = answers(write_old(tmp_path / "m", layers, (28, 28), "2.2.4"))
    wanted = lstm(DIGITS, kernel, recurrent, bias[:24] + bias[24:], sigmoid)
    require_close(found, last_answer(wanted, last))


def test_a_gru_for_graphics_cards_is_read_without_one(tmp_path: Path, answers: Answers) -> None:
    kernel, recurrent, bias = normal(28, 18), normal(6, 18, seed=2), normal(36, seed=3)
    arrays = {**for_graphics_cards(kernel, recurrent, 3), "bias": bias}
    last = last_layer(6)
    layers = [OldLayer("CuDNNGRU", recurrent_settings(), arrays), last]
    found = answers(write_old(tmp_path / "m", layers, (28, 28), "2.2.4"))
    require_close(found, last_answer(gru(DIGITS, kernel, recurrent, bias.reshape(2, -1)), last))


def channels_first(kernel: Array, *, is_keras_1: bool, has_order: bool = False) -> list[OldLayer]:
    """Two convolutions with the channels before the rows, and an edge of zeros between them."""
    second = normal(3, 3, 4, 5, seed=4)
    if is_keras_1:
        first = {"nb_row": 3, "nb_col": 3, "border_mode": "valid", "dim_ordering": "th", "activation": "relu"}
        return [
            OldLayer(
                "Convolution2D", {"nb_filter": 4, **first}, arrays_of(kernel.transpose(3, 2, 0, 1), "W", "b")
            ),
            OldLayer("ZeroPadding2D", {"padding": [1, 1]}),
            OldLayer(
                "Convolution2D", {"nb_filter": 5, **first}, arrays_of(second.transpose(3, 2, 0, 1), "W", "b")
            ),
            OldLayer("Flatten", {}),
            last_layer(5 * 26 * 26, first=True),
        ]
    settings = {"kernel_size": [3, 3], "data_format": "channels_first", "activation": "relu"}
    order = {"data_format": "channels_first"}
    return [
        OldLayer("Conv2D", {"filters": 4, **settings}, arrays_of(kernel, "kernel", "bias")),
        OldLayer("ZeroPadding2D", {"padding": [[1, 1], [1, 1]], **order}),
        OldLayer("Conv2D", {"filters": 5, **settings}, arrays_of(second, "kernel", "bias")),
        OldLayer("Flatten", order if has_order else {}),
        last_layer(5 * 26 * 26),
    ]


def arrays_of(kernel: Array, *names: str) -> dict[str, Array]:
    filters = kernel.shape[0] if names[0] == "W" else kernel.shape[-1]
    return dict(zip(names, (kernel, normal(filters, seed=filters)), strict=True))


def channels_first_answer(kernel: Array, second: Array, last: OldLayer, *, in_order: bool) -> Array:
    seen = np.maximum(convolved(DIGITS[..., np.newaxis], kernel, normal(4, seed=4)), 0)
    seen = np.pad(seen, ((0, 0), (1, 1), (1, 1), (0, 0)))
    seen = np.maximum(convolved(seen, second, normal(5, seed=5)), 0)
    row = (seen if in_order else seen.transpose(0, 3, 1, 2)).reshape(len(seen), -1)
    return last_answer(row, last)


@pytest.mark.parametrize("is_keras_1", [True, False])
def test_channels_before_the_rows_are_read_on_any_processor(
    tmp_path: Path, answers: Answers, is_keras_1: bool
) -> None:
    kernel = normal(3, 3, 1, 4)
    layers = channels_first(kernel, is_keras_1=is_keras_1)
    found = answers(write_old(tmp_path / "m", layers, (1, 28, 28), None if is_keras_1 else "2.1.0"))
    wanted = channels_first_answer(kernel, normal(3, 3, 4, 5, seed=4), layers[-1], in_order=False)
    require_close(found, wanted)


def test_flatten_with_an_order_puts_the_channels_last(tmp_path: Path, answers: Answers) -> None:
    kernel = normal(3, 3, 1, 4)
    layers = channels_first(kernel, is_keras_1=False, has_order=True)
    found = answers(write_old(tmp_path / "m", layers, (1, 28, 28), "2.3.1", "tensorflow"))
    wanted = channels_first_answer(kernel, normal(3, 3, 4, 5, seed=4), layers[-1], in_order=True)
    require_close(found, wanted)


def test_kernels_learnt_with_theano_are_turned_round(tmp_path: Path, answers: Answers) -> None:
    kernel = normal(3, 3, 1, 4)
    layers = channels_first(kernel, is_keras_1=False)
    found = answers(write_old(tmp_path / "m", layers, (1, 28, 28), "2.1.0", "theano"))
    second = normal(3, 3, 4, 5, seed=4)
    wanted = channels_first_answer(kernel[::-1, ::-1], second[::-1, ::-1], layers[-1], in_order=False)
    require_close(found, wanted)


@pytest.mark.parametrize("theta", [0.5, 1.5])
def test_a_layer_that_keras_removed_is_read_with_one_that_does_the_same(
    tmp_path: Path, answers: Answers, theta: float
) -> None:
    kernel, bias, last = normal(784, 8), normal(8, seed=2), last_layer(8)
    hidden = OldLayer("Dense", {"units": 8, "activation": "linear"}, {"kernel": kernel, "bias": bias})
    layers = [hidden, OldLayer("ThresholdedReLU", {"theta": theta}), last]
    found = answers(write_old(tmp_path / "m", layers, (784,), "2.2.4"))
    sums = ROWS @ kernel + bias
    require_close(found, last_answer(np.where(sums > theta, sums, 0), last))


def test_mean_and_variance_in_the_settings_are_a_scale(tmp_path: Path, answers: Answers) -> None:
    last = last_layer(784)
    layers = [OldLayer("Normalization", {"axis": [-1], "mean": [[0.25]], "variance": [[4.0]]}), last]
    found = answers(write_old(tmp_path / "m", layers, (784,), "2.12.0"))
    require_close(found, last_answer((ROWS - 0.25) / 2, last))
