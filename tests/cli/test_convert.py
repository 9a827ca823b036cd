"""The verb `convert`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from mnist_desktop.cli import convert
from mnist_desktop.cli.main import run_command
from mnist_desktop.models.saved import formats
from mnist_desktop.models.saved.agreement import Agreement
from mnist_desktop.models.saved.target import SaveTarget
from mnist_desktop.models.saving import SavedModel
from mnist_desktop.resource_files import resource_path
from tests.models.reading.harm.watched_child import watched_children
from tests.models.reading.sample_files import Config, write_keras


def with_lambda(config: Config) -> None:
    config["config"]["layers"].append({"class_name": "Lambda", "config": {}})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    def save(source: Path, target: SaveTarget, **_: object) -> SavedModel:
        target.path.write_bytes(b"x" * 1500)
        return SavedModel(target, 1500, Agreement(200, 200, 2.5e-7))

    monkeypatch.setattr(convert, "save_file", save)


def trouble(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run_command(["convert", *words]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = printed.err.splitlines()
    return line


def test_an_existing_output_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = write_keras(tmp_path / "m.keras"), tmp_path / "out.h5"
    target.write_bytes(b"precious")
    assert "exists already" in trouble(capsys, str(source), str(target))
    assert target.read_bytes() == b"precious"


def test_what_cannot_be_converted_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = write_keras(tmp_path / "bad.keras", change=with_lambda)
    for source, target in ((bad, "out.keras"), (bad, "out.txt"), (tmp_path / "missing.h5", "out.h5")):
        trouble(capsys, str(source), str(tmp_path / target))
    assert "no model called nobody" in trouble(capsys, "nobody", str(tmp_path / "out.keras"))
    assert [path.name for path in tmp_path.iterdir()] == ["bad.keras"]


@pytest.mark.usefixtures("quick")
def test_a_conversion_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = write_keras(tmp_path / "m.keras"), tmp_path / "out.h5"
    target.write_bytes(b"old")
    words = ["convert", str(source), str(target), "--overwrite"]
    assert run_command([*words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "source": str(source),
        "output": str(target),
        "format": "h5",
        "bytes": 1500,
        "description": f"{target}.json",
        "agreement": {"digits": 200, "same_answers": 200, "largest_difference": 2.5e-7},
    }
    assert run_command(words) == 0
    printed = capsys.readouterr().out
    assert ".keras format is the better one" in printed
    assert "200 of 200 digits" in printed
    assert "2e-07" in printed


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("name", "format", "written"),
    [
        ("out", "onnx", "out.onnx"),
        ("v1.2", "h5", "v1.2.h5"),
        ("folder", "savedmodel", "folder"),
        ("a.savedmodel", None, "a.savedmodel"),
        ("a.KERAS", None, "a.KERAS"),
    ],
)
def test_the_format_is_named_or_follows_from_the_name(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    format: str | None,
    written: str,
) -> None:
    monkeypatch.setattr(formats, "_ONNX_LIBRARIES", ())
    source = write_keras(tmp_path / "m.keras")
    words = ["convert", str(source), str(tmp_path / name), *(["--format", format] if format else [])]
    assert run_command(words) == 0
    printed = capsys.readouterr().out
    assert (tmp_path / written).exists()
    assert ("name ends in .keras" in printed) is (name == "a.KERAS")


def test_a_name_and_a_format_that_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write_keras(tmp_path / "m.keras")
    line = trouble(capsys, str(source), str(tmp_path / "m.h5"), "--format", "onnx")
    assert "another format than onnx" in line


@pytest.mark.parametrize("name", ["m.tflite", "m.keras"])
def test_a_litert_file_is_no_source_whatever_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    source = tmp_path / name
    source.write_bytes(b"\x1c\0\0\0TFL3rest")
    line = trouble(capsys, str(source), str(tmp_path / "out.h5"))
    assert "can only be read with, not converted" in line


def test_a_model_of_the_library_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["convert", "reader", str(tmp_path / "mine.keras"), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["agreement"]["same_answers"] == 200
    assert json.loads((tmp_path / "mine.keras.json").read_text("utf-8"))["calibration"]["examples"] > 0


@pytest.mark.long
def test_a_folder_of_somebodys_is_tried_in_a_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    identifier = json.loads(resource_path("models", "reader", "facts.json").read_text())["identifier"]
    shutil.copytree(resource_path("models", "reader"), tmp_path / identifier)
    children = watched_children(monkeypatch)
    assert run_command(["convert", str(tmp_path / identifier), str(tmp_path / "out.tflite")]) == 0
    assert children.tasks == ["try", "look"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.keras")
    assert "pipe.keras" in trouble(capsys, str(tmp_path / "pipe.keras"), str(tmp_path / "out.h5"))
    for name in (f"{'m' * 300}.keras", "m" * 300):
        told = trouble(capsys, str(tmp_path / name), str(tmp_path / "out.h5"))
        assert "unexpected" not in told
    assert [path.name for path in tmp_path.iterdir()] == ["pipe.keras"]
