"""The option `--report` of the verb `evaluate`, with the bundled model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mnist_desktop.cli.main import run_command

DIGITS = 6
LINE = '{"strokes": [[[10, 0], [12, 50], [10, 100]]], "label": "1"}\n'


@pytest.fixture
def hands(tmp_path: Path) -> Path:
    """A few ones and a drawing without a label."""
    lines = LINE * DIGITS + LINE.replace(', "label": "1"', "")
    (tmp_path / "hands.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path / "hands.jsonl"


def test_a_report_is_written_beside_the_figures(
    hands: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for suffix in ("json", "html", "csv"):
        words = ["evaluate", "--data", str(hands), "--json", "--robustness"]
        words += ["--report", str(tmp_path / f"r.{suffix}")]
        assert run_command(words) == 0
        record = json.loads(capsys.readouterr().out)
    written = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (written["accuracy"], written["count"]) == (record["accuracy"], DIGITS)
    assert (written["unlabelled"], written["model"]) == (1, "Reader")
    assert written["robustness"] == record["robustness"]
    assert "robustness,rotation,45," in (tmp_path / "r.csv").read_text(encoding="utf-8")
    assert ">Robustness<" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "hands.jsonl" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "class,1,support,6" in (tmp_path / "r.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"), [("r.pdf", ".html"), ("hands.jsonl", ".html"), ("no/r.csv", "no such")]
)
def test_a_place_that_will_not_do_is_told_before_anything_is_read(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["evaluate", "--data", "nowhere", "--report", str(tmp_path / name)]) == 1
    assert said in capsys.readouterr().err
