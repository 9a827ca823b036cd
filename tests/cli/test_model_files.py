"""Reading with model files from the command line: their form, their classes, and what is kept of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.models import child, litert_trial
from mnist_desktop.models.child import OpenedModel
from mnist_desktop.models.input_form import InputForm, Outputs, Pixels
from mnist_desktop.models.litert_trial import Tried
from mnist_desktop.models.preparation import PreparedModel
from mnist_desktop.models.prepared_cache import PreparedCache, file_sha256
from mnist_desktop.models.reading.inspection import Inspection, Status
from mnist_desktop.places import user_places
from tests.hand import DIGITS
from tests.models.linear_models import linear_model
from tests.models.reading.sample_files import write_h5

FORM = InputForm((28, 28), Pixels.BYTES, is_dark_on_light=True, outputs=Outputs.LOGITS)


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    path = tmp_path / "zero.jsonl"
    write_ink(path, [LabelledDrawing(DIGITS["0"], "0")])
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "m.tflite"
    path.write_bytes(linear_model(FORM).litert())
    return path


def test_a_litert_file_is_read_in_the_form_that_it_wants(
    model: Path, ink: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["predict", "--model", str(model), str(ink)]) == 0
    out, err = capfd.readouterr()
    assert out.startswith(f"{ink}:0  0  ")
    assert f"{model}: takes pixel range 0-255, dark on light" in err
    assert run_command(["evaluate", "--model", str(model), "--json"]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["accuracy"] > 0.8
    assert err == ""


def test_classes_have_the_names_that_were_given(
    model: Path, ink: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.labels.json").write_text(json.dumps(list("abcdefghij")), encoding="utf-8")
    assert run_command(["predict", "--json", "--model", str(model), str(ink)]) == 0
    assert json.loads(capfd.readouterr().out)["text"] == "a"
    names = tmp_path / "names.txt"
    names.write_text("\n".join(f"name {number}" for number in range(10)), encoding="utf-8")
    assert run_command(["predict", "--json", "--model", str(model), "--classes", str(names), str(ink)]) == 0
    assert json.loads(capfd.readouterr().out)["digits"][0]["label"] == "name 0"
    # The bundled model has one output more, for what is none of them.
    assert run_command(["predict", "--json", "--classes", str(names), str(ink)]) == 0
    assert json.loads(capfd.readouterr().out)["digits"][0]["label"] == "name 0"
    names.write_text("one\ntwo", encoding="utf-8")
    assert run_command(["predict", "--model", str(model), "--classes", str(names), str(ink)]) == 1
    assert "names 2 classes, but the model has 10 outputs" in capfd.readouterr().err


def test_other_classes_than_digits_are_not_measured_on_mnist(
    model: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "m.classes.txt").write_text("\n".join("abcdefghij"), encoding="utf-8")
    assert run_command(["evaluate", "--model", str(model)]) == 1
    assert "no label of the set is a class of this model" in capfd.readouterr().err


def test_a_keras_file_is_opened_once(
    ink: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = linear_model(FORM)
    path = write_h5(tmp_path / "m.h5", made.samples(), (28, 28))
    network = made.network
    opened: list[Path] = []

    def open_model(source: Path) -> OpenedModel:
        opened.append(source)
        prepared = PreparedModel(
            network, b"", made.litert(), 0, network.facts(), (28, 28), form=FORM, probe_accuracy=0.9
        )
        return OpenedModel(prepared, Inspection(Status.OK, sha256=file_sha256(source)))

    monkeypatch.setattr(child, "open_model", open_model)
    for _ in range(2):
        assert run_command(["predict", "--json", "--model", str(path), str(ink)]) == 0
        assert json.loads(capfd.readouterr().out)["text"] == "0"
    assert opened == [path]
    (kept,) = user_places().prepared.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert run_command(["predict", "--json", "--model", str(path), str(ink)]) == 0
    assert opened == [path, path]
    path.write_bytes(path.read_bytes() + b"changed")
    assert run_command(["predict", "--json", "--model", str(path), str(ink)]) == 0
    assert opened == [path] * 3


def test_what_is_kept_belongs_to_what_was_read(
    ink: Path, model: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Somebody puts another file in the place of one that is being tried."""
    before = file_sha256(model)

    def try_and_replace(content: bytes, path: Path) -> Tried:
        path.write_bytes(b"another model")
        return Tried(FORM, 0.9)

    monkeypatch.setattr(litert_trial, "try_litert", try_and_replace)
    assert run_command(["predict", "--json", "--model", str(model), str(ink)]) == 0
    cache = PreparedCache(user_places().prepared)
    assert cache.find(file_sha256(model)) is None
    assert cache.find(before) is not None


def test_what_is_no_litert_model_is_told(
    ink: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.tflite"
    path.write_bytes(b"TFL3" * 100)
    assert run_command(["predict", "--model", str(path), str(ink)]) == 1
    assert "not a LiteRT model" in capfd.readouterr().err
