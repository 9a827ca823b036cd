"""The verb `inspect`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mnist_desktop.cli.main import run_command
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
