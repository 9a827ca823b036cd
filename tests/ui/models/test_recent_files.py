"""The files that were opened last, in a menu beside the Open button."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.job import Work
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library
from mnist_desktop.ui.models import opening as opening_module
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.models.recent_files import MOST
from mnist_desktop.ui.models.work import OpenedFile
from mnist_desktop.ui.shelf import ModelShelf
from tests.ui.models.conftest import prepared


def opening(path: Path, library: Library, fallback: str, *_: object) -> Work:
    return lambda _: OpenedFile(
        library.add(prepared(path.name), name=path.stem, origin=Origin.OPENED, accuracy=0.97)
    )


def texts(page: ModelsPage) -> list[str]:
    menu = page.actions_row.recent.files
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_files_that_were_opened_can_be_opened_again(
    page: ModelsPage, shelf: ModelShelf, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening_module, "opening_work", opening)
    recent = page.actions_row.recent
    assert not recent.isEnabled()
    paths = [tmp_path / f"{number}.h5" for number in range(MOST + 2)]
    for path in paths:
        path.touch()
        page.opening.tried.emit(path)
    page.opening.tried.emit(paths[5])
    assert [path.name for path in recent.paths] == [f"{n}.h5" for n in (5, 9, 8, 7, 6, 4, 3, 2)]
    paths[9].unlink()
    assert texts(page)[0].startswith("5.h5 in ")
    gone = recent.files.actions()[1]
    assert not gone.isEnabled()
    assert gone.text().endswith("(gone)")
    assert "no longer there" in gone.toolTip()
    recent.files.actions()[0].trigger()
    qtbot.waitUntil(lambda: len(shelf.models) == 2, timeout=5000)
    assert recent.paths[0] == paths[5]


def test_they_are_remembered_and_forgotten(page: ModelsPage, tmp_path: Path) -> None:
    (tmp_path / "a & b.h5").touch()
    page.actions_row.recent.add(tmp_path / "a & b.h5")
    state = page.settings_state()
    page.restore_state({})
    assert page.actions_row.recent.paths == ()
    page.restore_state(state)
    assert texts(page)[0].startswith("a && b.h5 in ")
    page.actions_row.recent.files.actions()[-1].trigger()
    assert page.actions_row.recent.paths == ()
    for nonsense in ("{", "[1, null]", '"x"'):
        page.restore_state({"recent": nonsense})
        assert page.actions_row.recent.paths == ()


def test_a_name_that_is_too_long_for_the_system_counts_as_gone(page: ModelsPage, tmp_path: Path) -> None:
    too_long = tmp_path / f"{'n' * 300}.h5"
    page.actions_row.recent.add(too_long)
    assert texts(page)[0].endswith("(gone)")
