"""The Train place, used with a mouse."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.job import Fraction
from mnist_desktop.models.kept_calibration import with_calibration
from mnist_desktop.models.library import Library
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.training import work
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.work import WorkShown
from tests.ui.conftest import AnsweringDialogs

A_TRAINING = 120_000


def click(button: QAbstractButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def set_up(page: TrainingPage, preset: str = "dense-64", *, epochs: int = 2, images: int = 600) -> None:
    settings = page.settings
    settings.preset.setCurrentIndex(settings.preset.findData(preset))
    settings.fields.epochs.setValue(epochs)
    settings.fields.image_limit.setValue(images)
    settings.fields.validation.setCurrentIndex(settings.fields.validation.findData("split"))


def shown(page: TrainingPage, qtbot: QtBot) -> None:
    page.show()


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=A_TRAINING)


def test_before_the_first_run_it_says_what_will_happen(page: TrainingPage, qtbot: QtBot) -> None:
    page.show()
    assert page.intro.isVisible()
    assert not page.curves.isVisible()
    assert page.result.isHidden()
    assert page.settings.button.text() == "Train"
    assert not page.busy()
    page.stop()
    assert page.intro.isVisible()


def test_the_first_words_follow_the_settings(page: TrainingPage) -> None:
    page.show()

    def said(plan: TrainingPlan) -> str:
        page.settings.show_plan(plan)
        assert page.intro.isVisible()
        return "\n".join(line.text() for line in page.intro.lines)

    assert "60,000 handwritten digits once and" in said(plan_for("express"))
    validated = said(plan_for("dense-64", epochs=3, image_limit=12_000, validation="split"))
    assert "9,600 handwritten digits, once in each of 3 epochs," in validated
    assert "on 2,400 digits that it does not learn from" in validated
    assert "on 10,000 digits" in said(plan_for("dense-64", validation="test"))
    assert "letters and scribbles" in said(plan_for("reader"))


@pytest.mark.tensorflow
def test_train_watch_use_and_save(
    page: TrainingPage, qtbot: QtBot, shelf: ModelShelf, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    was_loaded = "tensorflow" in sys.modules
    told: list[str] = []
    works: list[WorkShown] = []
    fractions: list[Any] = []
    busy: list[object] = []
    page.status_told.connect(told.append)
    page.work_started.connect(works.append)
    page.work_started.connect(lambda shown: shown.job.progressed.connect(fractions.append))
    page.busy_changed.connect(busy.append)
    shown(page, qtbot)
    page.activateWindow()
    set_up(page)
    with qtbot.waitSignal(page.training_ended, timeout=A_TRAINING):
        page.settings.button.setFocus()
        click(page.settings.button)
        assert page.busy()
        assert page.curves.isVisible()
        assert page.settings.button.text() == "Pause"
        assert not page.settings.preset.isEnabled()
    assert busy == [True, False]
    assert was_loaded or "TensorFlow" in told[0]
    assert [shown.title for shown in works] == ["Training Dense 64"]
    assert any(isinstance(report, Fraction) for report in fractions)
    assert page.settings.button.text() == "Train"
    assert page.settings.preset.isEnabled()
    assert page.settings.button.hasFocus()
    assert page.story.text().startswith("Done in ")
    assert "of 10,000 wrong" in page.story.text()
    assert dialogs.troubles == []
    kept = shelf.models[1]
    assert kept.facts.name == "Dense 64"
    assert kept.facts.accuracy is not None
    assert kept.facts.training is not None
    assert kept.facts.training["settings"]["image_limit"] == 600
    assert len(kept.facts.training["history"]) == 2
    assert "Dense 64" in page.result.text.text()
    assert page.curves.key.best_text.text().startswith("Best epoch: ")

    click(page.result.use)
    assert shelf.active.facts.identifier == kept.facts.identifier
    assert not page.result.use.isEnabled()

    dialogs.path = tmp_path / "mine.keras"
    with qtbot.waitSignal(page.file_saved, timeout=20_000) as saved:
        click(page.result.save)
    assert saved.args is not None
    content = with_calibration(kept.keras_bytes(), kept.facts.calibration)
    assert (tmp_path / "mine.keras").read_bytes() == content
    assert "mine.keras" in saved.args[0].text
    dialogs.path = None
    click(page.result.save)


@pytest.mark.long
@pytest.mark.tensorflow
def test_a_reader_trained_here_can_tell_what_is_no_digit(
    page: TrainingPage, qtbot: QtBot, shelf: ModelShelf
) -> None:
    shown(page, qtbot)
    set_up(page, "reader", epochs=1, images=300)
    fields = page.settings.fields
    fields.validation.setCurrentIndex(fields.validation.findData("writers"))
    with qtbot.waitSignal(page.training_ended, timeout=A_TRAINING):
        click(page.settings.button)
        until(qtbot, lambda: page.story.text().startswith("Making handwriting"))
    assert shelf.models[1].facts.can_reject
    assert shelf.models[1].facts.calibration is not None


@pytest.mark.tensorflow
def test_stop_answers_at_once_and_keeps_what_was_learnt(
    page: TrainingPage, qtbot: QtBot, shelf: ModelShelf
) -> None:
    shown(page, qtbot)
    set_up(page, "cnn-32-64", epochs=200, images=2000)
    click(page.settings.button)
    until(qtbot, lambda: page.story.text().startswith("Epoch 2 of 200"))
    asked = time.perf_counter()
    with qtbot.waitSignal(page.training_ended, timeout=A_TRAINING):
        click(page.settings.controls.stop)
        assert page.settings.button.text() == "Stopping …"
        assert not page.settings.button.isEnabled()
        until(qtbot, lambda: page.settings.button.text() == "Finishing …")
        assert time.perf_counter() - asked < 1
    assert page.story.text().startswith("Stopped after ")
    kept = shelf.models[1]
    assert kept.facts.training is not None
    assert kept.facts.training["stopped"]
    assert 1 <= len(kept.facts.training["history"]) < 200


@pytest.mark.tensorflow
def test_the_cross_in_the_status_bar_stops_too(page: TrainingPage, qtbot: QtBot, shelf: ModelShelf) -> None:
    works: list[WorkShown] = []
    page.work_started.connect(works.append)
    shown(page, qtbot)
    set_up(page, epochs=1000)
    click(page.settings.button)
    until(qtbot, lambda: page.story.text().startswith("Epoch "))
    with qtbot.waitSignal(page.training_ended, timeout=A_TRAINING):
        works[0].job.cancel()
    assert page.story.text().startswith("Stopped after ")
    assert len(shelf.models) == 2


def test_a_stop_before_anything_was_learnt_says_so(
    page: TrainingPage, qtbot: QtBot, shelf: ModelShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(
        _plan: Any, _train: Any, _test: Any, _listen: Any, switch: TrainingSwitch, **_named: Any
    ) -> None:
        while not switch.is_stopped:
            time.sleep(0.005)

    monkeypatch.setattr(work, "train", stopped)
    shown(page, qtbot)
    click(page.settings.button)
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        click(page.settings.controls.stop)
    assert page.story.text() == "Stopped before anything was learnt"
    assert page.result.isHidden()
    assert len(shelf.models) == 1
    assert page.settings.button.text() == "Train"


@pytest.mark.parametrize("error", [Problem(ProblemCode.TRAINING_DIVERGED), RuntimeError("out of the blue")])
def test_trouble_is_told_and_the_next_run_can_start(
    error: Exception,
    page: TrainingPage,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def failing(*_arguments: Any, **_named: Any) -> None:
        raise error

    monkeypatch.setattr(work, "train", failing)
    shown(page, qtbot)
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        click(page.settings.button)
    assert dialogs.troubles == [error]
    assert not page.busy()
    assert page.settings.button.isEnabled()


@pytest.mark.tensorflow
def test_a_full_disk_does_not_cost_the_model(
    page: TrainingPage,
    qtbot: QtBot,
    shelf: ModelShelf,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_arguments: Any, **_named: Any) -> None:
        raise Problem(ProblemCode.FILE_NOT_WRITABLE, path="models", reason="No space left on device")

    monkeypatch.setattr(Library, "add", full)
    shown(page, qtbot)
    set_up(page, epochs=1, images=200)
    with qtbot.waitSignal(page.training_ended, timeout=A_TRAINING):
        click(page.settings.button)
    assert "No space left" in page.result.text.text()
    assert not page.result.use.isEnabled()
    dialogs.path = tmp_path / "saved.keras"
    with qtbot.waitSignal(page.file_saved, timeout=20_000):
        click(page.result.save)
    assert dialogs.path.stat().st_size > 100_000


def test_settings_come_back(page: TrainingPage) -> None:
    set_up(page, "dense-64-1024", epochs=9)
    state = page.settings_state()
    page.settings.preset.setCurrentIndex(0)
    page.restore_state(state)
    plan = page.settings.plan()
    assert (plan.preset, plan.epochs, plan.validation) == ("dense-64-1024", 9, "split")
    page.restore_state({"splitter": "ünsinn"})
    page.restore_state({})
