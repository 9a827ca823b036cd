"""Names of files are anybody's: what is shown of them neither acts on a terminal nor misleads."""

from __future__ import annotations

import pytest

from mnist_desktop.cli.output import Output
from mnist_desktop.cli.wording import sentence
from mnist_desktop.printable import printable
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.wording import sentence as ui_sentence

ODD = "a\x1b[2J\x07\r\n\x9b31m\u202egnp.\udcff"
SHOWN = "a\\x1b[2J\\x07\\r\\n\\x9b31m\\u202egnp.\\udcff"


def test_signs_that_act_are_written_out() -> None:
    assert printable(ODD) == SHOWN
    assert printable("a\nb\x00", keep="\n") == "a\nb\\x00"


@pytest.mark.parametrize(
    "text", ["Bild vom 3. März.keras", "数字.h5", "मॉडल.h5", "a\u202fb c", "👩\u200d🔬.keras"]
)
def test_letters_of_every_language_stay(text: str) -> None:
    assert printable(text) == text


def test_sentences_carry_no_such_signs() -> None:
    problem = Problem(ProblemCode.MODEL_FILE_FOREIGN, path=ODD, kind="\x1bc")
    for words in (sentence(problem), ui_sentence(problem)):
        assert SHOWN in words
        assert words.isprintable()


def test_the_command_line_prints_no_such_signs(capfd: pytest.CaptureFixture[str]) -> None:
    Output(as_json=False).line("one\x1b[2J\n  two", {})
    Output(as_json=False).trouble("three\x1b[2J")
    out, err = capfd.readouterr()
    assert out == "one\\x1b[2J\n  two\n"
    assert err == "mnist-desktop: three\\x1b[2J\n"
