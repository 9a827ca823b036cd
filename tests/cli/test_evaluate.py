"""The verb `evaluate`, with a reader that compares with the mean image of each class."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mnist_desktop.cli import evaluate
from mnist_desktop.cli.main import run_command
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_files import write_ink
from tests.mean_image_reader import MeanImageReader

ONE = Drawing((Stroke(((10.0, 0.0), (12.0, 50.0), (10.0, 100.0))),))
WIDE_ONE = Drawing((Stroke(((0.0, 0.0), (30.0, 0.0), (30.0, 20.0))),))
DASH = Drawing((Stroke(((0.0, 5.0), (90.0, 5.0))),))
NAMES = ["count", "accuracy", "loss", "macro_f1", "per_class", "confusion", "ece", "rejected"]


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> MeanImageReader:
    made = MeanImageReader()

    def chosen(name: str | None, threads: int, *_: object) -> MeanImageReader:
        assert name is None
        assert threads >= 1
        return made

    monkeypatch.setattr(evaluate, "recogniser_for", chosen)
    return made


@pytest.fixture
def hands(tmp_path: Path) -> Path:
    """Six writers: each a 1, which is read right, and a dash labelled L.

    The first has drawn an empty 1, too; the last has drawn a 1 in the place of the L.
    """
    drawings = [
        LabelledDrawing(drawing, label, f"w{writer}")
        for writer in range(6)
        for drawing, label in ((ONE, "1"), (ONE if writer == 5 else DASH, "L"))
    ]
    write_ink(tmp_path / "hands.jsonl", [*drawings, LabelledDrawing(Drawing(), "1", "w0")])
    return tmp_path / "hands.jsonl"


def evaluated(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> dict[str, Any]:
    assert run_command(["evaluate", "--data", str(path), "--json", *words]) == 0
    record: dict[str, Any] = json.loads(capsys.readouterr().out)
    return record


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
    low, high = record["accuracy_interval"]
    assert low < record["accuracy"] < high < low + 0.02
    assert (record["interval_by"], record["per_writer"], record["can_reject"]) == ("images", [], False)
    assert record["others"]["count"] == 0
    assert record["others"]["rejected_share"] is None
    assert printed.err == ""


def test_mnist_is_the_default_and_people_get_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["evaluate"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("10,000 images, ")
    assert "precision" in text
    assert "most often confused: " in text


def test_letters_and_writers(
    capsys: pytest.CaptureFixture[str], reader: MeanImageReader, hands: Path
) -> None:
    reader.can_reject = True
    record = evaluated(capsys, hands)
    assert record["count"] == 7
    assert record["accuracy"] == pytest.approx(6 / 7)
    assert (record["rejected"], record["empty"], record["accepted_accuracy"]) == (1, 1, 1.0)
    assert record["interval_by"] == "writers"
    assert 0 < record["accuracy_interval"][0] < 6 / 7 < record["accuracy_interval"][1] == 1.0
    others = record["others"]
    assert (others["count"], others["rejected"], others["rejected_share"]) == (6, 5, pytest.approx(5 / 6))
    assert others["per_label"] == [{"label": "L", "count": 6, "rejected": 5}]
    assert others["interval"][0] < 5 / 6 < others["interval"][1]
    first, *_, last = record["per_writer"]
    assert first == {
        "writer": "w0", "count": 2, "accuracy": 0.5, "rejected": 1, "others": 1, "others_rejected": 1,
    }  # fmt: skip
    assert last == {
        "writer": "w5", "count": 1, "accuracy": 1.0, "rejected": 0, "others": 1, "others_rejected": 0,
    }  # fmt: skip


def test_a_model_that_cannot_reject_answers_letters_all_the_same(
    capsys: pytest.CaptureFixture[str], hands: Path
) -> None:
    record = evaluated(capsys, hands)
    assert record["accuracy"] == pytest.approx(6 / 7)
    assert record["can_reject"] is False
    assert record["rejected"] == 1  # the one without ink
    assert (record["others"]["count"], record["others"]["rejected"]) == (6, 0)
    assert run_command(["evaluate", "--data", str(hands)]) == 0
    text = capsys.readouterr().out
    assert "this model cannot tell what is no digit" in text
    assert "6 images show no digit; this model cannot reject, so it read them as digits" in text


def test_a_set_of_letters_only(
    capsys: pytest.CaptureFixture[str], reader: MeanImageReader, hands: Path
) -> None:
    assert run_command(["evaluate", "--data", str(hands), "--labels", "L"]) == 1
    assert "labelled L" in capsys.readouterr().err
    reader.can_reject = True
    record = evaluated(capsys, hands, "--labels", "L")
    assert (record["count"], record["accuracy"], record["loss"]) == (0, None, None)
    assert record["others"]["rejected"] == 5
    assert record["per_writer"][0]["accuracy"] is None
    assert run_command(["evaluate", "--data", str(hands), "--labels", "L"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("nothing in it is labelled with a digit")
    assert "nan" not in text


def test_caution(capsys: pytest.CaptureFixture[str], reader: MeanImageReader, tmp_path: Path) -> None:
    reader.can_reject = True
    drawings = [WIDE_ONE, ONE, DASH]
    write_ink(tmp_path / "ones.jsonl", [LabelledDrawing(drawing, "1") for drawing in drawings])
    found = {
        caution: evaluated(capsys, tmp_path / "ones.jsonl", "--caution", caution)
        for caution in ("lenient", "balanced", "careful")
    }
    assert {caution: record["rejected"] for caution, record in found.items()} == {
        "lenient": 1, "balanced": 1, "careful": 2,
    }  # fmt: skip
    assert found["careful"]["caution"] == "careful"
    assert len({record["accuracy"] for record in found.values()}) == 1


def test_only_some_writers_and_labels(
    capsys: pytest.CaptureFixture[str], reader: MeanImageReader, hands: Path
) -> None:
    reader.can_reject = True
    record = evaluated(capsys, hands, "--writers", "w5", "w1", "--labels", "1", "L")
    assert [part["writer"] for part in record["per_writer"]] == ["w1", "w5"]
    assert (record["count"], record["others"]["count"], record["interval_by"]) == (2, 2, "images")
    assert evaluated(capsys, hands, "--labels", "1")["others"]["count"] == 0
    digits = evaluated(capsys, Path("mnist-test"), "--labels", "4", "9")
    assert digits["count"] == 982 + 1009


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--writers", "w0", "w9"], "no writer called w9; the writers are w0, w1, w2, w3, w4, w5"),
        (["--labels", "Q"], "nothing is labelled Q; the labels are 1, L"),
        (["--data", "mnist-test", "--writers", "w0"], "does not say who drew what"),
        (["--data", "mnist-test", "--labels", "x"], "the labels are 0, 1, 2"),
    ],
)
def test_names_that_do_not_occur_are_told(
    capsys: pytest.CaptureFixture[str], hands: Path, words: list[str], told: str
) -> None:
    assert run_command(["evaluate", "--data", str(hands), *words]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert told in printed.err


@pytest.mark.parametrize("words", [["--writers"], ["--labels"], ["--caution", "wild"]])
def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run_command(["evaluate", *words])
    assert caught.value.code == 2


def test_people_see_the_worst_writers_first(
    capsys: pytest.CaptureFixture[str], reader: MeanImageReader, tmp_path: Path
) -> None:
    reader.can_reject = True
    drawings = [
        LabelledDrawing(DASH if writer == 7 else ONE, label, f"w{writer:02}")
        for writer in range(14)
        for label in ("1", "L")
    ]
    write_ink(tmp_path / "hands.jsonl", drawings)
    assert run_command(["evaluate", "--data", str(tmp_path / "hands.jsonl")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("14 images, 92.86% read right (1 wrong); 95% interval ")
    assert lines[0].endswith(" by writers")
    assert lines[1].startswith("1 rejected (7.14%, balanced); 95% interval ")
    assert "14 images show no digit, 7.14% of them rejected (13 read as digits, balanced)" in " ".join(lines)
    title = next(index for index, line in enumerate(lines) if "writer " in line)
    assert lines[title + 1].split() == ["w07", "1", "0.00%", "1", "1", "1"]
    assert lines[title + 2].split() == ["w00", "1", "100.00%", "0", "1", "0"]
    assert lines[-1] == "  and 4 more (--json tells all)"


def test_an_ink_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_ink(tmp_path / "ones.jsonl", [LabelledDrawing(ONE, "1"), LabelledDrawing(ONE)])
    assert run_command(["evaluate", "--data", str(tmp_path / "ones.jsonl"), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["count"], record["accuracy"], record["unlabelled"]) == (1, 1.0, 1)


def test_images_that_cannot_be_read_are_left_out_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "7").mkdir()
    Image.fromarray(load_mnist_test().images[0]).save(tmp_path / "7" / "a.png")
    (tmp_path / "7" / "b.png").write_bytes(b"no image")
    assert run_command(["evaluate", "--data", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("1 images, 100.00% read right")
    assert lines[-2:] == [
        "left out, since they could not be read (1):",
        f"  {tmp_path / '7' / 'b.png'}",
    ]
    assert evaluated(capsys, tmp_path)["unreadable"] == [str(tmp_path / "7" / "b.png")]


def test_a_unipen_file_with_its_writers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    segments = [
        f'.WRITER_ID hand {writer}\n.SEGMENT DIGIT 0 ? "1"\n.PEN_DOWN\n 10 90\n 12 50\n 10 0\n.PEN_UP\n'
        for writer in range(2)
    ]
    (tmp_path / "ones.dat").write_text("".join(segments), encoding="utf-8")
    record = evaluated(capsys, tmp_path / "ones.dat")
    assert [(part["writer"], part["accuracy"]) for part in record["per_writer"]] == [
        ("hand 0", 1.0),
        ("hand 1", 1.0),
    ]


def test_a_folder_of_images(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digits = load_mnist_test()
    for index in range(20):
        (tmp_path / str(digits.labels[index])).mkdir(exist_ok=True)
        Image.fromarray(digits.images[index]).save(tmp_path / str(digits.labels[index]) / f"{index}.png")
    assert run_command(["evaluate", "--data", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["count"] == 20


def test_a_folder_with_a_folder_for_each_writer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digits = load_mnist_test()
    for index in range(20):
        folder = tmp_path / str(digits.labels[index]) / f"hand {index % 2}"
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(digits.images[index]).save(folder / f"{index}.png")
    Image.fromarray(digits.images[0]).save(tmp_path / "7" / "nobody.png")
    record = evaluated(capsys, tmp_path)
    assert record["count"] == 21
    assert [(part["writer"], part["count"]) for part in record["per_writer"]] == [
        ("hand 0", 10),
        ("hand 1", 10),
    ]
    assert evaluated(capsys, tmp_path, "--writers", "hand 1")["count"] == 10


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
