"""What is known of an ink file before a training learns from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.ink_survey import survey_ink
from mnist_desktop.training.sources import ink_sources
from tests.hand import DIGITS


def test_digits_letters_and_writers_are_counted(tmp_path: Path) -> None:
    ink = tmp_path / "ink.jsonl"
    drawings = [LabelledDrawing(drawing, label, "Ben") for label, drawing in DIGITS.items()]
    drawings += [LabelledDrawing(DIGITS["1"], "A", "Ada"), LabelledDrawing(DIGITS["1"], "l")]
    write_ink(ink, drawings)
    survey = survey_ink(str(ink))
    assert survey.source == ink_sources([str(ink)])[0]
    assert (survey.learnable(rejects=False), survey.learnable(rejects=True)) == (10, 11)
    assert survey.writers == ("Ada", "Ben")
    assert not survey.is_all_named


def test_a_file_that_changed_or_went_is_not_current(tmp_path: Path) -> None:
    ink = tmp_path / "ink.jsonl"
    write_ink(ink, [LabelledDrawing(DIGITS["1"], "1")])
    survey = survey_ink(str(ink))
    assert survey.is_current()
    assert survey.writers == ("ink.jsonl",)
    write_ink(ink, [LabelledDrawing(DIGITS["1"], "1")] * 2)
    assert not survey.is_current()
    ink.unlink()
    assert not survey.is_current()
    with pytest.raises(Problem) as caught:
        survey_ink(str(ink))
    assert caught.value.code is ProblemCode.FILE_MISSING
