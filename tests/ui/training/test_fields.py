from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.training.fields import (
    Choice,
    ChoiceField,
    CountField,
    DoublingField,
    PercentField,
    RateField,
)
from mnist_desktop.ui.training.tick_field import TickField


def typed(field: QAbstractSpinBox, text: str) -> None:
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def wheel_over(field: QWidget) -> bool:
    """Turn the wheel a notch; whether the field took it."""
    event = QWheelEvent(
        QPointF(5, 5),
        field.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, 120),
        QGuiApplication.mouseButtons(),
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def test_arrows_double_and_halve(qtbot: QtBot) -> None:
    field = DoublingField((1, 4096))
    qtbot.addWidget(field)
    field.setValue(48)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 96
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 24
    field.setValue(4096)
    field.stepUp()
    assert field.value() == 4096
    field.setValue(1)
    field.stepDown()
    assert field.value() == 1


def test_arrows_keep_to_what_is_possible_and_typing_does_not(qtbot: QtBot) -> None:
    field = CountField((1, 1000))
    qtbot.addWidget(field)
    field.setValue(1)
    assert field.stepEnabled() == QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 1
    typed(field, "5000")
    assert field.value() == 5000
    assert field.stepEnabled() == QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 1000
    typed(field, "0")
    assert field.value() == 0
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 1


@pytest.fixture
def rate(qtbot: QtBot) -> RateField:
    field = RateField((1e-6, 10))
    qtbot.addWidget(field)
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
    rate.setValue(1e-6)
    QTest.keyClick(rate, Qt.Key.Key_Down)
    assert rate.text() == "0.000001"
    rate.setValue(5)
    rate.stepBy(3)
    assert rate.text() == "10"


@pytest.mark.parametrize(("text", "value"), [("0.02", 0.02), ("0,02", 0.02), ("2e-4", 0.0002), ("11", 11)])
def test_a_rate_can_be_typed_as_people_do(rate: RateField, text: str, value: float) -> None:
    typed(rate, text)
    assert rate.value() == pytest.approx(value)


@pytest.mark.parametrize("text", ["x", "nan", "inf", "1_0", "--1", "", "1e-", "0.1.2"])
def test_what_is_no_rate_stays_as_it_was_typed_and_is_none(rate: RateField, text: str) -> None:
    typed(rate, text)
    assert rate.text() == text
    assert not rate.is_number
    typed(rate, "0.5")
    assert (rate.value(), rate.is_number) == (0.5, True)


def test_a_rate_beyond_all_stays_as_it_was_typed(rate: RateField) -> None:
    typed(rate, "1e9")
    assert rate.text() == "1e9"
    assert rate.value() >= 1000
    typed(rate, "-1e9")
    assert rate.value() < 0


@pytest.mark.parametrize("text", ["1.0", "1,5", "1.000", "ten", "", "- 3", "0x10"])
def test_what_is_no_whole_number_stays_as_it_was_typed(qtbot: QtBot, text: str) -> None:
    field = DoublingField((1, 4096))
    qtbot.addWidget(field)
    field.setValue(32)
    typed(field, text)
    assert field.text() == text
    assert not field.is_number
    assert not 1 <= field.value() <= 4096
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 1
    assert field.text() == "1"


@pytest.mark.parametrize(("text", "value"), [("-5", -5), ("0", 0), ("007", 7), ("123456789012", 99_999_999)])
def test_a_whole_number_beyond_the_limits_is_not_made_another_one(
    qtbot: QtBot, text: str, value: int
) -> None:
    field = CountField((1, 1000))
    qtbot.addWidget(field)
    typed(field, text)
    assert field.is_number
    assert field.value() == value
    assert field.text() == (text if len(text) > 9 else str(value))


@pytest.fixture
def share(qtbot: QtBot) -> PercentField:
    field = PercentField(60_000)
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(
    ("count", "text"),
    [(60_000, "100 %"), (600, "1 %"), (2000, "3.333 %"), (12_345, "20.575 %"), (1, "0.002 %"), (0, "0 %")],
)
def test_a_share_is_shown_as_a_percentage_and_stays_the_same_number(
    share: PercentField, count: int, text: str
) -> None:
    share.setValue(count)
    assert share.text() == text
    share.interpretText()
    assert share.value() == count


