from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from mnist_desktop.cli import predict
from mnist_desktop.cli.main import run_command
from mnist_desktop.cli.output import Output
from mnist_desktop.data.mnist import load_mnist
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.models.answers import Answers, Caution
from mnist_desktop.models.litert_file import write_litert
from mnist_desktop.models.network import Dense, Flatten, Network
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
    assert 0.9 < digit["digit_probability"] <= 1
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
    assert (dot["text"], dot["rejected"], bool(dot["digits"])) == ("", True, True)


class AspectReader:
    """Answers "4" with certainty 0.91; the probability of a digit falls with the width of the drawing."""

    class_names = tuple("0123456789")
    can_reject = True

    def threshold(self, caution: Caution) -> float:
        return {Caution.LENIENT: 0.1, Caution.BALANCED: 0.5, Caution.CAREFUL: 0.9}[caution]

    def read(self, inputs: np.ndarray) -> Answers:
        probabilities = np.full((len(inputs), 10), 0.01, np.float32)
        probabilities[:, 4] = 0.91
        width = inputs.any(axis=1).sum(axis=1)
        return Answers(probabilities, np.clip(1.1 - width / 20, 0, 1).astype(np.float32))


@pytest.fixture
def shapes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A narrow drawing, a fairly wide one, a very wide one and an empty one, for `AspectReader`."""
    monkeypatch.setattr(predict, "recogniser_for", lambda _name, **_: AspectReader())
    wide = [Drawing((Stroke(((0.0, 0.0), (width, 100.0))),)) for width in (1.0, 35.0, 400.0)]
    write_ink(tmp_path / "shapes.jsonl", [LabelledDrawing(drawing) for drawing in (*wide, Drawing())])
    return tmp_path / "shapes.jsonl"


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["--caution", "lenient"], ["4", "4", "", ""]),
        ([], ["4", "4", "", ""]),
        (["--caution", "careful"], ["4", "", "", ""]),
    ],
)
def test_what_is_no_digit_has_no_text_but_its_digits(
    capfd: pytest.CaptureFixture[str], shapes: Path, words: list[str], texts: list[str]
) -> None:
    assert run_command(["predict", "--json", *words, str(shapes)]) == 0
    lines = records(capfd.readouterr().out)
    assert [line["text"] for line in lines] == texts
    assert [line["rejected"] for line in lines] == [text == "" for text in texts]
    digits: Any = [line["digits"] for line in lines]
    assert digits[3] == []
    assert [digit[0]["label"] for digit in digits[:3]] == ["4"] * 3
    assert [digit[0]["probability"] for digit in digits[:3]] == [0.91] * 3
    likely = [digit[0]["digit_probability"] for digit in digits[:3]]
    assert likely[0] > 0.9 > likely[1] > 0.5 > 0.1 > likely[2]


def test_what_is_no_digit_is_told_to_people(capfd: pytest.CaptureFixture[str], shapes: Path) -> None:
    assert run_command(["predict", str(shapes)]) == 0
    assert [line.partition("  ")[2] for line in capfd.readouterr().out.splitlines()] == [
        "4  86.5%",
        "4  59.1%  not sure: 4 or no digit",
        "not a digit (if it were one: 4, 91.0%)",
        "no ink",
    ]


def flat_model(path: Path, classes: int, **bias: float) -> Path:
    """A model that answers by its bias alone, given as `b4=1.0`."""
    network = Network((28, 28), (Flatten(), Dense(classes, "softmax")))
    values = np.array([bias.get(f"b{index}", 0.0) for index in range(classes)], np.float32)
    path.write_bytes(write_litert(network, [np.zeros((784, classes), np.float32), values]))
    return path


def test_people_are_told_what_a_digit_may_be_instead(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, ink: Path
) -> None:
    model = flat_model(tmp_path / "m.tflite", 11, b4=9.2, b9=9.0, b10=0.0)
    assert run_command(["predict", "--model", str(model), str(ink)]) == 0
    out, err = capfd.readouterr()
    assert out.splitlines()[0].endswith("4  55.0%  not sure: 4 or 9")
    (line,) = err.splitlines()
    assert line.endswith("so it was perhaps trained on something other than digits")


def test_people_are_told_once_that_a_model_cannot_reject(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, ink: Path
) -> None:
    model = flat_model(tmp_path / "m.tflite", 10, b4=20.0)
    assert run_command(["predict", "--model", str(model), str(ink)]) == 0
    out, err = capfd.readouterr()
    assert out.splitlines()[0].endswith(f"{ink}:0  4  >99.9%")
    told = "mnist-desktop: this model cannot tell what is no digit, so it calls everything one"
    assert err.splitlines()[1:] == [told]
    assert run_command(["predict", "--json", "--model", str(model), str(ink)]) == 0
    assert capfd.readouterr().err == ""


def test_a_model_file_with_one_output_more_can_reject(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, ink: Path
) -> None:
    network = Network((28, 28), (Flatten(), Dense(11, "softmax")))
    bias = np.zeros(11, np.float32)
    bias[3], bias[10] = 1.0, 3.0
    (tmp_path / "no.tflite").write_bytes(write_litert(network, [np.zeros((784, 11), np.float32), bias]))
    assert run_command(["predict", "--json", "--model", str(tmp_path / "no.tflite"), str(ink)]) == 0
    first: dict[str, Any] = records(capfd.readouterr().out)[0]
    digit = first["digits"][0]
    odds = (9 + math.e) / math.e**3
    assert first["rejected"] is True
    assert digit["label"] == "3"
    assert digit["probability"] == pytest.approx(math.e / (9 + math.e), abs=1e-4)
    assert digit["digit_probability"] == pytest.approx(odds / (1 + odds), abs=1e-4)


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


@pytest.mark.parametrize(
    "words",
    [["predict"], ["fly"], ["predict", "--wings", "a"], ["predict", "--caution", "wild", "a"], ["train"]],
)
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
