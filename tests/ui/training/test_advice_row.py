from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.training.advice.kinds import Advice, AdviceKind, Sign
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.advice_card import AdviceCard
from mnist_desktop.ui.training.advice_row import AdviceRow
from tests.training.advice.examples import EXAMPLES

DIVERGING, OVERFITTING, BETTER = (EXAMPLES[sign] for sign in (Sign.GROWN, Sign.RISING, Sign.DROPOUT))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 400)
    return made


@pytest.fixture
def row(window: QWidget, icons: IconShop) -> AdviceRow:
    """In a window, so that it can be seen and not be seen."""
    made = AdviceRow(icons)
    column = QVBoxLayout(window)
    column.addWidget(made)
    column.addStretch(1)
    window.show()
    return made


def shown(row: AdviceRow) -> AdviceCard:
    (card,) = (card for card in row.cards if card.isVisible())
    assert card is row.shown
    return card


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_advice_it_takes_no_room(row: AdviceRow) -> None:
    assert not row.isVisible()
    row.show_advice(DIVERGING)
    assert row.isVisible()
    row.clear()
    assert not row.isVisible()
    assert row.cards == ()


def test_one_piece_says_what_was_seen_why_it_matters_and_what_to_do(row: AdviceRow) -> None:
    row.show_advice(DIVERGING)
    card = shown(row)
    assert card.title.text() == "The training diverges"
    assert card.seen.text() == "At a rate of 10, the loss has grown from 2.30 to 39,900 in epoch 1."
    assert card.reason.text().startswith("Each step goes too far")
    assert card.change.text() == "Next time: learning rate 0.001"
    assert not card.next.isVisible()


def test_one_click_offers_the_change_and_says_so(row: AdviceRow) -> None:
    row.show_advice(DIVERGING)
    wanted = QSignalSpy(row.change_wanted)
    press(shown(row).change)
    press(shown(row).change)
    assert [wanted.at(number)[0] for number in range(wanted.count())] == [DIVERGING]
    assert shown(row).change.text() == "Set for next time"


def test_what_is_wanted_while_a_training_runs_is_told_when_it_has_ended(row: AdviceRow) -> None:
    wanted = QSignalSpy(row.change_wanted)
    row.hold(True)
    row.show_advice(DIVERGING)
    press(shown(row).change)
    assert wanted.count() == 0
    row.hold(False)
    row.hold(False)
    assert wanted.count() == 1
    row.hold(True)
    row.show_advice(OVERFITTING)
    row.clear()
    row.hold(False)
    assert wanted.count() == 1


def test_validation_that_is_better_by_dropout_offers_less_of_it(row: AdviceRow) -> None:
    row.show_advice(BETTER)
    assert shown(row).change.isVisible()
    assert shown(row).change.text() == "Next time: dropout 0.25"
    assert shown(row).title.property("role") == "muted"


def test_a_reassurance_has_nothing_to_change_and_is_muted(row: AdviceRow) -> None:
    row.show_advice(EXAMPLES[Sign.AUGMENTATION])
    assert not shown(row).change.isVisible()
    assert shown(row).title.property("role") == "muted"


def test_only_what_is_wrong_with_the_rate_has_the_colour_of_a_warning(row: AdviceRow) -> None:
    for advice in EXAMPLES.values():
        row.show_advice(advice)
    roles = {card.advice.kind: card.title.property("role") for card in row.cards}
    warned = {kind for kind, role in roles.items() if role == "warning"}
    assert warned == {AdviceKind.DIVERGING, AdviceKind.RATE_TOO_HIGH}


def test_several_pieces_take_the_room_of_one_the_most_urgent_first(row: AdviceRow) -> None:
    row.show_advice(OVERFITTING)
    row.show_advice(BETTER)
    assert shown(row).advice is OVERFITTING
    row.show_advice(DIVERGING)
    assert shown(row).advice is DIVERGING
    seen = []
    for number in range(1, 4):
        card = shown(row)
        assert card.next.text() == f"{number} of 3"
        seen.append(card.advice)
        press(card.next)
    assert seen == [DIVERGING, OVERFITTING, BETTER]
    assert shown(row).advice is DIVERGING


def test_what_is_put_aside_is_gone(row: AdviceRow) -> None:
    row.show_advice(DIVERGING)
    row.show_advice(BETTER)
    press(shown(row).dismiss)
    assert shown(row).advice is BETTER
    assert not shown(row).next.isVisible()
    press(shown(row).dismiss)
    assert not row.isVisible()


def test_a_newer_piece_replaces_one_of_its_kind(row: AdviceRow) -> None:
    row.show_advice(OVERFITTING)
    newer = Advice(OVERFITTING.kind, OVERFITTING.sign, {**OVERFITTING.values, "epoch": 30.0})
    row.show_advice(newer)
    assert [card.advice for card in row.cards] == [newer]
    assert shown(row).advice is newer


@pytest.mark.parametrize("width", [480, 700, 900, 1400])
def test_all_words_can_be_read_at_any_width(
    qtbot: QtBot, window: QWidget, row: AdviceRow, width: int
) -> None:
    window.resize(width, 400)
    assert window.width() == width
    for advice in EXAMPLES.values():
        row.clear()
        row.show_advice(advice)
        qtbot.wait(50)
        card = shown(row)
        for words in (card.title, card.seen, card.reason):
            assert words.height() >= words.heightForWidth(words.width())
            assert card.rect().contains(words.geometry())


def test_every_control_can_be_named_and_reached(row: AdviceRow) -> None:
    row.show_advice(DIVERGING)
    row.show_advice(BETTER)
    card = shown(row)
    controls = (card.change, card.next, card.dismiss)
    for control in controls:
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
        assert control.height() >= 32
    card.change.setFocus()
    for before, after in pairwise(controls):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert after.hasFocus()
