"""The JSON beside a saved model says all that somebody needs to use it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from mnist_desktop import __version__
from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.models.answers import Calibration, Rejection
from mnist_desktop.models.input_form import Frame, InputForm, Outputs, Pixels
from mnist_desktop.models.network import Shape
from mnist_desktop.models.saved.agreement import Agreement
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.side_file import SavedMeaning, content_hash, side_content

AGREED = Agreement(200, 200, 1e-6)


def described(shape: Shape, outputs: int, *, softmax: bool, calibration: Calibration | None) -> Any:
    meaning = SavedMeaning(shape, DIGIT_NAMES, outputs, softmax, calibration)
    names = {"input": "input", "output": "output"}
    return json.loads(side_content(Path("数.onnx"), ModelFormat.ONNX, "ab" * 32, meaning, names, AGREED))


def test_a_model_that_can_reject() -> None:
    fitted = Calibration(1.3, Rejection(slope=0.9), examples=500)
    record = described((28, 28, 1), 11, softmax=True, calibration=fitted)
    assert (record["program"], record["version"]) == ("MNIST Desktop", __version__)
    assert (record["file"], record["format"], record["sha256"]) == ("数.onnx", "onnx", "ab" * 32)
    given = record["input"]
    assert (given["name"], given["shape"]) == ("input", [None, 28, 28, 1])
    assert given["axes"] == ["batch", "height", "width", "channels"]
    assert (given["pixel_range"], given["ink"], given["paper"]) == ([0, 1], 1, 0)
    words = " ".join(given["preparation"])
    for what in ("white ink on black", "20 by 20", "centre of mass", "float32"):
        assert what in words
    outputs = record["outputs"]
    assert (outputs["shape"], outputs["no_digit"], outputs["values"]) == ([None, 11], 10, "probabilities")
    assert outputs["class_names"] == list(DIGIT_NAMES)
    assert record["calibration"]["temperature"] == 1.3
    assert record["calibration"]["rejection"]["slope"] == 0.9
    assert record["agreement"] == {"digits": 200, "same_answers": 200, "largest_difference": 1e-6}


def test_a_model_of_logits_on_a_row_of_pixels() -> None:
    record = described((784,), 10, softmax=False, calibration=Calibration())
    assert record["input"]["axes"] == ["batch", "pixels"]
    assert "784 numbers" in " ".join(record["input"]["preparation"])
    assert (record["outputs"]["values"], record["outputs"]["no_digit"]) == ("logits", None)
    assert record["calibration"] is None


def test_channels_first_and_no_channels() -> None:
    first = described((1, 28, 28), 10, softmax=True, calibration=None)
    assert first["input"]["axes"] == ["batch", "channels", "height", "width"]
    none = described((28, 28), 10, softmax=True, calibration=None)
    assert none["input"]["axes"] == ["batch", "height", "width"]


def test_the_hash_of_a_folder_can_be_made_with_common_tools(tmp_path: Path) -> None:
    file = tmp_path / "b.txt"
    file.write_bytes(b"b")
    assert content_hash(file) == hashlib.sha256(b"b").hexdigest()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "c.txt").write_bytes(b"c")
    lines = "".join(
        f"{hashlib.sha256(name[0].encode()).hexdigest()}  {path}\n"
        for name, path in (("c", "a/c.txt"), ("b", "b.txt"))
    )
    assert content_hash(tmp_path) == hashlib.sha256(lines.encode()).hexdigest()


def test_a_model_that_takes_its_input_in_another_form() -> None:
    form = InputForm((32, 32, 3), Pixels.BYTES, is_dark_on_light=True, is_transposed=True, frame=Frame.PADDED)
    meaning = SavedMeaning(form.shape, DIGIT_NAMES, 10, True, None, form)
    record = json.loads(side_content(Path("m.onnx"), ModelFormat.ONNX, "ab" * 32, meaning, {}, AGREED))
    given = record["input"]
    assert (given["pixel_range"], given["ink"], given["paper"]) == ([0, 255], 0, 255)
    words = " ".join(given["preparation"])
    for what in (
        "up to 32 by 32",
        "Exchange rows",
        "dark ink on light",
        "from 255.0 for paper",
        "three channels",
    ):
        assert what in words
    own = SavedMeaning((28, 28), DIGIT_NAMES, 10, True, None, InputForm((28, 28), Pixels.EACH_STANDARDISED))
    record = json.loads(side_content(Path("m.onnx"), ModelFormat.ONNX, "ab" * 32, own, {}, AGREED))
    assert (record["input"]["pixel_range"], record["input"]["ink"]) == (None, None)
    assert "own mean" in " ".join(record["input"]["preparation"])


def test_probabilities_that_do_not_sum_to_one() -> None:
    form = InputForm((28, 28), outputs=Outputs.SIGMOIDS)
    meaning = SavedMeaning((28, 28), DIGIT_NAMES, 10, False, None, form)
    record = json.loads(side_content(Path("m.onnx"), ModelFormat.ONNX, "ab" * 32, meaning, {}, AGREED))
    assert record["outputs"]["values"] == "sigmoids"
    assert "divide them by their sum" in record["outputs"]["meaning"][0]
