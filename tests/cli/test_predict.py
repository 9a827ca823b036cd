from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.cli.main import run_command
from mnist_desktop.cli.output import Output
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from tests.hand import DIGITS


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    path = tmp_path / "digits.jsonl"
    write_ink(path, [LabelledDrawing(drawing, label) for label, drawing in DIGITS.items()])
    return path


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_ink_is_read_with_a_full_record_for_each(capfd: pytest.CaptureFixture[str], ink: Path) -> None:
    assert run_command(["predict", "--json", str(ink)]) == 0
    out, err = capfd.readouterr()
    lines = records(out)
    assert err == ""
    assert [line["text"] for line in lines] == list(DIGITS)
    assert [line["index"] for line in lines] == list(range(10))
    digit = lines[7]["digits"][0]  # type: ignore[index]
    assert lines[7]["source"] == str(ink)
    assert lines[7]["rejected"] is False
    assert digit["label"] == "7"
    assert sum(digit["probabilities"]) == pytest.approx(1, abs=1e-3)
    assert digit["probability"] == max(digit["probabilities"])
    assert digit["digit_probability"] is None
    assert digit["box"] == [22, 12, 56, 80]


def test_images_are_read_whatever_their_suffix(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    digit = load_mnist().test.images[0]
    Image.fromarray(digit).save(tmp_path / "small.png")
    Image.fromarray(255 - np.kron(digit, np.ones((9, 9), dtype=np.uint8))).save(tmp_path / "b.bmp")
    (tmp_path / "b.bmp").rename(tmp_path / "large.jpg")
    assert run_command(["predict", "--json", str(tmp_path / "small.png"), str(tmp_path / "large.jpg")]) == 0
    assert [line["text"] for line in records(capfd.readouterr().out)] == ["7", "7"]


def test_an_empty_drawing_gets_no_answer(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write_ink(
        tmp_path / "a.jsonl", [LabelledDrawing(Drawing()), LabelledDrawing(Drawing((Stroke(((1, 2),)),)))]
    )
    assert run_command(["predict", "--json", str(tmp_path / "a.jsonl")]) == 0
    empty, dot = records(capfd.readouterr().out)
    assert (empty["text"], empty["rejected"], empty["digits"]) == ("", True, [])
    assert dot["text"] != ""


def test_words_for_people(capfd: pytest.CaptureFixture[str], ink: Path) -> None:
    assert run_command(["predict", str(ink)]) == 0
    first = capfd.readouterr().out.splitlines()[0]
    assert "  0  " in first
    assert "%" in first


def test_one_bad_file_is_one_line_and_the_others_are_read(
    capfd: pytest.CaptureFixture[str], ink: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.png").touch()
    (tmp_path / "foreign.bin").write_bytes(bytes(range(256)) * 9)
    bad = [tmp_path / "empty.png", tmp_path / "foreign.bin", tmp_path / "missing.jsonl", tmp_path]
    assert run_command(["predict", "--json", *map(str, bad), str(ink)]) == 1
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 10
    lines = err.splitlines()
    assert len(lines) == 4
    for line, path in zip(lines, bad, strict=True):
        assert str(path) in line
        assert "Traceback" not in line


def test_an_unknown_model_is_one_line(capfd: pytest.CaptureFixture[str], ink: Path) -> None:
    assert run_command(["predict", "--model", "nobody", str(ink)]) == 1
    out, err = capfd.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert "nobody" in err


@pytest.mark.parametrize("words", [["predict"], ["fly"], ["predict", "--wings", "a"], ["train"]])
def test_wrong_usage_exits_with_two(capfd: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run_command(words)
    assert caught.value.code == 2


def test_the_module_starts_the_same_program(ink: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mnist_desktop", "predict", "--json", str(ink)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert len(records(done.stdout)) == 10
    assert done.stderr == ""


def test_a_reader_that_has_seen_enough_is_no_trouble(ink: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m mnist_desktop predict {ink} {ink} {ink} | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_number_that_is_none_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=True).line("", {"loss": float("nan"), "all": [float("inf"), 1.5]})
    assert json.loads(capsys.readouterr().out) == {"loss": None, "all": [None, 1.5]}
