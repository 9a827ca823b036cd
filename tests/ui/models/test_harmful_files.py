"""While a child reads something endless, the window goes on; then it tells one sentence."""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models import child, child_process
from mnist_desktop.models.child_limits import LOOKING
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.models.page import ModelsPage
from tests.models.ending_children import COUNTS_FOREVER, FILLS_THE_MEMORY, command_that
from tests.ui.conftest import AnsweringDialogs
from tests.ui.models.conftest import press, spoken

_TICK_MILLISECONDS = 5


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory")
@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (COUNTS_FOREVER, ProblemCode.MODEL_READING_SLOW),
        (FILLS_THE_MEMORY, ProblemCode.MODEL_READING_MEMORY),
    ],
)
def test_the_window_goes_on_while_a_child_does_harm(
    page: ModelsPage,
    lane: Lane,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: str,
    code: ProblemCode,
) -> None:
    monkeypatch.setattr(child_process, "_command", command_that(harm))
    if code is ProblemCode.MODEL_READING_SLOW:
        monkeypatch.setattr(child, "LOOKING", replace(LOOKING, seconds=2))
    dialogs.path = tmp_path / "harmful.h5"
    dialogs.path.touch()
    ticks = [time.monotonic()]
    timer = QTimer(interval=_TICK_MILLISECONDS)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()
    press(page.actions_row.open)
    qtbot.waitUntil(lambda: bool(dialogs.troubles), timeout=30_000)
    timer.stop()
    gaps = [after - before for before, after in pairwise(ticks)]
    # A busy computer may hold up any process; what held up this one itself would hold up every tick.
    assert statistics.median(gaps) < 0.05
    assert len(gaps) > 20
    (error,) = dialogs.troubles
    assert isinstance(error, Problem)
    assert error.code is code
    assert len(spoken(page)) == 1
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)
