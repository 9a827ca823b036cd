"""A hand on the Train place: trainings that are begun, waited for, and looked at."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.work import Trained

A_TRAINING = 120_000
PLAN = plan_for("dense-64", epochs=2, image_limit=600, validation="split")


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def until(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=A_TRAINING)


def trained(page: TrainingPage, qtbot: QtBot, start: Callable[[], object]) -> None:
    with qtbot.waitSignal(page.training_ended, timeout=A_TRAINING):
        start()
    with qtbot.waitSignal(page.past.read, timeout=10_000):
        page.past.refresh()


def trained_before(stopped: bool) -> Trained:
    """What is left of a training over 20 epochs that ended after the third."""
    history = tuple(EpochFinished(number, 0.5, 0.9, 0.5, 0.9, 1.0) for number in (1, 2, 3))
    outcome: Any = SimpleNamespace(plan=replace(PLAN, epochs=20), stopped=stopped, history=history)
    return Trained(outcome, None, None, "a run")


def never_ending(*_arguments: Any, **named: Any) -> None:
    """Trains until it is stopped, without TensorFlow."""
    switch = next(value for value in (*_arguments, *named.values()) if isinstance(value, TrainingSwitch))
    while not switch.is_stopped:
        time.sleep(0.005)


def begin(page: TrainingPage, qtbot: QtBot, order: TrainingOrder) -> None:
    with qtbot.waitSignal(page.training_ended, timeout=10_000):
        page._begin(order)


def steps_shown(page: TrainingPage) -> tuple[StepProgress, ...]:
    return page.curves.run.step_values() if page.curves.run else ()
