"""Ink files as collections publish them: one for all writers, or one for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.ink_to_learn import ink_to_learn
from tests.hand import DIGITS

UNIPEN = """.VERSION 1.0
.COORD X Y T
.SEGMENT CHARACTER 0 ? "1"
.PEN_DOWN
10 80
10 20
.PEN_UP
.SEGMENT CHARACTER 1 ? "A"
.PEN_DOWN
0 0
5 9
10 0
.PEN_UP
"""


def test_a_small_file_that_names_no_writer_is_one_hands(tmp_path: Path) -> None:
    for name in ("hand-01", "hand-02"):
        (tmp_path / name).write_text(UNIPEN, encoding="ascii")
    ink = ink_to_learn([str(tmp_path / name) for name in ("hand-01", "hand-02")], frozenset())
    assert [(item.label, item.writer) for item in ink] == [
        ("1", "hand-01"),
        ("A", "hand-01"),
        ("1", "hand-02"),
        ("A", "hand-02"),
    ]


def test_the_writers_of_the_published_pen_characters_are_named_as_in_the_collection(tmp_path: Path) -> None:
    names = ("UJIpenchars-w03", "UJIpenchars-w11.txt", "others-w03")
    for name in names:
        (tmp_path / name).write_text(UNIPEN, encoding="ascii")
    ink = ink_to_learn([str(tmp_path / name) for name in names], frozenset({"w03"}))
    assert {item.writer for item in ink} == {"w11", "others-w03"}


def test_named_writers_keep_their_names_and_can_be_held_out(tmp_path: Path) -> None:
    drawings = [LabelledDrawing(drawing, label, f"w{label}") for label, drawing in DIGITS.items()]
    write_ink(tmp_path / "ink.jsonl", drawings)
    ink = ink_to_learn([str(tmp_path / "ink.jsonl")], frozenset({"w3", "w8"}))
    assert {item.writer for item in ink} == {f"w{label}" for label in "01245679"}


def test_a_large_file_without_writers_is_many_hands(tmp_path: Path) -> None:
    write_ink(tmp_path / "ink.jsonl", [LabelledDrawing(DIGITS["1"], "1")] * 1001)
    assert {item.writer for item in ink_to_learn([str(tmp_path / "ink.jsonl")], frozenset())} == {None}


def test_a_file_of_letters_is_for_those_that_learn_what_is_no_digit(tmp_path: Path) -> None:
    path = tmp_path / "letters.jsonl"
    write_ink(path, [LabelledDrawing(DIGITS["4"], "A", "me")])
    assert [item.label for item in ink_to_learn([str(path)], frozenset(), rejects=True)] == ["A"]
    with pytest.raises(Problem) as caught:
        ink_to_learn([str(path)], frozenset())
    assert caught.value.code is ProblemCode.INK_WITHOUT_LABELS


def test_an_unknown_writer_is_told(tmp_path: Path) -> None:
    (tmp_path / "hand-01").write_text(UNIPEN, encoding="ascii")
    with pytest.raises(Problem) as caught:
        ink_to_learn([str(tmp_path / "hand-01")], frozenset({"nobody"}))
    assert caught.value.code is ProblemCode.DATA_WRITER_UNKNOWN
    assert caught.value.values["known"] == "hand-01"
