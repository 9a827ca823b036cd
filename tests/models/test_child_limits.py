"""The limits of a child hold: whatever it does, it ends, and costs one sentence."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from mnist_desktop.cli.wording import sentence
from mnist_desktop.models import child, child_process
from mnist_desktop.models.child import inspect
from mnist_desktop.models.child_limits import BUILDING, LOOKING, TRYING, Limits
from mnist_desktop.problems import Problem, ProblemCode
from tests.models.ending_children import (
    COUNTS_FOREVER,
    FILLS_THE_DISK,
    FILLS_THE_MEMORY,
    ONE_LARGE_PIECE,
    STARTS_TENSORFLOW,
    TALKS_FOREVER,
    WAITS_FOREVER,
    command_that,
)
from tests.models.reading.harm.watched_child import watched_children

CODE = ProblemCode
MEGABYTES = 500.0
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other limits")
_ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory")


def ended(monkeypatch: pytest.MonkeyPatch, path: Path, harm: str, limits: Limits = LOOKING) -> Problem:
    """The problem that a child costs that does this."""
    monkeypatch.setattr(child_process, "_command", command_that(harm))
    monkeypatch.setattr(child, "LOOKING", limits)
    with pytest.raises(Problem) as caught:
        inspect(path)
    words = sentence(caught.value)
    assert words.startswith(str(path))
    assert len(words) < 300 + len(str(path))
    return caught.value


@_ON_LINUX
@pytest.mark.parametrize("harm", [FILLS_THE_MEMORY, ONE_LARGE_PIECE])
def test_filling_the_memory_ends_below_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    children = watched_children(monkeypatch)
    problem = ended(monkeypatch, tmp_path / "m.h5", harm)
    assert problem.code is CODE.MODEL_READING_MEMORY
    assert children.peak_megabytes < MEGABYTES


def test_counting_forever_ends_by_processor_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = replace(LOOKING, processor_seconds=1, seconds=60)
    began = time.monotonic()
    assert ended(monkeypatch, tmp_path / "m.h5", COUNTS_FOREVER, limits).code is CODE.MODEL_READING_SLOW
    assert time.monotonic() - began < 55


@pytest.mark.parametrize("harm", [COUNTS_FOREVER, WAITS_FOREVER])
def test_never_ending_ends_by_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    os.mkfifo(tmp_path / "m.h5")
    limits = replace(LOOKING, seconds=1)
    began = time.monotonic()
    assert ended(monkeypatch, tmp_path / "m.h5", harm, limits).code is CODE.MODEL_READING_SLOW
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("harm", [FILLS_THE_DISK, TALKS_FOREVER])
def test_writing_without_end_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    limits = replace(LOOKING, seconds=20, file_megabytes=5)
    code = ended(monkeypatch, tmp_path / "m.h5", harm, limits).code
    assert code in (CODE.MODEL_READING_CRASHED, CODE.MODEL_READING_SLOW, CODE.MODEL_READING_MEMORY)
    assert list(tmp_path.iterdir()) == []


@_ON_LINUX
def test_tensorflow_has_no_room_in_the_child_that_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = replace(LOOKING, seconds=30, processor_seconds=30)
    assert ended(monkeypatch, tmp_path / "m.h5", STARTS_TENSORFLOW, limits).code in (
        CODE.MODEL_READING_CRASHED,
        CODE.MODEL_READING_MEMORY,
    )


def test_a_look_may_take_ten_seconds_and_less_than_500_megabytes() -> None:
    assert LOOKING.seconds == 10
    assert TRYING.seconds == 10
    # Addresses, of which some are never filled: see the peak above.
    assert LOOKING.memory_megabytes <= 560
    assert BUILDING.seconds <= 300
