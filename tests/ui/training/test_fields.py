from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QValidator
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.training.fields import DoublingField, RateField


def test_arrows_double_and_halve(qtbot: QtBot) -> None:
    field = DoublingField()
    qtbot.addWidget(field)
    field.setRange(1, 4096)
    field.setValue(48)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 96
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 24
    field.setValue(4096)
    field.stepUp()
    assert field.value() == 4096


@pytest.fixture
def rate(qtbot: QtBot) -> RateField:
    field = RateField()
    qtbot.addWidget(field)
    field.setRange(1e-6, 10)
    field.setValue(0.001)
    return field


def test_a_rate_is_written_short_and_steps_through_round_values(rate: RateField) -> None:
    assert rate.text() == "0.001"
    seen = []
    for _ in range(4):
        QTest.keyClick(rate, Qt.Key.Key_Up)
        seen.append(rate.text())
    assert seen == ["0.002", "0.005", "0.01", "0.02"]
    rate.setValue(0.003)
    QTest.keyClick(rate, Qt.Key.Key_Down)
    assert rate.text() == "0.002"
    rate.setValue(0.001)
    QTest.keyClick(rate, Qt.Key.Key_Down)
    assert rate.text() == "0.0005"


@pytest.mark.parametrize(("typed", "value"), [("0.02", 0.02), ("0,02", 0.02), ("2e-4", 0.0002)])
def test_a_rate_can_be_typed_as_people_do(rate: RateField, typed: str, value: float) -> None:
    rate.selectAll()
    QTest.keyClicks(rate, typed)
    QTest.keyClick(rate, Qt.Key.Key_Return)
    assert rate.value() == pytest.approx(value)


def test_what_is_no_rate_cannot_be_typed(rate: RateField) -> None:
    assert rate.validate("x", 1)[0] is QValidator.State.Invalid
    assert rate.validate("1e-", 3)[0] is QValidator.State.Intermediate
    assert rate.validate("11", 2)[0] is QValidator.State.Intermediate
    rate.selectAll()
    QTest.keyClicks(rate, "11")
    rate.clearFocus()
    assert rate.value() <= 10
