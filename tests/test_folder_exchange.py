"""Whole folders put in the place of older ones."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mnist_desktop import folder_exchange
from mnist_desktop.folder_exchange import bring_back, write_folder_beside
from mnist_desktop.problems import Problem, ProblemCode


def filled(text: str) -> Callable[[Path], None]:
    def fill(folder: Path) -> None:
        (folder / "inner").mkdir()
        (folder / "inner" / "a.txt").write_text(text)

    return fill


def content(folder: Path) -> str:
    return (folder / "inner" / "a.txt").read_text()


def write(folder: Path, text: str, may: bool = True) -> None:
    write_folder_beside(folder, filled(text), lambda _: may)


@pytest.fixture(params=[True, False], ids=["at once", "in two steps"])
def target(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if not request.param:
        monkeypatch.setattr(folder_exchange, "_exchanged_at_once", lambda new, old: False)
    return tmp_path / "数字 model.savedmodel"


def test_a_new_folder_takes_the_place_of_the_old(target: Path) -> None:
    write(target, "one")
    write(target, "two")
    assert content(target) == "two"
    assert list(target.parent.iterdir()) == [target]


def test_a_failure_leaves_the_old_folder_and_nothing_else(target: Path) -> None:
    write(target, "one")

    def half(folder: Path) -> None:
        filled("two")(folder)
        raise OSError(28, "No space left on device")

    with pytest.raises(Problem) as caught:
        write_folder_beside(target, half, lambda _: True)
    assert caught.value.code is ProblemCode.FILE_NOT_WRITABLE
    assert content(target) == "one"
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_may_not_be_replaced_stays(target: Path) -> None:
    write(target, "one")
    with pytest.raises(Problem):
        write(target, "two", may=False)
    assert content(target) == "one"
    assert list(target.parent.iterdir()) == [target]


def test_where_the_second_rename_fails_the_old_folder_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "m.savedmodel"
    write(target, "one")
    monkeypatch.setattr(folder_exchange, "_exchanged_at_once", lambda new, old: False)
    replace = os.replace

    def fail_once(source: Path, wanted: Path) -> None:
        if wanted == target and not source.name.endswith(".away"):
            raise PermissionError(13, "in use")
        replace(source, wanted)

    monkeypatch.setattr(folder_exchange, "replace", fail_once)
    with pytest.raises(Problem):
        write(target, "two")
    assert content(target) == "one"
    assert list(tmp_path.iterdir()) == [target]


def test_a_kill_between_the_two_renames_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, other = tmp_path / f"{'long' * 12}.savedmodel", tmp_path / f"{'long' * 12} 2.savedmodel"
    write(target, "one")
    monkeypatch.setattr(folder_exchange, "_exchanged_at_once", lambda new, old: False)

    class Killed(BaseException):
        pass

    def die(source: Path, wanted: Path) -> None:
        os.replace(source, wanted)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(folder_exchange, "replace", die)
        with pytest.raises(Killed):
            write(target, "two")
    assert not target.exists()
    bring_back(other)
    assert not other.exists()
    bring_back(target)
    assert content(target) == "one"
