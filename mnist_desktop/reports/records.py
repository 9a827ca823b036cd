"""A report for programs: one JSON object, or a table with a row for each figure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, TypeAlias

import numpy as np

from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.evaluation.coverage import coverage_curve
from mnist_desktop.evaluation.reliability import reliability_bins
from mnist_desktop.plain_json import sayable
from mnist_desktop.reports.told import EvaluationTold

_COVERAGES = tuple(float(value) for value in np.linspace(0.5, 1, 51))
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_Row: TypeAlias = tuple[str, str, str, Any]


def report_record(told: EvaluationTold) -> dict[str, Any]:
    """All that the report tells, as JSON values; what is not a number is null."""
    measurement = told.measurement
    record: dict[str, Any] = sayable(
        {
            "model": told.model,
            "facts": None if told.facts is None else asdict(told.facts),
            "set": told.set_name,
            "written": told.written.isoformat(timespec="seconds"),
            "program": f"MNIST Desktop {told.version}",
            "seconds": told.seconds,
            "caution": told.caution.value,
            "thresholds": {caution.value: threshold for caution, threshold in told.cautions.items()},
            "unlabelled": told.unlabelled,
            "unreadable": told.unreadable,
            **measurement.report.record(),
            "robustness": None if told.robustness is None else told.robustness.record(),
            "calibration": [asdict(one) for one in reliability_bins(told.measurement)],
            "coverage": [asdict(point) for point in _coverage(told)],
            "mistakes": [_mistake(told, int(index)) for index in measurement.mistakes()],
        }
    )
    return record


def json_report(told: EvaluationTold) -> str:
    """The record as JSON."""
    return json.dumps(report_record(told), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def csv_report(told: EvaluationTold) -> str:
    """A table with the columns `section`, `name`, `measure` and `value`; what is not a number is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("section", "name", "measure", "value"))
    writer.writerows(tuple(map(_harmless, row)) for row in _rows(told))
    return text.getvalue()


def _rows(told: EvaluationTold) -> Iterator[_Row]:
    record = report_record(told)
    for key in ("model", "set", "written", "program", "seconds", "caution", "unlabelled", "unreadable"):
        yield "report", "", key, record[key]
    for key, value in record.items():
        if isinstance(value, int | float) and key not in ("seconds", "unlabelled", "unreadable"):
            yield "figures", "", key, value
    for bound, value in zip(("low", "high"), record["accuracy_interval"] or (), strict=False):
        yield "figures", "", f"accuracy_interval_{bound}", value
    for part in record["per_class"]:
        yield from (("class", part["label"], key, value) for key, value in part.items() if key != "label")
    names = [part["label"] for part in record["per_class"]]
    for true, counts in zip(names, record["confusion"], strict=True):
        yield from (("confusion", true, name, count) for name, count in zip(names, counts, strict=True))
    for part in record["per_writer"]:
        yield from (("writer", part["writer"], key, value) for key, value in part.items() if key != "writer")
    for one in record["calibration"]:
        name = f"{one['low']:.4f}-{one['high']:.4f}"
        yield from (("calibration", name, key, one[key]) for key in ("count", "confidence", "accuracy"))
    for point in record["coverage"]:
        name = f"{point['threshold']:.6f}"
        yield from (("coverage", name, key, point[key]) for key in ("coverage", "accuracy"))
    for curve in record["robustness"]["curves"] if record["robustness"] else ():
        for point in curve["points"]:
            yield "robustness", curve["distortion"], f"{point['amount']:g}", point["accuracy"]
    for mistake in record["mistakes"]:
        yield from (
            ("mistake", str(mistake["index"]), key, value) for key, value in mistake.items() if key != "index"
        )


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula begins with an apostrophe."""
    if isinstance(value, str) and value.startswith(_FORMULA_SIGNS):
        return f"'{value}"
    return value


def _coverage(told: EvaluationTold) -> list[Any]:
    curve = coverage_curve(told.measurement)
    points = [curve.nearest(share) for share in _COVERAGES]
    found = {point.threshold: point for point in points if point is not None}
    return [found[threshold] for threshold in sorted(found, reverse=True)]


def _mistake(told: EvaluationTold, index: int) -> dict[str, Any]:
    measurement = told.measurement
    read = int(measurement.predictions[index])
    return {
        "index": index,
        "true": measurement.truth.names[int(measurement.truth.named[index])],
        "read": None if read == NO_CLASS else measurement.class_names[read],
        "probability": None if read == NO_CLASS else float(measurement.probabilities[index, read]),
        "rejected": bool(measurement.verdicts.rejected[index]),
    }
