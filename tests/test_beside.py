"""What a killed program leaves beside a file, and what is left alone."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from mnist_desktop.beside import beside, forget_leftovers, forget_leftovers_called, held
from mnist_desktop.safe_write import write_text


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def unfinished(target: Path, seconds: float = 7200) -> Path:
    made = beside(target)
    made.write_text("half")
    age(made, seconds)
    return made


def test_the_next_save_removes_what_a_killed_program_left(tmp_path: Path) -> None:
    target = tmp_path / "model.keras"
    unfinished(target)
    write_text(target, "whole")
    assert list(tmp_path.iterdir()) == [target]


def test_only_unfinished_files_of_the_same_name_are_removed(tmp_path: Path) -> None:
    target = tmp_path / "model.keras"
    for name in (".model-0123abcd.h5", ".model-0123abcd", ".model.keras", "model-0123abcd.keras"):
        (tmp_path / name).touch()
        age(tmp_path / name, 7200)
    others = unfinished(tmp_path / "other.keras")
    forget_leftovers(target)
    assert len(list(tmp_path.iterdir())) == 5
    assert others.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="only the age counts there")
def test_what_somebody_writes_is_left_to_them(tmp_path: Path) -> None:
    target = tmp_path / "model.keras"
    writing = unfinished(target)
    with held(writing):
        forget_leftovers(target)
        assert writing.exists()
    forget_leftovers(target)
    assert not writing.exists()


def test_what_may_be_about_to_be_written_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "model.keras"
    born = unfinished(target, seconds=0)
    forget_leftovers(target)
    assert born.exists()


def test_folders_are_removed_with_what_is_in_them_and_links_are_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "a.txt").touch()
    left = tmp_path / "work-1"
    left.mkdir()
    (left / "b.txt").touch()
    (left / "link").symlink_to(precious)
    (tmp_path / "work-2").symlink_to(precious)
    age(left, 7200)
    forget_leftovers_called(tmp_path, "work-")
    assert not left.exists()
    assert (precious / "a.txt").exists()


def test_a_folder_that_is_not_there_has_no_leftovers(tmp_path: Path) -> None:
    forget_leftovers(tmp_path / "missing" / "model.keras")
