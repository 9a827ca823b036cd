"""Figures of models that are kept so that nothing is measured twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.evaluation.measuring import measure
from mnist_desktop.evaluation.model_figures import (
    Confusion,
    ModelFigures,
    SetFigures,
    milliseconds_a_reading,
)
from tests.mean_image_reader import MeanImageReader

FIGURES = SetFigures(10, 0.7, ("0", "1"), ((4, 1), (2, 3)))


def test_what_was_kept_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "measured.json"
    kept = KeptFigures(path)
    assert kept.of("a") == ModelFigures()
    kept.keep("a", ModelFigures(0.5).with_set("mnist", FIGURES))
    assert KeptFigures(path).of("a") == ModelFigures(0.5, {"mnist": FIGURES})
    assert [entry.name for entry in path.parent.iterdir()] == ["measured.json"]


def test_there_are_never_too_many(tmp_path: Path) -> None:
    path = tmp_path / "measured.json"
    kept = KeptFigures(path)
    for number in range(105):
        kept.keep(str(number), ModelFigures(1.0))
    figures = ModelFigures(1.0)
    for number in range(12):
        figures = figures.with_set(str(number), FIGURES)
    kept.keep("many sets", figures)
    again = KeptFigures(path)
    assert again.of("4") == ModelFigures()
    assert again.of("104") == ModelFigures(1.0)
    assert list(again.of("many sets").sets) == [str(number) for number in range(4, 12)]
    assert len(json.loads(path.read_text())["models"]) == 100


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"form": 2, "models": {}}',
        b'{"form": 1, "models": []}',
        b'{"form": 1, "models": {"a": {"milliseconds": "fast", "sets": {}}}}',
        b'{"form": 1, "models": {"a": {"milliseconds": null, "sets": {"m": {"count": 1}}}}}',
        b"\xff\xfe",
        (
            b'{"form": 1, "models": {"a": {"milliseconds": 1, "sets": {"m": '
            b'{"count": 1, "accuracy": 2, "class_names": [], "confusion": []}}}}}'
        ),
    ],
)
def test_a_damaged_file_counts_as_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "measured.json"
    path.write_bytes(content)
    kept = KeptFigures(path)
    assert kept.of("a") == ModelFigures()
    kept.keep("a", ModelFigures(2.0))
    assert KeptFigures(path).of("a") == ModelFigures(2.0)


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = KeptFigures(tmp_path / "file" / "measured.json")
    kept.keep("a", ModelFigures(2.0))
    assert kept.of("a") == ModelFigures(2.0)


def test_the_figures_of_a_measurement() -> None:
    digits, reader = load_mnist_test(), MeanImageReader()
    images, labels = digits.images[:60], digits.labels[:60]
    measurement = measure(reader, images, labels, lambda _done, _all: None, lambda: False)
    assert measurement is not None
    figures = SetFigures.of(measurement)
    assert figures.count == 60
    assert figures.accuracy == measurement.report.accuracy
    assert SetFigures.from_record(json.loads(json.dumps(figures.record()))) == figures
    assert 0 < milliseconds_a_reading(reader, images) < 1000


def test_the_most_frequent_mistakes_come_first() -> None:
    figures = SetFigures(30, 0.5, ("a", "b", "c"), ((5, 1, 0), (7, 5, 0), (0, 2, 5)))
    assert figures.confusions(2) == (Confusion("b", "a", 7), Confusion("c", "b", 2))
    assert SetFigures(5, 1.0, ("a",), ((5,),)).confusions(3) == ()
