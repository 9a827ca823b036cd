from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mnist_desktop.cli.wording import sentence
from mnist_desktop.ink.drawing import Drawing, LabelledDrawing, Stroke
from mnist_desktop.ink.ink_collections import is_ink
from mnist_desktop.ink.ink_files import read_ink, write_ink
from mnist_desktop.problems import Problem, ProblemCode
from tests.hand import DIGITS

UNIPEN = """.VERSION 1.0
.COORD X Y
.WRITER_ID w1
.SEGMENT DIGIT ? ? "8"
.COMMENT 8 1
.PEN_DOWN
 267 333
 260 340
.PEN_UP
.DT 100
.PEN_DOWN
 1 2
.PEN_UP
.SEGMENT DIGIT ? ? "2"
.PEN_DOWN
 5 6
 7 8
.PEN_UP
"""


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    drawings = [LabelledDrawing(drawing, label, "me") for label, drawing in DIGITS.items()]
    write_ink(tmp_path / "a.jsonl", drawings)
    assert read_ink(tmp_path / "a.jsonl") == drawings
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_unipen_text_is_turned_the_right_way_up(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNIPEN)
    first, second = read_ink(tmp_path / "a.txt")
    assert (first.label, first.writer, second.label) == ("8", "w1", "2")
    assert [stroke.points for stroke in first.drawing.strokes] == [((267, -333), (260, -340)), ((1, -2),)]


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_lines_may_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    (tmp_path / "a.txt").write_bytes(UNIPEN.replace("\n", end).encode())
    assert [item.label for item in read_ink(tmp_path / "a.txt")] == ["8", "2"]
    assert is_ink(tmp_path / "a.txt")


def test_each_drawing_belongs_to_the_writer_named_before_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(UNIPEN + UNIPEN.replace("w1", "w2"))
    found = [(item.label, item.writer) for item in read_ink(tmp_path / "a.txt")]
    assert found == [("8", "w1"), ("2", "w1"), ("8", "w2"), ("2", "w2")]


PEN_DIGITS = """ .INCLUDE dene.doc
.SEGMENT DIGIT 0-1 ? "8"
.COMMENT  8  6  1
.PEN_DOWN
 267 333
 260 340
.PEN_UP
.DT 100
.COMMENT 9 7 1
.COMMENT 8 6
.PEN_DOWN
 1 2
.PEN_UP
.SEGMENT DIGIT 2 ? "1"
.COMMENT 1 12 25
.PEN_DOWN
 5 6
.PEN_UP
.SEGMENT DIGIT 3 ? "1"
.PEN_DOWN
 5 6
.PEN_UP
"""


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("pendigits-orig.tra", "tra"),
        ("pendigits-orig.tes", "tes"),
        ("pendigits-orig-tra.txt", "tra"),
        ("mine.txt", "mine"),
    ],
)
def test_the_writers_in_the_comments_of_the_pen_digits_are_known(
    tmp_path: Path, name: str, prefix: str
) -> None:
    (tmp_path / name).write_text(PEN_DIGITS)
    found = [(item.label, item.writer) for item in read_ink(tmp_path / name)]
    assert found == [("8", f"{prefix}-06"), ("1", f"{prefix}-12"), ("1", None)]


def test_a_named_writer_counts_for_more_than_a_comment(tmp_path: Path) -> None:
    (tmp_path / "a.tra").write_text(".WRITER_ID w1\n" + PEN_DIGITS)
    assert {item.writer for item in read_ink(tmp_path / "a.tra")} == {"w1"}


