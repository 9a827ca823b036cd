"""Reports as pages, tables and JSON."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import Library
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.reports.files import SUFFIXES, check_report_file, write_report
from mnist_desktop.reports.records import report_record
from mnist_desktop.reports.told import EvaluationTold
from mnist_desktop.resource_files import resource_path
from tests.evaluation.measured import answers, measured

HOSTILE = '"><script src=https://x.example/a.js>alert(1)</script><img src=http://x.example/b>&amp;'
VOID = {"meta", "img"}


class Page(HTMLParser):
    """Reads a page as a browser does, and keeps what there is in it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def told(model: str = "Reader", *, rejects: bool = True) -> EvaluationTold:
    """Three classes, six images of two writers, one of them of no class and one without ink."""
    probabilities = answers(
        (0.9, 0.1, 0.0), (0.2, 0.7, 0.1), (0.6, 0.3, 0.1), (0.1, 0.1, 0.8), (0.3, 0.4, 0.3), (0.4, 0.3, 0.3)
    )
    digits = [0.99, 0.9, 0.8, 0.7, 0.2, 0.1] if rejects else None
    facts = Library(Path("nowhere"), resource_path("models", "reader")).bundled().facts
    return EvaluationTold(
        model=model,
        facts=replace(facts, name=model),
        set_name="my <set>",
        images=np.arange(6 * 784, dtype=np.int64).astype(np.uint8).reshape(6, 28, 28),
        measurement=measured([0, 1, 1, 2, -1, 0], probabilities, digits, empty=(5,)),
        caution=Caution.BALANCED,
        cautions={Caution.LENIENT: 0.3, Caution.BALANCED: 0.5, Caution.CAREFUL: 0.85},
        seconds=1.25,
        written=datetime(2026, 11, 28, 12, 30, tzinfo=UTC),
        version="1.2.3",
        unlabelled=2,
    )


def page_of(tmp_path: Path, what: EvaluationTold) -> Page:
    target = tmp_path / "report.html"
    write_report(target, what)
    return Page(target.read_text(encoding="utf-8"))


def test_the_page_is_whole_and_tells_the_figures(tmp_path: Path) -> None:
    what = told()
    page = page_of(tmp_path, what)
    assert page.open == []
    assert page.tags[0] == ("html", {"lang": "en"})
    words, report = " ".join(page.words), what.measurement.report
    for figure in (f"{report.accuracy:.2%}", f"{report.macro_f1:.2%}", f"{report.weighted_f1:.2%}"):
        assert figure.replace("%", " %") in words
    assert f"{report.loss:.4f}" in words
    assert "1 read as 0" not in words
    assert "b read as a, 60.0 %" in words
    assert "without ink" in words
    assert "2 without a label were left out" in words
    assert {"Ann", "Bob"} <= set(page.words)
    assert "Balanced (used here)" in words
    assert "Conv2D" in words
    images = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(images) == len(what.measurement.mistakes())
    assert all(attributes["alt"] for attributes in images)
    assert sum(tag == "svg" for tag, _ in page.tags) == 4


def test_the_page_loads_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path, told(HOSTILE))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "link", "iframe", "object", "embed", "base"})
    for _tag, attributes in page.tags:
        for name in ("src", "href", "srcset", "data", "action"):
            assert (attributes.get(name) or "data:").startswith("data:")
        assert not any(name.startswith("on") for name in attributes)


def test_names_are_shown_as_they_are(tmp_path: Path) -> None:
    what = told(HOSTILE)
    names = (HOSTILE, "</style></title>", "=1+1")
    part = what.measurement.report.per_class
    report = replace(
        what.measurement.report,
        per_class=tuple(replace(one, label=name) for one, name in zip(part, names, strict=True)),
    )
    measurement = replace(what.measurement, report=report, class_names=names)
    page = page_of(tmp_path, replace(what, measurement=measurement))
    assert page.open == []
    assert {f"{HOSTILE} on my <set>", HOSTILE, "</style></title>"} <= set(page.words)


@pytest.mark.parametrize("rejects", [True, False])
def test_json_says_what_the_command_line_says(tmp_path: Path, rejects: bool) -> None:
    what = told(rejects=rejects)
    write_report(tmp_path / "r.JSON", what)
    record = json.loads((tmp_path / "r.JSON").read_text(encoding="utf-8"))
    assert record == json.loads(json.dumps(report_record(what)))
    for key, value in json.loads(json.dumps(what.measurement.report.record())).items():
        assert record[key] == value or value != value
    assert [mistake["index"] for mistake in record["mistakes"]] == what.measurement.mistakes().tolist()
    assert sum(one["count"] for one in record["calibration"]) == 4
    coverages = [point["coverage"] for point in record["coverage"]]
    assert coverages == sorted(coverages)


def test_the_table_has_a_row_for_each_figure_and_no_formula(tmp_path: Path) -> None:
    write_report(tmp_path / "r.csv", told('=HYPERLINK("http://x.example")'))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8"))))
    found = {(row["section"], row["name"], row["measure"]): row["value"] for row in rows}
    assert len(found) == len(rows)
    report = told().measurement.report
    assert float(found["figures", "", "accuracy"]) == report.accuracy
    assert found["confusion", "b", "a"] == "1"
    assert found["report", "", "model"].startswith("'=")
    assert float(found["class", "b", "recall"]) == 0.5


def test_nothing_but_images_of_no_class_can_be_told(tmp_path: Path) -> None:
    what = told()
    nothing = measured([-1, -1], answers((0.5, 0.3, 0.2), (0.1, 0.8, 0.1)), [0.9, 0.1])
    what = replace(what, measurement=nothing, images=what.images[:2], facts=None)
    for suffix in SUFFIXES:
        write_report(tmp_path / f"r{suffix}", what)
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert page.open == []
    assert "Images of no class" in page.words


def test_a_place_that_will_not_do_is_told_beforehand(tmp_path: Path) -> None:
    (tmp_path / "there.html").write_text("old", encoding="utf-8")
    for name, code in (
        ("r.pdf", ProblemCode.FILE_SUFFIX_UNKNOWN),
        ("there.html", ProblemCode.FILE_EXISTS),
        ("none/r.html", ProblemCode.FILE_NOT_WRITABLE),
    ):
        with pytest.raises(Problem) as caught:
            check_report_file(tmp_path / name)
        assert caught.value.code is code
    check_report_file(tmp_path / "r.html")


def test_what_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "r.html"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mnist_desktop.safe_write.replace", full)
    with pytest.raises(Problem):
        write_report(target, told())
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
