"""What a training learnt from beside MNIST is found again when it goes on or is repeated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_files import write_ink
from mnist_desktop.models.library import Library
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from mnist_desktop.training.ink_to_learn import ink_of, start_of
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.run_session import TrainingOrder, run_session
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.sources import (
    NO_SOURCES,
    Sources,
    ink_sources,
    sources_from,
    sources_record,
    start_source,
)
from tests.hand import DIGITS
from tests.training.test_runs import PLAN, STATE

INK = [LabelledDrawing(drawing, label, "me") for label, drawing in DIGITS.items()]


@pytest.fixture
def store(tmp_path: Path) -> RunStore:
    return RunStore(tmp_path / "runs")


@pytest.fixture
def ink(tmp_path: Path) -> Path:
    write_ink(tmp_path / "ink.jsonl", INK)
    return tmp_path / "ink.jsonl"


def begun(store: RunStore, sources: Sources) -> str:
    """A training that broke off."""
    with run_session(TrainingOrder(PLAN, "x", sources=sources), store, lambda _event: None) as session:
        assert session.run is not None
        session.run.keep(STATE)
        return session.run.identifier


def test_they_come_back_as_they_were(store: RunStore, ink: Path) -> None:
    start = start_source(Library(ink.parent, resource_path("models", "reader")).bundled())
    sources = Sources(ink_sources([str(ink)]), ("w03",), start, deterministic=True)
    assert sources_from(json.loads(json.dumps(sources_record(sources)))) == sources
    identifier = begun(store, sources)
    assert store.run(identifier).sources == sources
    for order, expected in (
        (TrainingOrder(PLAN, "x", go_on=identifier), sources),
        (TrainingOrder(PLAN, "x", go_on=identifier, sources=NO_SOURCES), NO_SOURCES),
        (
            TrainingOrder(PLAN, "x", further=identifier),
            Sources(sources.ink, sources.held_out, None, deterministic=True),
        ),
    ):
        with run_session(order, store, lambda _event: None) as session:
            assert session.sources == expected
            session.finish(None, None)


def test_what_an_older_program_kept_has_none(store: RunStore, tmp_path: Path) -> None:
    identifier = begun(store, NO_SOURCES)
    path = tmp_path / "runs" / identifier / "run.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    del record["sources"]
    path.write_text(json.dumps(record), encoding="utf-8")
    assert store.run(identifier).sources == NO_SOURCES
    path.write_text(json.dumps({**record, "sources": {"ink": "no list"}}), encoding="utf-8")
    assert store.runs() == ()


def test_ink_is_learnt_from_only_as_it_was(ink: Path) -> None:
    sources = Sources(ink_sources([str(ink)]))
    assert len(ink_of(sources, rejects=False)) == len(INK)
    write_ink(ink, INK[1:])
    for code in (ProblemCode.RUN_SOURCE_CHANGED, ProblemCode.RUN_SOURCE_MISSING):
        with pytest.raises(Problem) as caught:
            ink_of(sources, rejects=False)
        assert (caught.value.code, caught.value.values) == (code, {"path": str(ink)})
        ink.unlink(missing_ok=True)
    assert ink_of(NO_SOURCES, rejects=False) == []


def test_weights_to_begin_with_are_found_again(tmp_path: Path) -> None:
    bundled = Library(tmp_path, resource_path("models", "reader")).bundled()
    weights = start_of(Sources(start=start_source(bundled)), plan_for("reader").network)
    assert weights is not None
    assert sum(array.size for array in weights) == plan_for("reader").network.parameters
    assert start_of(NO_SOURCES, PLAN.network) is None


def test_ink_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for name, code in (("none.jsonl", ProblemCode.FILE_MISSING), ("", ProblemCode.FILE_IS_FOLDER)):
        with pytest.raises(Problem) as caught:
            ink_sources([str(tmp_path / name)])
        assert caught.value.code is code
