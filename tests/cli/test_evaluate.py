"""The verb `evaluate`, with a reader that compares with the mean image of each class."""

import json
from pathlib import Path

import pytest
from PIL import Image

from mnist_desktop.cli import evaluate
from mnist_desktop.cli.main import run_command
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from tests.mean_image_reader import MeanImageReader

ONE = Drawing((Stroke(((10.0, 0.0), (12.0, 50.0), (10.0, 100.0))),))
NAMES = ["count", "accuracy", "loss", "macro_f1", "per_class", "confusion", "ece", "rejected"]


@pytest.fixture(autouse=True)
def mean_image_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def chosen(name: str | None, threads: int) -> MeanImageReader:
        assert name is None
        assert threads >= 1
        return MeanImageReader()

    monkeypatch.setattr(evaluate, "recogniser_for", chosen)


def test_mnist_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["evaluate", "--data", "mnist-test", "--json"]) == 0
    printed = capsys.readouterr()
    (line,) = printed.out.splitlines()
    record = json.loads(line)
    assert set(NAMES) <= record.keys()
    assert record["count"] == 10_000
    assert 0.75 < record["accuracy"] < 0.9
    assert [part["support"] for part in record["per_class"]] == [sum(row) for row in record["confusion"]]
    assert sum(map(sum, record["confusion"])) == 10_000
    assert printed.err == ""


def test_mnist_is_the_default_and_people_get_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["evaluate"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("10,000 images, ")
    assert "precision" in text
    assert "most often confused: " in text


def test_an_ink_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_ink(tmp_path / "ones.jsonl", [LabelledDrawing(ONE, "1"), LabelledDrawing(ONE)])
    assert run_command(["evaluate", "--data", str(tmp_path / "ones.jsonl"), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["count"], record["accuracy"], record["unlabelled"]) == (1, 1.0, 1)


def test_a_folder_of_images(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digits = load_mnist_test()
    for index in range(20):
        (tmp_path / str(digits.labels[index])).mkdir(exist_ok=True)
        Image.fromarray(digits.images[index]).save(tmp_path / str(digits.labels[index]) / f"{index}.png")
    assert run_command(["evaluate", "--data", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["count"] == 20


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff", b'{"strokes": [[[0,', b'{"strokes": [[[0, 0]]], "label": "Q"}']
)
def test_trouble_is_one_line_and_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "bad.jsonl").write_bytes(content)
    assert run_command(["evaluate", "--data", str(tmp_path / "bad.jsonl"), "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1


def test_a_missing_set_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["evaluate", "--data", "mnist-tset"]) == 1
    assert "mnist-tset" in capsys.readouterr().err
