"""The verb `inspect`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import h5py
import pytest

from mnist_desktop.cli.main import run_command
from mnist_desktop.models.reading.look import look
from mnist_desktop.training.preset_networks import weights_for_preset
from tests.models.reading.sample_files import Config, Sample, dense, write_h5, write_keras
from tests.source_tree import ROOT

KEYS = [
    "status",
    "reason",
    "format",
    "saved_by",
    "input_shape",
    "classes",
    "rejects",
    "layers",
    "parameters",
    "calibration",
    "calibration_ignored",
    "sha256",
    "class_names",
    "presets",
]


def with_lambda(config: Config) -> None:
    config["config"]["layers"].append({"class_name": "Lambda", "config": {}})


def test_a_sound_file_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["inspect", str(write_keras(tmp_path / "m.keras")), "--json"]) == 0
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    record = json.loads(line)
    assert list(record) == KEYS
    assert (record["status"], record["reason"], record["format"]) == ("ok", None, "keras")
    assert (record["input_shape"], record["classes"], record["parameters"]) == ([28, 28, 1], 10, 3091)
    assert record["rejects"] is False
    assert record["layers"][0] == {
        "kind": "Conv2D",
        "output_shape": [26, 26, 2],
        "parameters": 20,
        "settings": "2 3x3 relu",
    }
    assert printed.err == ""


def test_a_sound_file_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["inspect", str(write_h5(tmp_path / "m.h5"))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("ok (.h5, saved by Keras 2.3.1)")
    assert "28x28x1" in lines[1]
    assert len(lines) == 2 + 10


def test_a_model_that_can_reject_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_h5(tmp_path / "m.h5", [Sample("Flatten"), dense(784, 11, "softmax")], (28, 28))
    assert run_command(["inspect", str(path), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["classes"], record["rejects"]) == (10, True)
    assert record["layers"][-1]["output_shape"] == [11]
    assert run_command(["inspect", str(path)]) == 0
    assert '10 classes and "no digit"' in capsys.readouterr().out


def test_a_refused_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_keras(tmp_path / "m.keras", change=with_lambda)
    assert run_command(["inspect", str(path), "--json"]) == 1
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    assert list(record) == KEYS
    assert (record["status"], record["parameters"], record["rejects"]) == ("refused", None, None)
    assert "Lambda" in record["reason"]
    assert len(printed.err.splitlines()) == 1


def test_an_empty_file_and_a_missing_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.h5").touch()
    for name in ("empty.h5", "missing.h5"):
        assert run_command(["inspect", str(tmp_path / name)]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_inspect_is_quick_and_needs_no_tensorflow(tmp_path: Path) -> None:
    path = write_keras(tmp_path / "m.keras")
    script = (
        "import sys; from mnist_desktop.__main__ import main\n"
        "code = main(['inspect', sys.argv[1], '--json'])\n"
        "sys.exit(code or any(name in sys.modules for name in ('tensorflow', 'keras', 'PySide6')))"
    )
    start = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], env=environment, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
    # It takes well under a second; the bound only notices what is wrong by far.
    assert time.monotonic() - start < 10


def test_the_names_of_other_classes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_h5(tmp_path / "m.h5", [Sample("Flatten"), dense(784, 3, "softmax")], (28, 28))
    assert run_command(["inspect", str(path), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["classes"], record["class_names"]) == (3, ["class 0", "class 1", "class 2"])
    (tmp_path / "m.classes.txt").write_text("cat\ndog\nbird\n", encoding="utf-8")
    assert run_command(["inspect", str(path)]) == 0
    assert "  classes: cat, dog, bird\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("outputs", "words"),
    [(1, "a single number"), (784, "is an autoencoder")],
)
def test_what_cannot_read_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], outputs: int, words: str
) -> None:
    path = write_h5(tmp_path / "m.h5", [Sample("Flatten"), dense(784, outputs, "sigmoid")], (28, 28))
    assert run_command(["inspect", str(path)]) == 1
    printed = capsys.readouterr()
    assert "unsupported" in printed.out
    assert words in printed.err


def write_weights(path: Path, layers: list[Sample]) -> Path:
    """As `model.save_weights` of Keras 2 writes them: the layers' groups are at the root."""
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [f"layer_{number}".encode() for number in range(len(layers))]
        for number, sample in enumerate(layers):
            group = file.create_group(f"layer_{number}")
            names = [f"layer_{number}/{name}:0" for name in ("kernel", "bias")[: len(sample.arrays)]]
            group.attrs["weight_names"] = [name.encode() for name in names]
            for name, array in zip(names, sample.arrays, strict=True):
                group.create_dataset(name, data=array)
    return path


def test_weights_of_a_preset_are_told_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_weights(tmp_path / "w.h5", [Sample("Flatten"), dense(784, 64), dense(64, 10)])
    assert run_command(["inspect", str(path), "--json"]) == 1
    printed = capsys.readouterr()
    record = json.loads(printed.out)
    assert (record["status"], record["presets"]) == ("weights-only", ["dense-64"])
    assert "they fit the presets dense-64" in printed.err
    other = write_weights(tmp_path / "o.h5", [dense(784, 63), dense(63, 10)])
    assert run_command(["inspect", str(other), "--json"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["presets"] == []
    assert "fit none of the presets" in printed.err


def test_an_unknown_preset_and_one_that_is_not_needed_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = write_weights(tmp_path / "w.h5", [dense(784, 64), dense(64, 10)])
    whole = write_h5(tmp_path / "m.h5")
    for source, preset, words in (
        (weights, "nonsense", "no preset called nonsense"),
        (weights, "cnn-32-64", "they fit the presets dense-64"),
        (whole, "dense-64", "has a network of its own"),
    ):
        assert run_command(["convert", str(source), str(tmp_path / "out.keras"), "--as", preset]) == 1
        assert words in capsys.readouterr().err
    assert not (tmp_path / "out.keras").exists()


@pytest.mark.tensorflow
def test_weights_become_a_model_of_their_preset(tmp_path: Path) -> None:
    layers = [Sample("Flatten"), dense(784, 64), dense(64, 10)]
    weights, target = write_weights(tmp_path / "w.h5", layers), tmp_path / "out.keras"
    assert run_command(["convert", str(weights), str(target), "--as", "dense-64"]) == 0
    seen = look(target, tmp_path)
    assert seen.inspection.network == weights_for_preset().offered["dense-64"]
    kept = [array for arrays in seen.arrays for array in arrays]
    given = [array for sample in layers for array in sample.arrays]
    assert all((one == other).all() for one, other in zip(kept, given, strict=True))
