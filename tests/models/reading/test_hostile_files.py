"""Hostile files are read as the program reads them: each ends as one sentence, soon, and harms nothing."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import h5py
import pytest

from mnist_desktop.cli.wording import sentence
from mnist_desktop.models import child
from mnist_desktop.models.child import inspect, open_model
from mnist_desktop.models.reading.inspection import Inspection, Status
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.wording import sentence as ui_sentence
from tests.models.reading.harm.archive_kinds import ARCHIVE_KINDS
from tests.models.reading.harm.code_kinds import CODE_KINDS
from tests.models.reading.harm.kinds import SECRET, SECRET_WORDS, WEIGHTS_ELSEWHERE, Hostile
from tests.models.reading.harm.size_kinds import SIZE_KINDS
from tests.models.reading.harm.structure_kinds import STRUCTURE_KINDS
from tests.models.reading.harm.thing_kinds import THING_KINDS
from tests.models.reading.harm.value_kinds import VALUE_KINDS
from tests.models.reading.harm.watched_child import opened_in, watched_children
from tests.models.reading.sample_files import normal

SECONDS = 10.0
MEGABYTES = 500.0
UNREADABLE = (Status.DAMAGED,)
ALL: dict[str, Hostile] = {
    f"{group}: {name}": kind
    for group, kinds in (
        ("code", CODE_KINDS),
        ("size", SIZE_KINDS),
        ("archive", ARCHIVE_KINDS),
        ("structure", STRUCTURE_KINDS),
        ("value", VALUE_KINDS),
        ("thing", THING_KINDS),
    )
    for name, kind in kinds.items()
}
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what a child touches is counted on Linux")


def snapshot(folder: Path) -> dict[str, tuple[int, ...]]:
    """Every file below a folder with what tells of a change."""
    found: dict[str, tuple[int, ...]] = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        found[str(path)] = (
            status.st_mode,
            status.st_ino,
            status.st_size,
            status.st_mtime_ns,
            status.st_ctime_ns,
        )
    return found


def inspected(path: Path) -> Inspection:
    """The inspection, also where the file cannot be read at all."""
    try:
        return inspect(path)
    except Problem as problem:
        return Inspection(*UNREADABLE, problem)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with files that no model may lead to."""
    place = tmp_path / "place"
    place.mkdir()
    (place / SECRET).write_text(SECRET_WORDS * 20)
    with h5py.File(place / WEIGHTS_ELSEWHERE, "w") as file:
        file["kernel"] = normal(8, 10)
    return place


EVERY = 3
"""The usual run takes one of so many, since each starts a process; the marked run takes the others."""
CASES = [
    pytest.param(name, marks=() if number % EVERY == 0 else pytest.mark.long)
    for number, name in enumerate(ALL)
]


@pytest.mark.parametrize("name", CASES)
def test_it_costs_one_sentence_and_harms_nothing(
    name: str, folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = ALL[name]
    path = folder / kind.name
    kind.make(path)
    allowed = {path.name, "pipe"} | ({SECRET} if path.is_symlink() else set())
    before = snapshot(folder), snapshot(home), dict(os.environ)
    children = watched_children(monkeypatch)
    with opened_in(folder) as touched:
        began = time.monotonic()
        inspection = inspected(path)
        seconds = time.monotonic() - began
    problem = inspection.problem
    assert problem is not None, "it would be opened"
    words = sentence(problem)
    assert inspection.status in (kind.statuses or UNREADABLE), words
    assert not kind.codes or problem.code in kind.codes, words
    for told in (words, ui_sentence(problem)):
        assert told.isprintable()
        assert SECRET_WORDS not in told
    assert SECRET_WORDS not in json.dumps(inspection.to_record())
    assert seconds < SECONDS
    assert children.tasks == ["look"]
    assert 0 < children.peak_megabytes < MEGABYTES
    assert touched <= allowed
    assert (snapshot(folder), snapshot(home), dict(os.environ)) == before


def test_none_of_them_reaches_tensorflow(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second child is only started for what the first found sound."""
    monkeypatch.setattr(
        child, "_build", lambda *_, **__: pytest.fail("the child with TensorFlow was started")
    )
    for name in ("code: byte code in .keras", "size: units", "structure: external link", "thing: pipe"):
        path = folder / f"{name.replace(' ', '_').replace(':', '')}.keras"
        ALL[name].make(path)
        with pytest.raises(Problem):
            open_model(path)


def test_there_are_many_kinds() -> None:
    assert len(ALL) >= 100
    assert {code for kind in ALL.values() for code in kind.codes} >= {ProblemCode.MODEL_LAYER_REFUSED}