def test_every_count_has_a_percentage_of_its_own(share: PercentField) -> None:
    for count in range(0, 60_001, 7):
        assert share.valueFromText(share.textFromValue(count)) == count


@pytest.mark.parametrize(("text", "count"), [("50", 30_000), ("2,5", 1500), ("0.01", 6), ("33.3 %", 19_980)])
def test_a_share_can_be_typed(share: PercentField, text: str, count: int) -> None:
    share.setFocus()
    typed(share, text)
    assert share.value() == count


@pytest.mark.parametrize(("text", "is_number"), [("101", True), ("x", False), ("5000", True)])
def test_more_than_all_stays_as_it_was_typed(share: PercentField, text: str, is_number: bool) -> None:
    share.setValue(600)
    typed(share, text)
    assert share.text() == f"{text} %"
    assert share.is_number is is_number
    assert share.is_share is not is_number
    typed(share, "5")
    assert (share.value(), share.is_number, share.is_share) == (3000, True, True)


def test_a_share_steps_through_round_percentages(share: PercentField) -> None:
    seen = []
    for _ in range(12):
        QTest.keyClick(share, Qt.Key.Key_Down)
        seen.append(share.text())
    percents = ("90", "80", "70", "60", "50", "40", "30", "20", "10", "5", "2", "1")
    assert seen == [f"{percent} %" for percent in percents]
    QTest.keyClick(share, Qt.Key.Key_Down)
    assert share.text() == "1 %"
    share.setValue(2000)
    QTest.keyClick(share, Qt.Key.Key_Up)
    assert share.text() == "5 %"


@pytest.mark.parametrize("kind", ["count", "rate", "share", "choice"])
def test_the_wheel_scrolls_past_a_field(qtbot: QtBot, kind: str) -> None:
    fields: dict[str, CountField | RateField | PercentField | ChoiceField] = {
        "count": CountField((1, 9)),
        "rate": RateField((0, 1)),
        "share": PercentField(100),
        "choice": ChoiceField([Choice(1, "one", ""), Choice(2, "two", "")]),
    }
    for field in fields.values():
        qtbot.addWidget(field)
    field = fields[kind]
    if isinstance(field, ChoiceField):
        field.choose(2)
        assert not wheel_over(field)
        assert field.currentData() == 2
        return
    field.setValue(0)
    assert not wheel_over(field)
    assert field.value() == 0


def test_the_wheel_changes_a_number_that_somebody_went_into(qtbot: QtBot) -> None:
    field = CountField((1, 9))
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setValue(3)
    assert wheel_over(field)
    assert field.value() == 4


def test_a_choice_tells_what_it_means(qtbot: QtBot) -> None:
    field = ChoiceField([Choice("a", "first", "It is the first."), Choice("b", "second", "")])
    qtbot.addWidget(field)
    assert (field.currentData(), field.meaning()) == ("a", "It is the first.")
    field.set_help("Which one.")
    assert field.toolTip() == "Which one.\nfirst: It is the first."
    field.choose("b")
    assert (field.currentData(), field.meaning()) == ("b", "")
    assert field.toolTip() == "Which one."
    field.choose("nothing of the kind")
    assert field.currentData() == "b"


def test_the_words_of_a_tick_go_on_in_a_second_line(qtbot: QtBot) -> None:
    tick = TickField("Keep the weights of the best epoch")
    qtbot.addWidget(tick)
    tick.resize(400, 32)
    tick.show()
    assert "\n" not in tick.text()
    tick.resize(140, 60)
    assert tick.text().replace("\n", " ") == tick.accessibleName()
    assert "\n" in tick.text()
    assert tick.sizeHint().width() <= 140
    tick.resize(400, 32)
    assert "\n" not in tick.text()


def test_a_choice_with_too_little_room_is_shortened(qtbot: QtBot) -> None:
    field = ChoiceField([Choice(1, "a choice of very many words", "")])
    qtbot.addWidget(field)
    field.resize(100, 32)
    option = QStyleOptionComboBox()
    field.initStyleOption(option)
    assert option.currentText.endswith("…")
    field.resize(400, 32)
    field.initStyleOption(option)
    assert option.currentText == "a choice of very many words"
