"""The course of a training as a file for other programs: CSV or JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from mnist_desktop.plain_json import sayable
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_text
from mnist_desktop.training.progress import EpochFinished, StepProgress

SUFFIXES = (".csv", ".json")
_STEP_FIELDS = ("epoch", "step", "steps", "loss", "accuracy", "learning_rate", "images_per_second")
_EPOCH_FIELDS = tuple(field.name for field in fields(EpochFinished))
_COLUMNS = ("kind", *dict.fromkeys((*_STEP_FIELDS[:3], *_EPOCH_FIELDS)))


def write_history(path: Path, history: Sequence[EpochFinished], steps: Sequence[StepProgress] = ()) -> None:
    """Write whole epochs, and live values where there are some, as CSV or JSON by the suffix of `path`.

    A CSV file is one table, the column `kind` telling rows of an "epoch", which come first, from those of a
    "step"; what a row has not is empty. A JSON file is an object with the lists "epochs" and "steps".
    Accuracies are in 0..1. Each step's loss and accuracy are means since the row before, within its epoch.

    Raises:
        Problem: FILE_SUFFIX_UNKNOWN; FILE_NOT_WRITABLE or FILE_IS_FOLDER, and what was there is unchanged.

    """
    epochs = [asdict(epoch) for epoch in history]
    seen = [{name: getattr(step, name) for name in _STEP_FIELDS} for step in steps]
    match path.suffix.lower():
        case ".csv":
            write_text(path, _table(epochs, seen))
        case ".json":
            write_text(path, json.dumps(sayable({"epochs": epochs, "steps": seen}), indent=1) + "\n")
        case _:
            raise Problem(ProblemCode.FILE_SUFFIX_UNKNOWN, path=str(path), suffixes=", ".join(SUFFIXES))


def _table(epochs: list[dict[str, Any]], steps: list[dict[str, Any]]) -> str:
    """The rows as CSV with a first row of names."""
    text = io.StringIO()
    rows = csv.DictWriter(text, _COLUMNS, restval="", lineterminator="\n")
    rows.writeheader()
    rows.writerows({"kind": "epoch", **epoch} for epoch in epochs)
    rows.writerows({"kind": "step", **step} for step in steps)
    return text.getvalue()
