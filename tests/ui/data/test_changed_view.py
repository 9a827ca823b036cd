"""Changes of one image: nothing is loaded before it is asked for, and waiting is told."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.plan import Augmentation
from mnist_desktop.training.strengths import STRONG
from mnist_desktop.ui import changed_digits
from mnist_desktop.ui.data.changed_sheet import VARIANTS
from mnist_desktop.ui.data.changed_view import ChangedView
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme


class Changer:
    """Mirrors images in TensorFlow's place, and remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[Augmentation, int]] = []
        self.goes_on = threading.Event()
        self.goes_on.set()
        self.problem: Problem | None = None

    def augmented(
        self, images: NDArray[np.uint8], augmentation: Augmentation, seed: int, gives_way: bool = False
    ) -> NDArray[np.float32]:
        self.asked.append((augmentation, seed))
        self.goes_on.wait(10)
        if self.problem is not None:
            raise self.problem
        return images[:, ::-1].astype(np.float32) / np.float32(255)


@pytest.fixture
def changer(monkeypatch: pytest.MonkeyPatch) -> Changer:
    made = Changer()
    monkeypatch.setattr(changed_digits, "augmented", made.augmented)
    monkeypatch.setattr(changed_digits, "is_keras_loaded", lambda: True)
    return made


@pytest.fixture
def pixels() -> NDArray[np.uint8]:
    return np.arange(784).reshape(28, 28).astype(np.uint8)


@pytest.fixture
def view(
    qtbot: QtBot,
    training_lane: Lane,
    theme: Theme,
    icons: IconShop,
    changer: Changer,
    pixels: NDArray[np.uint8],
) -> ChangedView:
    made = ChangedView(training_lane, theme, icons)
    qtbot.addWidget(made)
    made.show_pixels(pixels)
    made.show()
    return made


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_changed_before_it_is_asked_for(
    qtbot: QtBot, view: ChangedView, changer: Changer, training_lane: Lane, pixels: NDArray[np.uint8]
) -> None:
    qtbot.wait(50)
    assert not training_lane.is_busy
    assert "TensorFlow" in view.words.text()
    press(view.show_button)
    qtbot.waitUntil(lambda: view.sheet.pictures is not None)
    assert view.sheet.pictures is not None
    assert view.sheet.pictures.shape == (VARIANTS, 28, 28)
    assert np.array_equal(view.sheet.pictures[0], pixels[::-1])
    assert changer.asked == [(Augmentation(), 1)]
    assert not view.show_button.isVisible()


def test_other_strengths_other_amounts_other_images(
    qtbot: QtBot, view: ChangedView, changer: Changer, pixels: NDArray[np.uint8]
) -> None:
    press(view.show_button)
    qtbot.waitUntil(lambda: view.sheet.pictures is not None)
    press(view.strengths.button(2))
    qtbot.waitUntil(lambda: changer.asked[-1] == (STRONG, 1))
    press(view.shuffle)
    qtbot.waitUntil(lambda: changer.asked[-1] == (STRONG, 2))
    view.show_pixels(255 - pixels)
    qtbot.waitUntil(
        lambda: (
            view.sheet.pictures is not None and np.array_equal(view.sheet.pictures[3], (255 - pixels)[::-1])
        )
    )


def test_waiting_and_loading_are_told(
    qtbot: QtBot, view: ChangedView, changer: Changer, monkeypatch: pytest.MonkeyPatch, training_lane: Lane
) -> None:
    monkeypatch.setattr(changed_digits, "is_keras_loaded", lambda: False)
    gate = threading.Event()
    training_lane.submit(lambda _control: gate.wait(10))
    press(view.show_button)
    qtbot.waitUntil(lambda: "waits" in view.words.text(), timeout=3000)
    changer.goes_on.clear()
    gate.set()
    qtbot.waitUntil(lambda: "Loading TensorFlow" in view.words.text(), timeout=3000)
    changer.goes_on.set()
    qtbot.waitUntil(lambda: view.sheet.pictures is not None)


def test_trouble_is_told_and_can_be_tried_again(qtbot: QtBot, view: ChangedView, changer: Changer) -> None:
    changer.problem = Problem(ProblemCode.DATA_DAMAGED, path="x")
    press(view.show_button)
    qtbot.waitUntil(lambda: view.words.property("role") == "danger")
    changer.problem = None
    press(view.show_button)
    qtbot.waitUntil(lambda: view.sheet.pictures is not None)


def test_hidden_it_leaves_the_lane(
    qtbot: QtBot, view: ChangedView, changer: Changer, pixels: NDArray[np.uint8]
) -> None:
    press(view.show_button)
    qtbot.waitUntil(lambda: view.sheet.pictures is not None)
    view.hide()
    asked = len(changer.asked)
    view.show_pixels(pixels[::-1].copy())
    qtbot.wait(50)
    assert len(changer.asked) == asked
    view.show()
    qtbot.waitUntil(lambda: len(changer.asked) == asked + 1)
    qtbot.waitUntil(lambda: view.sheet.pictures is not None)