def test_ink_of_a_tablet_pc_is_the_right_way_up_already(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(".PAD Tablet PC\n" + UNIPEN)
    assert read_ink(tmp_path / "a.txt")[1].drawing.strokes[0].points == ((5, 6), (7, 8))


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("", ProblemCode.FILE_EMPTY, None),
        ("\n \n", ProblemCode.INK_WITHOUT_DRAWINGS, None),
        ("hello\n", ProblemCode.INK_DAMAGED, 1),
        ('{"strokes": []}\n{"strokes": 3}\n', ProblemCode.INK_DAMAGED, 2),
        ('{"strokes": [[[1]]]}', ProblemCode.INK_DAMAGED, 1),
        ('{"strokes": [[[1, NaN]]]}', ProblemCode.INK_DAMAGED, 1),
        ('{"strokes": [[[1, 1e999]]]}', ProblemCode.INK_DAMAGED, 1),
        ('{"strokes": [[[1, 1' + "0" * 400 + "]]]}", ProblemCode.INK_DAMAGED, 1),
        ('{"strokes": [[["a", "b"]]]}', ProblemCode.INK_DAMAGED, 1),
        ('{"strokes": [[[1, 2]]], "label": [1]}', ProblemCode.INK_DAMAGED, 1),
        ("[" * 100_000, ProblemCode.INK_DAMAGED, 1),
        ('{"strokes": [[[1, 2], [3', ProblemCode.INK_DAMAGED, 1),
        (".SEGMENT X\n.PEN_DOWN\n1 x\n", ProblemCode.INK_DAMAGED, 3),
    ],
)
def test_damage_is_told_with_its_line(
    tmp_path: Path, content: str, code: ProblemCode, line: int | None
) -> None:
    (tmp_path / "a.jsonl").write_text(content)
    with pytest.raises(Problem) as caught:
        read_ink(tmp_path / "a.jsonl")
    assert (caught.value.code, caught.value.values.get("line")) == (code, line)


def test_binary_content_is_not_ink(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(bytes(range(256)))
    with pytest.raises(Problem) as caught:
        read_ink(tmp_path / "a.jsonl")
    assert caught.value.code == ProblemCode.IMAGE_UNKNOWN


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_lines_end_as_drawings_or_as_one_problem(tmp_path: Path, data: st.DataObject) -> None:
    line = json.dumps({"strokes": [[[x, y] for x, y in stroke.points] for stroke in DIGITS["4"].strokes]})
    at = data.draw(st.integers(0, len(line) - 1))
    damaged = line[:at] + data.draw(st.text(max_size=3)) + line[at + data.draw(st.integers(0, 4)) :]
    path = tmp_path / "a.jsonl"
    path.write_text(damaged, encoding="utf-8", errors="replace")
    try:
        outcome: object = read_ink(path)
    except Problem as problem:
        outcome = sentence(problem)
    assert outcome


@pytest.mark.parametrize("order", ["le", "be"])
@pytest.mark.parametrize("text", [UNIPEN, '{"strokes": [[[1, 2]]], "label": "8", "writer": "w1"}\r\n'])
def test_utf_16_is_read_too(tmp_path: Path, text: str, order: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(("\ufeff" + text).encode(f"utf-16-{order}"))
    found = read_ink(tmp_path / "a.jsonl")
    assert (found[0].label, found[0].writer) == ("8", "w1")


@pytest.mark.parametrize("start", [b"\xff\xfe", b"\xfe\xff"])
def test_what_only_begins_like_utf_16_is_not_ink(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(start + b"\xdc\xdc\xdc")
    with pytest.raises(Problem) as caught:
        read_ink(tmp_path / "a.jsonl")
    assert caught.value.code is ProblemCode.IMAGE_UNKNOWN


def test_pen_width_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"strokes": [[[1, 2]]], "pen": 3}\n{"strokes": [[[1, 2]]]}\n')
    assert [item.drawing.pen_width for item in read_ink(tmp_path / "a.jsonl")] == [3, 0]


def test_a_label_may_be_a_number(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"strokes": [[[1, 2]]], "label": 7}')
    assert read_ink(tmp_path / "a.jsonl") == [LabelledDrawing(Drawing((Stroke(((1.0, 2.0),)),)), "7")]


def test_a_whole_number_with_a_point_is_a_label_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"strokes": [[[1, 2]]], "label": 7.0, "writer": 12.0}')
    (found,) = read_ink(tmp_path / "a.jsonl")
    assert (found.label, found.writer) == ("7", "12")


@pytest.mark.parametrize("label", ["7.5", "1e999", "NaN", "true"])
def test_other_numbers_are_no_labels(tmp_path: Path, label: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"strokes": [[[1, 2]]], "label": ' + label + "}")
    with pytest.raises(Problem) as caught:
        read_ink(tmp_path / "a.jsonl")
    assert caught.value.values["reason"] == "a label is not a word"


@pytest.mark.parametrize("pen", ['"3"', "[3]", "true"])
def test_a_pen_that_is_no_number_is_told_as_that(tmp_path: Path, pen: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"strokes": [[[1, 2]]], "pen": ' + pen + "}")
    with pytest.raises(Problem) as caught:
        read_ink(tmp_path / "a.jsonl")
    assert caught.value.values["reason"] == "pen is not a number"
