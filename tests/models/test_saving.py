"""Saving models: exact, verified, described, and never at the cost of what was there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mnist_desktop.data.mnist import probe_digits
from mnist_desktop.models import child, saving
from mnist_desktop.models.child_process import ReadingCancelled
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.models.saved.formats import ModelFormat, has_onnx
from mnist_desktop.models.saved.side_file import content_hash
from mnist_desktop.models.saved.target import is_saved_model, save_target
from mnist_desktop.models.saving import ModelPair, save_copy, save_file, save_pair
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from tests.models.reading.sample_files import Sample, dense, write_keras

ONNX = pytest.param("m.onnx", marks=pytest.mark.skipif(not has_onnx(), reason="the extra onnx is not there"))


@pytest.fixture
def model(tmp_path: Path) -> LibraryModel:
    return Library(tmp_path / "library", resource_path("models", "reader")).bundled()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a name that asks for care."""
    made = tmp_path / "我的 models"
    made.mkdir()
    return made


def described(path: Path) -> Any:
    return json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["数字 1.keras", "m.TFLITE"])
def test_a_copy_is_the_file_of_the_library(model: LibraryModel, place: Path, name: str) -> None:
    saved = save_copy(model, save_target(place / name))
    wanted = {
        ModelFormat.KERAS: with_calibration(model.keras_bytes(), model.facts.calibration),
        ModelFormat.LITERT: model.litert_bytes(),
    }
    assert (place / name).read_bytes() == wanted[saved.target.format]
    assert names_in(place) == sorted([name, f"{name}.json"])
    assert (saved.agreement.digits, saved.agreement.same_answers) == (200, 200)
    assert saved.agreement.largest_difference < 1e-4
    record = described(place / name)
    assert record["sha256"] == content_hash(place / name)
    assert record["outputs"]["no_digit"] == 10
    assert record["calibration"]["examples"] > 0


@pytest.mark.parametrize("name", ["m.keras", "m.tflite", "m.h5"])
def test_a_changed_model_is_not_copied(model: LibraryModel, place: Path, name: str) -> None:
    damaged = replace(model, facts=replace(model.facts, keras_sha256="0" * 64))
    (place / name).write_bytes(b"precious")
    with pytest.raises(Problem) as caught:
        save_copy(damaged, save_target(place / name))
    assert caught.value.code is ProblemCode.MODEL_DAMAGED
    assert (place / name).read_bytes() == b"precious"
    assert names_in(place) == [name]


def test_a_pair_that_disagrees_is_not_saved(model: LibraryModel, place: Path) -> None:
    other = write_keras(place / "other.keras", [Sample("Flatten"), dense(784, 11, "softmax")], (28, 28, 1))
    pair = ModelPair(other.read_bytes(), model.litert_bytes(), model.facts.class_names, None)
    with pytest.raises(Problem) as caught:
        save_pair(pair, save_target(place / "m.keras"))
    assert caught.value.code is ProblemCode.MODEL_SAVED_DIFFERENTLY
    assert names_in(place) == ["other.keras"]


def test_bytes_that_the_disk_changed_are_noticed(
    model: LibraryModel, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1])

    (place / "m.tflite").write_bytes(b"precious")
    monkeypatch.setattr(shutil, "copyfile", lose)
    with pytest.raises(Problem) as caught:
        save_copy(model, save_target(place / "m.tflite"))
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    assert (place / "m.tflite").read_bytes() == b"precious"
    assert names_in(place) == ["m.tflite"]


def test_no_room_is_told_before_anything_is_built(
    place: Path, monkeypatch: pytest.MonkeyPatch, model: LibraryModel
) -> None:
    monkeypatch.setattr(child, "run_child", lambda *_: pytest.fail("work was begun"))
    monkeypatch.setattr(saving, "_ROOM_FOR", 10**12)
    target = save_target(place / "m.h5")
    saves: list[Callable[[], object]] = [
        lambda: save_copy(model, target),
        lambda: save_file(model.keras_file, target),
    ]
    for save in saves:
        with pytest.raises(Problem) as caught:
            save()
        assert caught.value.code is ProblemCode.DISK_FULL
    assert names_in(place) == []


def test_giving_up_leaves_everything_as_it_was(model: LibraryModel, place: Path) -> None:
    (place / "m.keras").write_bytes(b"precious")
    with pytest.raises(ReadingCancelled):
        save_copy(model, save_target(place / "m.keras"), lambda: True)
    assert (place / "m.keras").read_bytes() == b"precious"
    assert names_in(place) == ["m.keras"]


def answers_of(path: Path, format: ModelFormat, inputs: np.ndarray) -> np.ndarray:
    """What somebody gets who opens the export with the library that is made for it."""
    if format is ModelFormat.ONNX:
        import onnxruntime

        session = onnxruntime.InferenceSession(str(path))
        return np.asarray(session.run(["output"], {"input": inputs})[0])
    import keras
    import tensorflow

    if format is ModelFormat.SAVED_MODEL:
        answer = tensorflow.saved_model.load(str(path)).signatures["serving_default"]
        return np.asarray(answer(input=tensorflow.constant(inputs))["output_0"])
    return np.asarray(keras.models.load_model(path, compile=False)(inputs))


@pytest.mark.long
@pytest.mark.tensorflow
@pytest.mark.parametrize("name", ["m.h5", ONNX, "m.savedmodel"])
def test_an_export_answers_as_the_model_does(model: LibraryModel, place: Path, name: str) -> None:
    saved = save_copy(model, save_target(place / name))
    assert saved.agreement.same_answers == 200
    assert names_in(place) == [name, f"{name}.json"]
    record = described(place / name)
    assert record["sha256"] == content_hash(place / name)
    assert record["calibration"]["temperature"] == pytest.approx(model.facts.calibration.temperature)  # type: ignore[union-attr]
    digits = probe_digits(5)
    theirs = Recogniser.of(model).outputs(digits)
    inputs = digits.reshape(-1, *record["input"]["shape"][1:])
    assert np.abs(answers_of(place / name, saved.target.format, inputs) - theirs).max() < 1e-4
    if saved.target.format.is_folder:
        assert is_saved_model(place / name)
        save_copy(model, save_target(place / name))
        assert names_in(place) == [name, f"{name}.json"]
        assert described(place / name)["sha256"] == content_hash(place / name)


@pytest.mark.long
@pytest.mark.tensorflow
@pytest.mark.parametrize("name", ["copy.KERAS", "copy.tflite"])
def test_a_foreign_file_is_saved_with_its_logits(place: Path, name: str) -> None:
    source = write_keras(place / "m.keras", [Sample("Flatten"), dense(784, 10)], (28, 28))
    saved = save_file(source, save_target(place / name))
    assert saved.size == (place / name).stat().st_size
    assert described(place / name)["outputs"]["values"] == "logits"
    assert names_in(place) == sorted(["m.keras", name, f"{name}.json"])


@pytest.mark.long
@pytest.mark.tensorflow
def test_outputs_are_described_as_they_were_seen_to_be(place: Path) -> None:
    """What the last layer is does not tell: this one only gives shares another shape."""
    layers = [Sample("Flatten"), dense(784, 10, "softmax"), Sample("Reshape", {"target_shape": [1, 10]})]
    source = write_keras(place / "m.keras", layers, (28, 28))
    save_file(source, save_target(place / "out.tflite"))
    assert described(place / "out.tflite")["outputs"]["values"] == "probabilities"
