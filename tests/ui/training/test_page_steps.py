"""The steps of earlier trainings, which the program reads in a later session."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.training.course import Course
from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.training.run_state import Position, RunState
from mnist_desktop.training.runs import RunStore
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from tests.ui.conftest import AnsweringDialogs
from tests.ui.training.page_hand import PLAN, click, steps_shown

EPOCH = EpochFinished(1, 0.5, 0.9, 0.4, 0.92, 3.5, 0.001)
BEGAN = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


def step(number: int, epoch: int = 1) -> StepProgress:
    return StepProgress(epoch, number, 100, 0.1, 1 / number, 0.9, 1000.0, None, 0.001)


@pytest.fixture
def earlier(home: Path, page: TrainingPage, qtbot: QtBot) -> str:
    """A training of an earlier session, in the list and chosen."""
    run = RunStore(home / "runs").begin(PLAN, 'My "7/1"', began=BEGAN)
    for number in (20, 40, 60):
        run.take(step(number))
    run.keep(RunState(PLAN, "data", Position(epoch=1), (EPOCH,), Course(), (), ()))
    run.close()
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.show()
    click(page.settings.earlier)
    qtbot.waitUntil(lambda: page.right.runs.chosen is not None)
    return run.identifier


def test_one_that_is_laid_behind_shows_its_steps(page: TrainingPage, qtbot: QtBot, earlier: str) -> None:
    with qtbot.waitSignal(page.past.steps_read, timeout=10_000):
        page.right.runs.compared_changed.emit((earlier,))
    page.right.runs.rows.compared = (earlier,)
    page.past.steps_read.emit()
    faint, whole = page.curves.loss.compared
    assert faint.style.is_faint
    assert faint.curve[0].tolist() == pytest.approx([0.2, 0.4, 0.6])
    assert faint.curve[1].tolist() == pytest.approx([1 / 20, 1 / 40, 1 / 60])
    assert whole.curve[0].tolist() == [1.0]
    assert page.past.compared((earlier,))[0].name.startswith('My "7/1", ')
    page.past.model_names = {"m": "Mine"}
    page.past.runs = (replace(page.past.runs[0], model="m"),)
    assert page.past.compared((earlier,))[0].name.startswith('Mine (My "7/1"), ')
    assert page.curves.accuracy.compared[0].curve[1].tolist() == pytest.approx([90.0] * 3)


def test_its_values_are_saved_with_the_steps_under_its_own_name(
    page: TrainingPage,
    qtbot: QtBot,
    earlier: str,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    suggested: list[str] = []

    def save_file(_title: str, name: str, _name_filter: str) -> Path:
        suggested.append(name)
        return tmp_path / "values.csv"

    monkeypatch.setattr(dialogs, "save_file", save_file)
    with qtbot.waitSignal(page.saving.status_told, timeout=10_000):
        click(page.right.runs.save)
    assert suggested == [f"My -7-1- {BEGAN.astimezone():%Y-%m-%d %H-%M}.csv"]
    with (tmp_path / "values.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["kind"], row["step"]) for row in rows] == [
        ("epoch", ""),
        ("step", "20"),
        ("step", "40"),
        ("step", "60"),
    ]


def test_one_that_goes_on_goes_on_with_its_steps(
    page: TrainingPage, qtbot: QtBot, earlier: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_step_more(
        _plan: Any, _training: Any, _test: Any, listen: Any, *_others: Any, **_named: Any
    ) -> None:
        listen(step(10, epoch=2))

    monkeypatch.setattr(work, "train", one_step_more)
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        click(page.right.runs.go_on)
    assert [(one.epoch, one.step) for one in steps_shown(page)] == [(1, 20), (1, 40), (1, 60), (2, 10)]
    assert len(RunStore(home / "runs").steps_of(earlier)) == 4
