"""A file that somebody writes while it is read is told as such, and one without end is left alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from mnist_desktop.models.reading import look as looking
from mnist_desktop.models.reading.inspection import Status
from mnist_desktop.models.reading.look import look
from mnist_desktop.problems import ProblemCode
from tests.models.reading.sample_files import write_h5, write_keras


def grow(path: Path) -> None:
    with path.open("ab") as stream:
        stream.write(b"more")


def replace(path: Path) -> None:
    os.replace(write_keras(path.with_name("other")), path)


def rewrite(path: Path) -> None:
    """Another byte at the end, and the time of the last change as it was."""
    status = path.stat()
    with path.open("rb+") as stream:
        stream.seek(-1, os.SEEK_END)
        stream.write(b"?")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("write", [write_h5, write_keras])
@pytest.mark.parametrize("change", [grow, replace, rewrite])
def test_a_file_that_changes_meanwhile_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: object, change: object
) -> None:
    assert callable(write)
    assert callable(change)
    path = write(tmp_path / "model")
    learn = looking._Findings.learn

    def changing(*given: object) -> None:
        change(path)
        learn(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(looking._Findings, "learn", changing)
    seen = look(path, tmp_path)
    assert seen.inspection.problem is not None
    assert (seen.inspection.status, seen.inspection.problem.code) == (
        Status.DAMAGED,
        ProblemCode.MODEL_FILE_CHANGED,
    )
    assert seen.arrays == ()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is full")
def test_a_disk_without_room_is_not_the_files_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_keras(tmp_path / "model.keras")
    (tmp_path / "work").mkdir()
    opened = Path.open

    def full(self: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        # What is written to this device finds no room.
        if mode == "xb":
            return opened(Path("/dev/full"), "wb", buffering=0)
        return opened(self, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space left"):
        look(path, tmp_path / "work")


def test_a_file_that_grows_as_it_is_read_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LARGEST_FILE", 2_000_000)
    monkeypatch.setattr(looking, "_require_file", lambda path: None)
    path = write_h5(tmp_path / "model.h5")
    with path.open("ab") as stream:
        stream.truncate(3_000_000)
    problem = look(path, tmp_path).inspection.problem
    assert problem is not None
    assert problem.code is ProblemCode.FILE_TOO_LARGE
