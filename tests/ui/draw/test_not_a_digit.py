"""How sure a reading is, in words and colour, and what is turned away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.models.answers import Caution
from mnist_desktop.places import user_places
from mnist_desktop.ui.draw.answer import AnswerPanel
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.settings_dialog import SettingsDialog
from mnist_desktop.ui.window import DRAW
from tests.hand import DIGITS
from tests.ui.draw.stand_ins import use_model
from tests.ui.strokes import draw, move, place_on


@pytest.fixture
def page(program: Program) -> DrawPage:
    found: DrawPage = program.window.page(DRAW)
    return found


@pytest.fixture
def answer(page: DrawPage) -> AnswerPanel:
    return page.answer


def colour(answer: AnswerPanel) -> str:
    return answer.words.palette().windowText().color().name().upper()


def wait_for(qtbot: QtBot, answer: AnswerPanel, words: str) -> None:
    qtbot.waitUntil(lambda: answer.words.text() == words, timeout=5000)


def open_menu() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose_in_menu(answer: AnswerPanel, caution: Caution) -> None:
    """Click the small button and, in the menu that opens, the choice."""

    def click() -> None:
        menu = open_menu()
        place = menu.actionGeometry(answer.caution.choices[caution]).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)

    QTimer.singleShot(50, click)
    QTest.mouseClick(answer.caution, Qt.MouseButton.LeftButton)


def test_a_clear_digit_is_certain(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 0.9995, 9: 0.0005}, digit=0.9999)
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "certain, 99.9 %")
    assert answer.glyph.text() == "4"
    assert answer.glyph.accessibleName() == "The model reads 4"
    assert answer.glyph.accessibleDescription() == "certain, 99.9 %"
    assert answer.bars.winner == 4
    assert answer.note.text() == ""
    assert "> 99.9 %" in answer.words.toolTip()
    assert colour(answer) == program.theme.colours.muted


def test_a_fair_answer_is_told_as_people_would(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 0.95, 9: 0.05}, digit=0.98)
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "fairly sure, 93 %")
    # The bars say 95 %: this is why.
    assert answer.note.text() == "a digit at all: 98.0 %"
    assert "the bars do not" in answer.note.toolTip()
    assert answer.bars.accessibleName() == "Probability of each digit"


def test_nothing_is_told_to_be_wholly_certain(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 1.0}, digit=0.99999)
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "certain, > 99.9 %")
    assert answer.bars.accessibleDescription().startswith("4 > 99.9 %, ")


def test_two_digits_that_are_close_are_both_told(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 0.55, 9: 0.45}, digit=0.99)
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "not sure: 4 or 9")
    assert answer.glyph.text() == "4"
    assert answer.bars.winner == 4
    assert colour(answer) == program.theme.colours.warning


def test_what_may_be_no_digit_says_so(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 0.99, 9: 0.01}, digit=0.6)
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "not sure: 4 or no digit")
    assert answer.note.text() == "a digit at all: 60.0 %"


def test_a_drawing_that_is_no_digit_gets_no_digit(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 0.99, 9: 0.01}, digit=0.03)
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "not a digit")
    assert answer.glyph.text() == "–"
    assert answer.glyph.accessibleName() == "The model reads no digit"
    assert answer.glyph.accessibleDescription() == "not a digit"
    assert answer.note.text() == "if it were a digit:"
    assert answer.bars.accessibleName() == "If it were a digit"
    assert answer.bars.winner is None
    assert answer.bars.numbers is not None
    assert answer.bars.numbers[4] == pytest.approx(0.99, abs=1e-3)
    assert "3.0 %" in answer.words.toolTip()
    assert "50.0 %" in answer.words.toolTip()
    assert colour(answer) == program.theme.colours.danger
    page.board.clear()
    wait_for(qtbot, answer, "")
    assert (answer.glyph.text(), answer.note.text()) == ("", "")
    assert answer.glyph.accessibleName() == "No reading"


def test_the_colour_waits_until_the_pen_is_lifted(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 0.99, 9: 0.01}, digit=0.03)
    places = [place_on(page.board, (0.5, 0.3 + 0.05 * step)) for step in range(4)]
    QTest.mousePress(page.board, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        move(page.board, place)
    wait_for(qtbot, answer, "not a digit")
    assert colour(answer) == program.theme.colours.muted
    QTest.mouseRelease(page.board, Qt.MouseButton.LeftButton, pos=places[-1])
    assert colour(answer) == program.theme.colours.danger


def test_a_model_that_cannot_tell_says_so_quietly(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 0.9995, 9: 0.0005})
    assert answer.note.text() == ""
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "certain, 99.9 %")
    assert answer.note.text() == "This model cannot tell what is not a digit"
    assert answer.note.toolTip()
    assert not answer.caution.isVisible()
    use_model(program.shelf, {4: 0.9995, 9: 0.0005}, digit=0.9999)
    qtbot.waitUntil(lambda: answer.note.text() == "")
    assert answer.caution.isVisible()


def test_how_careful_is_chosen_beside_the_answer_and_read_with_at_once(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 1.0}, digit=0.7)
    draw(page.board, DIGITS["4"])
    wait_for(qtbot, answer, "not sure: 4 or no digit")
    assert answer.caution.toolTip() == "How careful: Balanced"
    choose_in_menu(answer, Caution.CAREFUL)
    wait_for(qtbot, answer, "not a digit")
    assert answer.caution.toolTip() == "How careful: Careful"
    assert program.preferences.caution is Caution.CAREFUL
    choose_in_menu(answer, Caution.LENIENT)
    wait_for(qtbot, answer, "not sure: 4 or no digit")
    assert answer.caution.choices[Caution.LENIENT].isChecked()


def test_the_menu_of_how_careful_lies_in_the_window_and_explains_itself(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 1.0}, digit=0.7)
    program.window.resize(960, 640)
    places: list[QRect] = []
    lines: list[str] = []

    def look() -> None:
        menu = open_menu()
        places.append(menu.geometry())
        lines.extend(action.text() for action in menu.actions() if action.isEnabled())
        menu.close()

    QTimer.singleShot(50, look)
    QTest.mouseClick(answer.caution, Qt.MouseButton.LeftButton)
    window, (place,) = program.window, places
    assert QRect(window.mapToGlobal(window.rect().topLeft()), window.size()).contains(place)
    assert place.right() == answer.caution.mapToGlobal(answer.caution.rect().topRight()).x()
    assert [line.partition("\t")[0] for line in lines] == ["Lenient", "Balanced", "Careful"]
    assert all(len(line.partition("\t")[2]) > 20 for line in lines)


def test_how_careful_is_chosen_in_the_settings(
    qtbot: QtBot, program: Program, page: DrawPage, answer: AnswerPanel
) -> None:
    use_model(program.shelf, {4: 1.0}, digit=0.7)
    draw(page.board, DIGITS["4"])
    told: list[str] = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        assert dialog.caution.currentText() == "Balanced"
        told.append(dialog.effect.text())
        QTest.keyClick(dialog.caution, Qt.Key.Key_Down)
        assert dialog.caution.currentText() == "Careful"
        told.append(dialog.effect.text())
        dialog.reject()

    QTimer.singleShot(50, choose)
    program.menus.settings.trigger()
    assert len(set(told)) == 2
    wait_for(qtbot, answer, "not a digit")
    assert answer.caution.choices[Caution.CAREFUL].isChecked()


def test_how_careful_is_remembered(program: Program) -> None:
    assert program.preferences.caution is Caution.BALANCED
    program.menus.choose_caution(Caution.LENIENT)
    program.preferences.save()
    assert Preferences(user_places().config).caution is Caution.LENIENT


def test_a_setting_that_is_none_is_balanced(home: object) -> None:
    folder = user_places().config
    folder.mkdir(parents=True)
    (folder / "settings.ini").write_text("[draw]\ncaution=reckless\n")
    assert Preferences(folder).caution is Caution.BALANCED
