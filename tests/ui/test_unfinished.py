"""A training that broke off is told of a while after the start."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.training import runs
from mnist_desktop.training.kept_run import RunStatus
from mnist_desktop.ui import unfinished
from mnist_desktop.ui.unfinished import UnfinishedTrainings


class Run:
    def __init__(self, status: RunStatus, can_go_on: bool) -> None:
        self.status, self.can_go_on = status, can_go_on


@pytest.mark.parametrize(
    ("status", "can_go_on", "is_told"),
    [
        (RunStatus.UNFINISHED, True, True),
        (RunStatus.UNFINISHED, False, False),
        (RunStatus.FINISHED, True, False),
    ],
)
def test_only_one_that_can_go_on_is_told(
    qtbot: QtBot,
    lane: Lane,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    status: RunStatus,
    can_go_on: bool,
    is_told: bool,
) -> None:
    monkeypatch.setattr(unfinished, "_MILLISECONDS", 0)
    looked = threading.Event()

    def kept(_store: object) -> tuple[Run, ...]:
        looked.set()
        return (Run(status, can_go_on),)

    monkeypatch.setattr(runs.RunStore, "runs", kept)
    told: list[str] = []
    looking = UnfinishedTrainings(tmp_path, lane)
    looking.told.connect(told.append)
    looking.look()
    qtbot.waitUntil(lambda: looked.is_set() and not lane.is_busy, timeout=5000)
    assert bool(told) == is_told
