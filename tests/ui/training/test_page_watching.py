"""What the Train place tells and shows of a training that goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.progress import (
    CheckpointFailed,
    CheckpointKept,
    PrecisionMeasured,
    PrecisionMeasuring,
    StepProgress,
    TrainingStarted,
)
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from tests.ui.training.page_hand import PLAN, begin, never_ending, steps_shown


def test_a_full_disk_is_told_until_there_is_room_again(
    page: TrainingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show()
    line = page.right.unkept
    assert line.isHidden()
    full = Problem(ProblemCode.FILE_NOT_WRITABLE, path="/folder" * 40, reason="No space left on device")
    page._run._on_progressed(CheckpointFailed(full))
    assert line.isVisible()
    assert "No space left on device" in line.text()
    assert "/folder" not in line.text()
    assert "/folder" in line.toolTip()
    page._run._on_progressed(CheckpointKept(1, 3))
    assert line.isHidden()
    page._run._on_progressed(CheckpointFailed(Problem(ProblemCode.FILE_IS_FOLDER, path="runs")))
    assert "runs" in line.text()
    monkeypatch.setattr(work, "train", never_ending)
    page.start()
    assert line.isHidden()
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()


def test_which_precision_was_taken_stands_behind_the_story(
    page: TrainingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "train", never_ending)
    page.show()
    page.start()
    run = page._run
    run._on_progressed(PrecisionMeasuring())
    assert page.story.text() == "Finding out how to calculate quickest here …"
    run._on_progressed(PrecisionMeasured("bfloat16", 1.6))
    run._on_progressed(TrainingStarted(2, 500, 0))
    assert page.story.text() == "Building the network …"
    assert "bfloat16" in page.story.toolTip()
    assert page.story.accessibleDescription() == page.story.toolTip()
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()
    assert "bfloat16" in page.story.toolTip()
    page.start()
    assert page.story.toolTip() == ""
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page.stop()


def two_steps(
    _plan: Any, _train: Any, _test: Any, listen: Callable[[object], None], *_: Any, **_k: Any
) -> None:
    """Tells of two steps and is stopped."""
    for number in (1, 2):
        listen(StepProgress(1, number, 4, 0.5, 0.5, 0.5, 100.0, None))


def test_steps_of_before_stay_when_the_same_training_goes_on(
    page: TrainingPage, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "train", two_steps)
    page.show()
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64"))
    first, seen = page._run.identifier, steps_shown(page)
    assert first
    assert len(seen) == 2
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64", go_on=first))
    assert steps_shown(page) == seen
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64", further=first))
    assert steps_shown(page) == seen
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64", go_on="another"))
    assert steps_shown(page) == ()
    begin(page, qtbot, TrainingOrder(PLAN, "Dense 64"))
    assert [one.step for one in steps_shown(page)] == [1, 2]
