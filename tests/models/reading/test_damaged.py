"""Files damaged at random end as opened or as one sentence, whatever it costs the process that looks."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from mnist_desktop.models.child import inspect, open_model
from mnist_desktop.problems import Problem, ProblemCode
from tests.models.reading.damage import looking
from tests.models.reading.damage.files import write_damaged
from tests.models.reading.damage.looking import CRASHED, OPENED, SLOW, TOLD_BY_THE_PROGRAM, Ending, endings

COUNT = 150
MEGABYTES = 500.0
IN_CHILDREN = 6


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> list[Ending]:
    return list(endings(write_damaged(tmp_path_factory.mktemp("damaged"), COUNT, seed=7)))


def test_every_damaged_file_is_opened_or_told(ended: list[Ending]) -> None:
    assert len(ended) == COUNT
    for one in ended:
        assert one.words or one.status in (OPENED, *TOLD_BY_THE_PROGRAM), one
        assert one.words.isprintable(), one
        assert one.megabytes < MEGABYTES, one
    counts = Counter(one.status for one in ended)
    # libhdf5 crashes at times, and that is what the child is for.
    assert counts[CRASHED] <= 2
    assert counts[SLOW] == 0
    assert {OPENED, "damaged", "refused"} <= counts.keys()


def status_in_child(path: Path) -> str:
    try:
        return inspect(path).status.value
    except Problem as problem:
        return CRASHED if problem.code is ProblemCode.MODEL_READING_CRASHED else problem.code.value


def code_of_opening(path: Path) -> ProblemCode | None:
    try:
        open_model(path)
    except Problem as problem:
        return problem.code
    return None


def test_the_child_tells_the_same(ended: list[Ending]) -> None:
    for one in ended[:: COUNT // IN_CHILDREN]:
        assert status_in_child(one.path) == one.status, one


@pytest.mark.tensorflow
def test_a_damaged_file_that_opens_can_be_rebuilt(ended: list[Ending]) -> None:
    opened = next(one for one in ended if one.status == OPENED)
    # Damaged numbers can be such that two engines do not agree on them.
    assert code_of_opening(opened.path) in (None, ProblemCode.MODEL_NOT_CONVERTIBLE)


@pytest.mark.skipif(sys.platform == "win32", reason="a process that dies of a signal")
def test_a_reader_that_dies_or_hangs_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measuring itself: the files after one that kills the reader are looked at by another."""
    dying = looking._READER.replace(
        "    try:\n",
        "    import os, time\n"
        "    if 'kills' in path.name: os.abort()\n"
        "    if 'hangs' in path.name: time.sleep(60)\n"
        "    try:\n",
        1,
    )
    monkeypatch.setattr(looking, "_READER", dying)
    monkeypatch.setattr(looking, "SECONDS", 1.0)
    paths = [tmp_path / name for name in ("kills", "empty", "hangs", "missing")]
    paths[1].touch()
    assert [one.status for one in endings(paths)] == [CRASHED, "damaged", SLOW, "damaged"]
