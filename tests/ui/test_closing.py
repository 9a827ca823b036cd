from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.window import TRAIN
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

    program.window.pages[TRAIN] = EndingTraining(program.window)
    program.window.close()
    assert len(dialogs.asked) == 1
    assert not program.window.isVisible()
    qtbot.waitUntil(lambda: all(lane.is_closed for lane in program.lanes))
