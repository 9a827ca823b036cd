from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.training.plan import AUGMENTATION_LIMITS, Augmentation
from mnist_desktop.training.strengths import GENTLE, NONE, STRONG
from mnist_desktop.ui.training.augmentation_panel import AugmentationPanel
from tests.ui.training.changing import controls

ODD = Augmentation(
    rotation=12.34567, shift=1.2, zoom=0.123456, shear=0.07, thickness=0.33, elastic=0.61, noise=0.015
)


def test_it_gives_back_exactly_what_it_was_given(unshown: AugmentationPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(unshown.changed):
        for augmentation in (ODD, NONE, Augmentation(), STRONG):
            unshown.set_augmentation(augmentation)
            assert unshown.augmentation() == augmentation


def test_what_is_beyond_the_limits_is_brought_within(unshown: AugmentationPanel) -> None:
    unshown.set_augmentation(Augmentation(rotation=360, zoom=-1))
    assert unshown.augmentation() == Augmentation(rotation=45, zoom=0)


@pytest.mark.parametrize("name", AUGMENTATION_LIMITS)
def test_slider_and_number_go_together(unshown: AugmentationPanel, name: str, qtbot: QtBot) -> None:
    row, most = unshown.rows[name], AUGMENTATION_LIMITS[name][1]
    with qtbot.waitSignal(unshown.changed):
        row.slider.setValue(row.slider.maximum())
    assert getattr(unshown.augmentation(), name) == most
    assert row.field.value() == row.field.maximum()
    with qtbot.waitSignal(unshown.changed):
        row.field.setValue(0)
    assert getattr(unshown.augmentation(), name) == 0
    assert row.slider.value() == 0
    with qtbot.waitSignal(unshown.changed):
        row.field.stepBy(1)
    assert row.slider.value() == 1
    others = replace(unshown.augmentation(), **{name: getattr(Augmentation(), name)})
    assert others == Augmentation()


def test_numbers_carry_units_and_no_needless_zeros(unshown: AugmentationPanel) -> None:
    texts = [row.field.text() for row in unshown.rows.values()]
    assert texts == ["10°", "2 px", "10 %", "15 %", "0.3 px", "0 px", "0 %"]


def type_into(panel: AugmentationPanel, name: str, text: str) -> None:
    field = panel.rows[name].field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_numbers_can_be_typed_with_point_or_comma(panel: AugmentationPanel) -> None:
    for text, value in (("1.25", 1.25), ("2,5", 2.5), (".5", 0.5)):
        type_into(panel, "shift", text)
        assert panel.augmentation().shift == value
    assert panel.rows["shift"].slider.value() == 1
    type_into(panel, "zoom", "12.3")
    assert panel.augmentation().zoom == 0.123


def test_what_is_no_number_cannot_be_typed(unshown: AugmentationPanel) -> None:
    type_into(unshown, "rotation", "-3x")
    assert unshown.augmentation().rotation == 3
    unshown.rows["rotation"].field.clear()
    QTest.keyClick(unshown.rows["rotation"].field, Qt.Key.Key_Return)
    assert unshown.augmentation().rotation == 3


def test_what_is_too_large_is_told_and_becomes_the_largest(unshown: AugmentationPanel) -> None:
    row = unshown.rows["rotation"]
    usual = row.effect.text()
    row.field.selectAll()
    QTest.keyClicks(row.field, "99")
    assert row.field.text() == "99°"
    assert row.effect.text() == row.field.accessibleDescription() == "45° is the most"
    assert row.effect.property("role") == "danger"
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert (row.field.text(), unshown.augmentation().rotation) == ("45°", 45)
    assert row.slider.value() == row.slider.maximum()
    assert row.effect.text() == "45° is the most"
    type_into(unshown, "rotation", "30")
    assert (row.effect.text(), unshown.augmentation().rotation) == (usual, 30)
    QTest.keyClicks(row.field, "000")
    row.slider.setValue(3)
    assert (row.effect.text(), row.effect.property("role")) == (usual, "caption")
    type_into(unshown, "shear", "60,5")
    assert unshown.augmentation().shear == 0.6
    unshown.rows["shear"].field.stepBy(-1)
    assert unshown.augmentation().shear == 0.59
    assert unshown.rows["shear"].effect.property("role") == "caption"


def test_the_wheel_scrolls_past_controls_that_nobody_works_with(panel: AugmentationPanel) -> None:
    row = panel.rows["rotation"]
    panel.done_button.setFocus()
    for control in (row.slider, row.field):
        turn_wheel(control)
        assert panel.augmentation() == Augmentation()
    row.slider.setFocus()
    turn_wheel(row.slider)
    assert panel.augmentation() != Augmentation()


def turn_wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    where = widget.mapToGlobal(middle)
    modifiers = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(middle, where, QPoint(), QPoint(0, 120), none, modifiers, phase, False)
    QApplication.sendEvent(widget, event)


def test_choices_and_the_way_back(panel: AugmentationPanel, qtbot: QtBot) -> None:
    panel.set_usual(ODD)
    for button, augmentation in (
        (panel.strong_button, STRONG),
        (panel.none_button, NONE),
        (panel.gentle_button, GENTLE),
        (panel.gentle_button, GENTLE),
        (panel.reset_button, ODD),
    ):
        with qtbot.waitSignal(panel.changed):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert panel.augmentation() == augmentation
        checked = [made for made in panel.findChildren(QAbstractButton) if made.isChecked()]
        assert checked == ([] if augmentation is ODD else [button])
    assert not panel.reset_button.isEnabled()


def test_a_lock_leaves_only_the_way_out(panel: AugmentationPanel, qtbot: QtBot) -> None:
    panel.set_augmentation(STRONG)
    panel.lock(True)
    enabled = [made.objectName() for made in controls(panel) if made.isEnabled() and made.isVisible()]
    assert enabled == ["augmentation_done"]
    panel.lock(False)
    assert panel.reset_button.isEnabled()
    assert panel.rows["noise"].field.isEnabled()


def test_done_by_button_and_by_escape(panel: AugmentationPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.done):
        QTest.mouseClick(panel.done_button, Qt.MouseButton.LeftButton)
    for part in (panel, panel.rows["shear"].field):
        part.setFocus()
        with qtbot.waitSignal(panel.done):
            QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Escape)


def test_every_control_has_names_a_tooltip_and_its_place_in_the_tab_order(panel: AugmentationPanel) -> None:
    assert len(controls(panel)) == 7 * 2 + 7
    for control in controls(panel):
        if control is not panel.preview.notice.button:
            assert control.accessibleName(), control.objectName()
            assert control.toolTip(), control.objectName()
        assert control.objectName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()
    panel.reset_button.setEnabled(True)
    panel.none_button.setFocus()
    visited = []
    for _ in range(20):
        visited.append(panel.focusWidget().objectName().removeprefix("augmentation_"))
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    rows = [f"{name}_{part}" for name in AUGMENTATION_LIMITS for part in ("slider", "field")]
    assert visited == ["none", "gentle", "strong", "reset", *rows, "shuffle", "done"]
