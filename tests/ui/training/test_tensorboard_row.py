from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.places import user_places
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training import tensorboard_row
from mnist_desktop.ui.training.tensorboard_row import TensorBoardRow
from mnist_desktop.ui.work import WorkShown
from tests.ui.conftest import AnsweringDialogs


class StandInServer:
    """Answers when it is told to, or fails."""

    made: ClassVar[list[StandInServer]] = []
    answers = threading.Event()
    problem: Problem | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:4{len(self.made)}/"
        self.is_running = False
        self.is_stopped = False
        self.made.append(self)

    def start(self, cancelled: Callable[[], bool]) -> str | None:
        while not self.answers.wait(0.01):
            if cancelled():
                return None
        if self.problem:
            raise self.problem
        self.is_running = True
        return self.url

    def stop(self) -> None:
        self.is_running = False
        self.is_stopped = True


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> list[StandInServer]:
    """The servers that were made; they answer at once."""
    monkeypatch.setattr(StandInServer, "made", [])
    monkeypatch.setattr(StandInServer, "answers", threading.Event())
    monkeypatch.setattr(tensorboard_row, "TensorBoardServer", StandInServer)
    StandInServer.answers.set()
    return StandInServer.made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the browser was sent to."""
    seen: list[str] = []

    def open_url(url: QUrl) -> bool:
        seen.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return seen


@pytest.fixture
def row(qtbot: QtBot, lane: Lane, icons: IconShop, dialogs: AnsweringDialogs, home: Path) -> TensorBoardRow:
    made = TensorBoardRow(lane, icons, dialogs)
    qtbot.addWidget(made)
    made.show()
    return made


def press(row: TensorBoardRow) -> None:
    QTest.mouseClick(row.open, Qt.MouseButton.LeftButton)


def test_logs_are_written_where_the_user_wants_them(
    row: TensorBoardRow, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    assert row.folder() is None
    row.write.setChecked(True)
    assert row.folder() == user_places().tensorboard
    dialogs.path = tmp_path / "mine"
    row.choose.click()
    assert row.folder() == tmp_path / "mine"
    assert row.place.whole == "mine"
    assert str(tmp_path / "mine") in row.place.toolTip()
    dialogs.path = None
    row.choose.click()
    assert row.folder() == tmp_path / "mine"


def test_choices_are_remembered(
    row: TensorBoardRow, qtbot: QtBot, lane: Lane, icons: IconShop, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    row.restore({"tensorboard": "True", "tensorboard_folder": str(tmp_path)})
    again = TensorBoardRow(lane, icons, dialogs)
    qtbot.addWidget(again)
    again.restore(row.state())
    assert again.folder() == tmp_path
    again.restore({})
    assert again.folder() is None


def test_the_browser_is_sent_there_once_it_answers(
    row: TensorBoardRow, servers: list[StandInServer], opened: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    shown: list[WorkShown] = []
    row.work_started.connect(shown.append)
    row.restore({"tensorboard_folder": str(tmp_path)})
    StandInServer.answers.clear()
    press(row)
    press(row)
    assert row.words.text() == "Starting TensorBoard …"
    assert [work.title for work in shown] == ["Starting TensorBoard"]
    assert opened == []
    StandInServer.answers.set()
    qtbot.waitUntil(lambda: opened == ["http://127.0.0.1:40/"])
    assert row.words.text().endswith("http://127.0.0.1:40/")
    assert servers[0].folder == tmp_path
    press(row)
    assert opened == ["http://127.0.0.1:40/"] * 2
    assert len(servers) == 1
    row.close()
    assert servers[0].is_stopped


def test_another_folder_or_a_dead_server_is_a_new_start(
    row: TensorBoardRow, servers: list[StandInServer], opened: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent):
        opened.clear()
        row.restore({"tensorboard_folder": str(folder)})
        press(row)
        qtbot.waitUntil(lambda: len(opened) == 1)
        servers[-1].is_running = len(servers) == 1
    assert [server.folder for server in servers] == [tmp_path, tmp_path.parent, tmp_path.parent]
    assert [server.is_stopped for server in servers] == [True, True, False]
    row.close()


def test_a_start_that_fails_is_told(
    row: TensorBoardRow,
    servers: list[StandInServer],
    opened: list[str],
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = Problem(ProblemCode.TENSORBOARD_SLOW, seconds=60)
    monkeypatch.setattr(StandInServer, "problem", problem)
    row.restore({"tensorboard_folder": str(tmp_path)})
    press(row)
    qtbot.waitUntil(lambda: dialogs.troubles == [problem])
    assert not row.words.isVisible()
    assert opened == []
    row.close()


def test_closing_ends_a_start_and_opens_nothing(
    row: TensorBoardRow,
    servers: list[StandInServer],
    opened: list[str],
    lane: Lane,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    row.restore({"tensorboard_folder": str(tmp_path)})
    StandInServer.answers.clear()
    press(row)
    row.close()
    qtbot.waitUntil(lambda: not lane.is_busy)
    assert servers[0].is_stopped
    assert opened == []


def test_a_system_without_a_browser_shows_the_address(
    row: TensorBoardRow,
    servers: list[StandInServer],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    row.restore({"tensorboard_folder": str(tmp_path)})
    press(row)
    qtbot.waitUntil(lambda: "No browser" in row.words.text())
    assert servers[0].url in row.words.text()
    row.close()


def test_no_logs_yet_is_told_without_a_start(row: TensorBoardRow, servers: list[StandInServer]) -> None:
    press(row)
    assert "no logs" in row.words.text()
    assert servers == []


def test_nothing_can_be_changed_while_a_training_runs(row: TensorBoardRow) -> None:
    row.lock(True)
    assert not row.write.isEnabled()
    assert not row.choose.isEnabled()
    assert row.open.isEnabled()
    row.lock(False)
    assert row.write.isEnabled()


def test_without_the_package_it_says_how_to_install_it(
    qtbot: QtBot, lane: Lane, icons: IconShop, dialogs: AnsweringDialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tensorboard_row, "tensorboard_missing", lambda: True)
    row = TensorBoardRow(lane, icons, dialogs)
    qtbot.addWidget(row)
    row.show()
    assert 'pip install "mnist-desktop[tensorboard]"' in row.words.text()
    assert row.words.isVisible()
    row.restore({"tensorboard": "True"})
    row.lock(False)
    assert row.folder() is None
    assert not any(control.isEnabled() for control in (row.write, row.choose, row.open))


def test_every_control_has_a_name_and_a_tooltip(row: TensorBoardRow) -> None:
    for control in (row.write, row.choose, row.open):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
        assert control.height() >= 32
