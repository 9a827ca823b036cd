"""A pause before the first step, which TensorFlow's import keeps waiting."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.training.progress import PrecisionMeasuring, TensorFlowLoading
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.work import WorkShown
from tests.ui.training.page_hand import PLAN, click, never_ending

LOADING = "Loading TensorFlow, which takes some seconds …"


def loading(plan: Any, training: Any, test: Any, listen: Any, switch: Any, **named: Any) -> None:
    """Loads without end, and does not look whether it is paused, but once."""
    listen(TensorFlowLoading())
    while not switch.is_paused and not switch.is_stopped:
        pass
    listen(PrecisionMeasuring())
    never_ending(switch)


def test_a_pause_before_the_first_step_is_told_and_taken_back(
    page: TrainingPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "train", loading)
    shown: list[WorkShown] = []
    page.work_started.connect(shown.append)
    page.show()
    page.settings.show_plan(PLAN)
    click(page.settings.button)
    qtbot.waitUntil(lambda: page.story.text() == LOADING)
    click(page.settings.button)
    assert page.story.text() == "Paused before its first step"
    assert page.settings.button.text() == "Resume"
    qtbot.wait(200)
    assert page.story.text() == "Paused before its first step"
    click(page.settings.button)
    assert page.story.text().startswith("Finding out how to calculate"), "what goes on meanwhile"
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        click(page.settings.controls.stop)
    assert page.story.text() == "Stopped before anything was learnt"
    titles = ["Training Dense 64", "Paused: Dense 64", "Training Dense 64"]
    assert [work.title for work in shown] == titles
    assert len({id(work.job) for work in shown}) == 1
