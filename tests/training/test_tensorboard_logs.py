"""Logs for TensorBoard, read back with TensorBoard's own reader."""

from __future__ import annotations

import importlib.util
import io
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.models.keras_network import build_keras
from mnist_desktop.models.network import Conv2D, Dense, Flatten, Network
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.tensorboard_logs import open_logs, run_name, tensorboard_missing

if TYPE_CHECKING:
    import keras

VALUES = {"loss": 0.5, "accuracy": 0.75, "learning_rate": 0.001, "val_loss": 0.6, "val_accuracy": 0.7}


@pytest.fixture
def model() -> Iterator[keras.Model]:
    layers = (Conv2D(4, activation="relu"), Flatten(), Dense(10, "softmax"))
    yield build_keras(Network((28, 28, 1), layers), seed=1)
    import keras

    keras.backend.clear_session()


def read(folder: Path) -> Any:
    """Everything that TensorBoard finds in the folder of a part of a run."""
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    found = EventAccumulator(str(folder), size_guidance={"tensors": 0})
    found.Reload()
    return found


def values_of(found: Any, tag: str) -> list[tuple[int, Any]]:
    """Epoch and value of each record."""
    from tensorboard.util.tensor_util import make_ndarray

    return [(record.step, make_ndarray(record.tensor_proto)) for record in found.Tensors(tag)]


@pytest.mark.tensorflow
def test_curves_histograms_pictures_and_graph_are_read_back(tmp_path: Path, model: keras.Model) -> None:
    logs = open_logs(tmp_path / "new" / "logs", "a run")
    digits = np.linspace(0, 1, 12 * 784, dtype=np.float32).reshape(12, 28, 28, 1)
    for epoch in (1, 2):
        logs.inputs_seen(epoch, digits)
        logs.epoch_ended(epoch, model, {**VALUES, "loss": 0.5 / epoch})
    logs.close()
    learnt = read(tmp_path / "new" / "logs" / "a run" / "train")
    assert values_of(learnt, "epoch_loss") == [(1, 0.5), (2, 0.25)]
    assert values_of(learnt, "epoch_learning_rate")[0] == (1, pytest.approx(0.001))
    assert "epoch_val_loss" not in learnt.Tags()["tensors"]
    assert b"conv2d" in learnt.Graph().SerializeToString()
    assert b'"Conv2D"' in values_of(learnt, "keras")[0][1].item()
    epochs, buckets = zip(*values_of(learnt, "1_conv2d/kernel/histogram"), strict=True)
    assert epochs == (1, 2)
    assert buckets[0].shape == (30, 3)
    assert buckets[0][:, 2].sum() == 36
    bias = values_of(learnt, "3_dense/bias/histogram")[0][1]
    assert bias[-1].tolist() == [0, 0, 10]
    width, height, *pictures = values_of(learnt, "digits")[1][1]
    assert (width, height, len(pictures)) == (b"28", b"28", 9)
    shown = np.asarray(Image.open(io.BytesIO(pictures[3])))
    assert np.abs(shown / 255 - digits[3, :, :, 0]).max() < 0.003
    assert values_of(learnt, "1_conv2d/kernel/image")[0][1][:2].tolist() == [b"7", b"7"]
    validated = read(tmp_path / "new" / "logs" / "a run" / "validation")
    assert values_of(validated, "epoch_loss") == [(1, pytest.approx(0.6)), (2, pytest.approx(0.6))]


@pytest.mark.tensorflow
def test_a_run_goes_on_after_a_break_and_has_few_pictures(tmp_path: Path, model: keras.Model) -> None:
    for epochs in ((1, 2), range(3, 21)):
        logs = open_logs(tmp_path, "run")
        for epoch in epochs:
            logs.epoch_ended(epoch, model, {"loss": 1.0})
        logs.close()
    found = read(tmp_path / "run" / "train")
    assert [step for step, _ in values_of(found, "epoch_loss")] == [*range(1, 21)]
    assert [step for step, _ in values_of(found, "3_dense/kernel/image")] == [*range(1, 11), 20]
    assert not (tmp_path / "run" / "validation").exists()


@pytest.mark.tensorflow
def test_weights_that_are_no_numbers_do_not_end_the_logs(tmp_path: Path, model: keras.Model) -> None:
    model.set_weights([np.full_like(weight, np.nan) for weight in model.get_weights()])
    logs = open_logs(tmp_path, "run")
    logs.epoch_ended(1, model, {"loss": float("nan")})
    logs.close()
    found = read(tmp_path / "run" / "train")
    assert values_of(found, "3_dense/kernel/histogram")[0][1][:, 2].sum() == 0


@pytest.mark.tensorflow
def test_trouble_while_training_is_told_once(tmp_path: Path, model: keras.Model) -> None:
    logs = open_logs(tmp_path, "run")
    (tmp_path / "run").write_text("somebody's file", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        logs.epoch_ended(1, model, VALUES)
    assert caught.value.code is ProblemCode.TENSORBOARD_WRITING
    assert caught.value.values["path"] == str(tmp_path / "run")
    assert len(str(caught.value.values["reason"])) <= 120
    logs.inputs_seen(2, np.zeros((1, 28, 28), np.float32))
    logs.epoch_ended(2, model, VALUES)
    logs.close()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_folder_that_cannot_be_written_is_told_before_the_training(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("somebody's file", encoding="utf-8")
    for folder in (taken, taken / "below"):
        with pytest.raises(Problem) as caught:
            open_logs(folder, "run")
        assert caught.value.code is ProblemCode.TENSORBOARD_FOLDER
        assert caught.value.values["path"] == str(folder)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is always full")
def test_a_full_disk_is_told_before_the_training(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("wb") as full:
        monkeypatch.setattr("tempfile.TemporaryFile", lambda **_where: full)
        with pytest.raises(Problem) as caught:
            open_logs(tmp_path, "run")
    assert caught.value.values["reason"] == os.strerror(28)


def test_nothing_is_written_before_there_is_something_to_write(tmp_path: Path) -> None:
    logs = open_logs(tmp_path / "logs", "run")
    logs.close()
    assert list((tmp_path / "logs").iterdir()) == []


def test_the_package_is_looked_for_without_being_imported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not tensorboard_missing()
    a_folder_of_logs = ModuleSpec("tensorboard", None, is_package=True)
    for found in (None, a_folder_of_logs):
        monkeypatch.setattr(importlib.util, "find_spec", lambda _name, found=found: found)
        assert tensorboard_missing()
        with pytest.raises(Problem) as caught:
            open_logs(tmp_path, "run")
        assert caught.value.code is ProblemCode.TENSORBOARD_MISSING
    assert "tensorboard.plugins.image" not in sys.modules or "tensorflow" in sys.modules


@pytest.mark.parametrize(
    ("preset", "name"),
    [
        ("cnn-32-64", "2026-03-01_14-05-09_cnn-32-64"),
        ("Meins: größer/besser", "2026-03-01_14-05-09_Meins-größer-besser"),
        ("../..", "2026-03-01_14-05-09_run"),
    ],
)
def test_runs_are_named_by_time_and_preset(preset: str, name: str) -> None:
    assert run_name(preset, datetime(2026, 3, 1, 14, 5, 9)) == name  # noqa: DTZ001 - the user's own clock
