"""Copies of library models: exact, and never at the cost of what was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desktop.models import saving
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.models.network import Dense, Flatten, Network
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.saving import save_copy
from mnist_desktop.problems import Problem, ProblemCode

NETWORK = Network((28, 28), (Flatten(), Dense(10, "softmax")))


@pytest.fixture
def model(tmp_path: Path) -> LibraryModel:
    made = PreparedModel(
        NETWORK, b"keras", b"litert", NETWORK.parameters, NETWORK.facts(), NETWORK.input_shape
    )
    library = Library(tmp_path / "library", tmp_path / "none")
    return library.add(made, name="m", origin=Origin.TRAINED, accuracy=None)


def test_a_copy_is_the_file_of_the_library(model: LibraryModel, tmp_path: Path) -> None:
    save_copy(model, tmp_path / "m.keras")
    save_copy(model, tmp_path / "m.tflite")
    assert (tmp_path / "m.keras").read_bytes() == b"keras"
    assert (tmp_path / "m.tflite").read_bytes() == b"litert"


def test_h5_is_made_from_the_keras_file(
    model: LibraryModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convert(source: Path, target: Path, cancelled: object) -> None:
        target.write_bytes(b"h5 of " + source.read_bytes())

    monkeypatch.setattr(saving, "convert", convert)
    save_copy(model, tmp_path / "m.h5")
    assert (tmp_path / "m.h5").read_bytes() == b"h5 of keras"


@pytest.mark.parametrize("name", ["m.keras", "m.tflite", "m.h5"])
def test_a_changed_model_is_not_copied(model: LibraryModel, tmp_path: Path, name: str) -> None:
    model.keras_file.write_bytes(b"KERAS")
    model.litert_file.write_bytes(b"LITERT")
    (tmp_path / name).write_bytes(b"precious")
    with pytest.raises(Problem) as caught:
        save_copy(model, tmp_path / name)
    assert caught.value.code is ProblemCode.MODEL_DAMAGED
    assert (tmp_path / name).read_bytes() == b"precious"
