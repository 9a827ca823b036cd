from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from mnist_desktop import safe_write
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.safe_write import write_beside, write_bytes, write_text


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_text(path, "eins")
    write_bytes(path, b"zwei")
    assert path.read_bytes() == b"zwei"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.keras"
    path.write_bytes(b"old")

    def half(beside: Path) -> None:
        assert beside.suffix == ".keras"
        beside.write_bytes(b"ne")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_beside(path, half)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        write_text(tmp_path / "missing" / "a.txt", "x")
    assert caught.value.code == ProblemCode.FILE_NOT_WRITABLE


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        write_text(tmp_path, "x")
    assert caught.value.code == ProblemCode.FILE_IS_FOLDER


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fill(beside: Path) -> None:
        beside.touch()
        with Path("/dev/full").open("wb") as full:
            full.write(b"x")

    with pytest.raises(Problem) as caught:
        write_beside(path, fill)
    assert caught.value.code == ProblemCode.FILE_NOT_WRITABLE
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_somebody_reads_on_windows_is_replaced_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", "utf-8")
    replace, refused = os.replace, iter([True, True, False])

    def replace_later(source: Path, target: Path) -> None:
        if next(refused):
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        replace(source, target)

    monkeypatch.setattr(safe_write, "_WAITS", (0.0, 0.0, 0.0))
    monkeypatch.setattr(os, "replace", replace_later)
    write_text(path, "new")
    assert path.read_text("utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]
