"""The history of a training as CSV and JSON."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.history_files import write_history
from mnist_desktop.training.progress import EpochFinished, StepProgress

HISTORY = (
    EpochFinished(1, 0.5, 0.9, 0.25, 0.95, 8.5, 0.001, 5000.0),
    EpochFinished(2, math.nan, 0.1, None, None, 9.0, 0.0005, 4000.0, resumed_at=120),
)
STEPS = (StepProgress(1, 20, 40, 0.25, 1.5, 0.6, 4900.0, 12.0, 0.001),)


def test_a_csv_file_is_one_table_with_the_epochs_first(tmp_path: Path) -> None:
    path = tmp_path / "history.CSV"
    write_history(path, HISTORY, STEPS)
    with path.open(newline="", encoding="utf-8") as stream:
        first, second, step = csv.DictReader(stream)
    assert list(first) == [
        "kind",
        "epoch",
        "step",
        "steps",
        "loss",
        "accuracy",
        "validation_loss",
        "validation_accuracy",
        "seconds",
        "learning_rate",
        "images_per_second",
        "resumed_at",
    ]
    assert (first["kind"], first["epoch"], first["step"], first["loss"]) == ("epoch", "1", "", "0.5")
    assert first["validation_accuracy"] == "0.95"
    assert (second["loss"], second["validation_loss"], second["resumed_at"]) == ("nan", "", "120")
    assert (step["kind"], step["step"], step["steps"], step["loss"]) == ("step", "20", "40", "1.5")
    assert (step["learning_rate"], step["validation_loss"]) == ("0.001", "")


def test_a_json_file_holds_epochs_and_steps(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    write_history(path, HISTORY, STEPS)
    kept = json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert kept["epochs"][0] == {
        "epoch": 1,
        "loss": 0.5,
        "accuracy": 0.9,
        "validation_loss": 0.25,
        "validation_accuracy": 0.95,
        "seconds": 8.5,
        "learning_rate": 0.001,
        "images_per_second": 5000.0,
        "resumed_at": None,
    }
    assert kept["epochs"][1]["loss"] is None
    assert kept["epochs"][1]["resumed_at"] == 120
    assert kept["steps"] == [
        {
            "epoch": 1,
            "step": 20,
            "steps": 40,
            "loss": 1.5,
            "accuracy": 0.6,
            "learning_rate": 0.001,
            "images_per_second": 4900.0,
        }
    ]


def test_a_run_without_anything_is_an_empty_table(tmp_path: Path) -> None:
    write_history(tmp_path / "none.csv", ())
    assert len((tmp_path / "none.csv").read_text(encoding="utf-8").splitlines()) == 1


def test_other_formats_and_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        write_history(tmp_path / "history.xlsx", HISTORY)
    assert refused.value.code is ProblemCode.FILE_SUFFIX_UNKNOWN
    assert refused.value.values["suffixes"] == ".csv, .json"
    with pytest.raises(Problem) as refused:
        write_history(tmp_path / "gone" / "history.csv", HISTORY)
    assert refused.value.code is ProblemCode.FILE_NOT_WRITABLE
    assert list(tmp_path.iterdir()) == []
