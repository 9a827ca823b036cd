from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.jobs.job import JobControl
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.window import TRAIN
from mnist_desktop.ui.work import WorkShown
from tests.ui.conftest import AnsweringDialogs

MINUTE = 60_000


@pytest.fixture
def training(qtbot: QtBot, program: Program) -> TrainingPage:
    """A training that runs and would go on for long."""
    program.window.show_place(TRAIN)
    page: TrainingPage = program.window.page(TRAIN)
    page.settings.preset.setCurrentIndex(page.settings.preset.findData("dense-64"))
    page.settings.fields.epochs.setValue(500)
    page.settings.fields.image_limit.setValue(2000)
    QTest.mouseClick(page.settings.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.story.text().startswith("Epoch"), timeout=MINUTE)
    return page


@pytest.mark.tensorflow
def test_closing_during_a_training_asks_and_keeps_what_was_learnt(
    qtbot: QtBot, program: Program, training: TrainingPage, dialogs: AnsweringDialogs
) -> None:
    dialogs.agrees = False
    program.window.close()
    assert len(dialogs.asked) == 1
    assert program.window.isVisible()
    assert training.busy()
    dialogs.agrees = True
    with qtbot.waitSignal(program.window.closed, timeout=MINUTE):
        program.window.close()
    assert not program.window.isVisible()
    assert len(program.shelf.models) == 2
    assert not dialogs.troubles
    qtbot.waitUntil(lambda: all(lane.is_closed for lane in program.lanes), timeout=MINUTE)


def test_a_training_that_ends_while_it_is_asked_about_does_not_keep_the_window(
    qtbot: QtBot, program: Program, dialogs: AnsweringDialogs
) -> None:
    class EndingTraining(QWidget):
        def busy(self) -> bool:
            return not dialogs.asked

        def holds_unkept_model(self) -> bool:
            return False

    program.window.pages[TRAIN] = EndingTraining(program.window)
    program.window.close()
    assert len(dialogs.asked) == 1
    assert not program.window.isVisible()
    qtbot.waitUntil(lambda: all(lane.is_closed for lane in program.lanes))


@pytest.mark.tensorflow
def test_a_model_that_could_not_be_kept_is_not_lost_without_a_question(
    qtbot: QtBot, program: Program, training: TrainingPage, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    program.places.data.mkdir(parents=True, exist_ok=True)
    program.places.models.write_text("no folder, so nothing can be kept here")
    with qtbot.waitSignal(training.training_ended, timeout=MINUTE):
        QTest.mouseClick(training.settings.controls.stop, Qt.MouseButton.LeftButton)
    assert training.holds_unkept_model()
    dialogs.agrees = False
    program.window.close()
    assert program.window.isVisible()
    assert "lost" in dialogs.asked[-1]
    dialogs.path = tmp_path / "saved.keras"
    with qtbot.waitSignal(training.file_saved, timeout=MINUTE):
        training.result.save.click()
    assert dialogs.path.stat().st_size > 100_000
    qtbot.waitUntil(lambda: not program.window.activity.unfinished)
    program.window.close()
    assert not program.window.isVisible()


def test_closing_asks_before_it_cancels_a_save(
    qtbot: QtBot, program: Program, dialogs: AnsweringDialogs
) -> None:
    gate = threading.Event()

    def work(_control: JobControl) -> None:
        gate.wait(10)

    job = program.files.submit(work)
    program.window.activity.show_work(WorkShown("Saving a.h5", job, is_asked_about=True))
    dialogs.agrees = False
    program.window.close()
    assert program.window.isVisible()
    assert "Saving a.h5" in dialogs.asked[-1]
    with qtbot.waitSignal(job.ended):
        gate.set()
    program.window.close()
    assert not program.window.isVisible()
    assert len(dialogs.asked) == 1
