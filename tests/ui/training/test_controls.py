from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.training.controls import Controls
from mnist_desktop.ui.training.phase import Phase

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A window with two fields above the buttons."""
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    for widget in (QLineEdit(), QLineEdit(), Controls()):
        column.addWidget(widget)
    made.resize(320, 160)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def controls(host: QWidget) -> Controls:
    return next(iter(host.findChildren(Controls)))


@pytest.fixture
def pressed(controls: Controls) -> list[str]:
    made: list[str] = []
    controls.train_pressed.connect(lambda: made.append("train"))
    controls.pause_pressed.connect(lambda: made.append("pause"))
    controls.resume_pressed.connect(lambda: made.append("resume"))
    controls.stop_pressed.connect(lambda: made.append("stop"))
    return made


def test_the_button_changes_in_place(controls: Controls, pressed: list[str]) -> None:
    controls.enable_pause()
    assert (controls.primary.text(), controls.stop.isVisible()) == ("Train", False)
    QTest.mouseClick(controls.primary, LEFT)
    controls.show_phase(Phase.RUNNING)
    assert (controls.primary.text(), controls.stop.isVisible()) == ("Pause", True)
    QTest.mouseClick(controls.primary, LEFT)
    controls.show_phase(Phase.PAUSED)
    assert (controls.primary.text(), controls.stop.isVisible()) == ("Resume", True)
    QTest.mouseClick(controls.primary, LEFT)
    controls.show_phase(Phase.RUNNING)
    QTest.mouseClick(controls.stop, LEFT)
    assert pressed == ["train", "pause", "resume", "stop"]
    for phase, words in ((Phase.STOPPING, "Stopping …"), (Phase.FINISHING, "Finishing …")):
        controls.show_phase(phase)
        assert (controls.primary.text(), controls.stop.isVisible()) == (words, False)
        assert not controls.primary.isEnabled()
        assert controls.primary.toolTip()
    controls.show_phase(Phase.IDLE)
    assert (controls.primary.text(), controls.primary.isEnabled()) == ("Train", True)


def test_the_keyboard_does_the_same_from_any_field(
    host: QWidget, controls: Controls, pressed: list[str]
) -> None:
    controls.enable_pause()
    field = host.findChildren(QLineEdit)[0]
    field.setFocus()
    for phase in (Phase.IDLE, Phase.RUNNING, Phase.PAUSED):
        controls.show_phase(phase)
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["train", "pause", "resume", "stop"]
    for phase in (Phase.STOPPING, Phase.FINISHING):
        controls.show_phase(phase)
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    controls.show_phase(Phase.IDLE)
    QTest.keyClick(field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 4


def test_without_a_pause_the_button_stops(controls: Controls, pressed: list[str]) -> None:
    controls.show_phase(Phase.RUNNING)
    assert (controls.primary.text(), controls.stop.isVisible()) == ("Stop", False)
    QTest.mouseClick(controls.primary, LEFT)
    assert pressed == ["stop"]


def test_a_double_click_starts_and_does_not_pause(controls: Controls, pressed: list[str]) -> None:
    controls.enable_pause()
    controls.train_pressed.connect(lambda: controls.show_phase(Phase.RUNNING))
    QTest.mouseClick(controls.primary, LEFT)
    QTest.mouseDClick(controls.primary, LEFT)
    QTest.mouseRelease(controls.primary, LEFT)
    assert pressed == ["train"]
    QTest.mouseClick(controls.primary, LEFT)
    assert pressed == ["train", "pause"]


def test_what_is_refused_says_why(controls: Controls, pressed: list[str]) -> None:
    controls.refuse("There are too few images.")
    assert not controls.primary.isEnabled()
    assert controls.primary.toolTip() == "There are too few images."
    QTest.mouseClick(controls.primary, LEFT)
    assert pressed == []
    controls.refuse("")
    assert controls.primary.isEnabled()
    assert controls.primary.toolTip().startswith("Start training with these settings (")


def test_what_is_refused_for_the_next_run_does_not_touch_this_one(controls: Controls) -> None:
    controls.enable_pause()
    controls.show_phase(Phase.RUNNING)
    controls.refuse("There are too few images.")
    assert (controls.primary.text(), controls.primary.isEnabled()) == ("Pause", True)


@pytest.mark.parametrize("name", ["primary", "stop"])
def test_the_focus_comes_back_to_where_it_was_taken_from(controls: Controls, name: str) -> None:
    controls.enable_pause()
    controls.show_phase(Phase.RUNNING)
    getattr(controls, name).setFocus()
    controls.show_phase(Phase.STOPPING)
    controls.show_phase(Phase.FINISHING)
    assert not controls.primary.hasFocus()
    controls.show_phase(Phase.IDLE)
    assert controls.primary.hasFocus()


def test_the_focus_is_left_where_somebody_put_it(host: QWidget, controls: Controls) -> None:
    controls.primary.setFocus()
    controls.show_phase(Phase.FINISHING)
    (other,) = (field for field in host.findChildren(QLineEdit) if not field.hasFocus())
    other.setFocus()
    controls.show_phase(Phase.IDLE)
    assert other.hasFocus()


def test_the_buttons_are_named(controls: Controls) -> None:
    for phase in Phase:
        controls.show_phase(phase)
        for button in (controls.primary, controls.stop):
            assert button.objectName()
            assert button.accessibleName()
            assert button.toolTip()
