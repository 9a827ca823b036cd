"""Several models reading the drawing that is on the board."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.places import user_places
from mnist_desktop.ui.draw.compared_model import ComparedModel
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.draw.small_bars import SmallBars
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.window import DRAW, TRAIN
from tests.hand import DIGITS
from tests.ui.draw.stand_ins import use_model
from tests.ui.strokes import draw


@pytest.fixture
def page(program: Program) -> DrawPage:
    found: DrawPage = program.window.page(DRAW)
    return found


@pytest.fixture
def three(program: Program) -> tuple[LibraryModel, ...]:
    """A model that can reject and always does, one that cannot, and the bundled one, which is in use."""
    rejecting = use_model(program.shelf, {4: 0.9, 9: 0.1}, digit=0.05)
    plain = use_model(program.shelf, {3: 1.0})
    bundled = program.shelf.library.bundled()
    program.shelf.activate(bundled.facts.identifier)
    return rejecting, plain, bundled


def press_compare(page: DrawPage) -> None:
    QTest.mouseClick(page.answer.compare, Qt.MouseButton.LeftButton)


def row_of(page: DrawPage, model: LibraryModel) -> ComparedModel:
    return next(row for row in page.comparison.rows if row.model.facts.identifier == model.facts.identifier)


def wait_for_glyphs(qtbot: QtBot, page: DrawPage, glyphs: list[str]) -> None:
    qtbot.waitUntil(lambda: [row.glyph.text() for row in page.comparison.rows] == glyphs, timeout=5000)


def test_with_one_model_there_is_nothing_to_compare(page: DrawPage) -> None:
    assert not page.answer.compare.isEnabled()
    assert "no other model" in page.answer.compare.toolTip()


def test_all_read_the_drawing_that_is_on_the_board(
    qtbot: QtBot, program: Program, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    rejecting, plain, bundled = three
    draw(page.board, DIGITS["7"])
    press_compare(page)
    assert page.comparison.isVisible()
    assert not page.answer.isVisible()
    # The one in use comes first, then the newest.
    wait_for_glyphs(qtbot, page, ["7", "3", "–"])
    assert row_of(page, bundled).in_use.isVisible()
    assert not row_of(page, plain).in_use.isVisible()
    assert row_of(page, rejecting).words.whole == "not a digit"
    assert row_of(page, rejecting).bars.winner is None
    assert row_of(page, plain).bars.winner == 3
    assert row_of(page, plain).unable.isVisible()
    assert "cannot tell “not a digit”" in row_of(page, plain).unable.toolTip()
    assert not row_of(page, bundled).unable.isVisible()
    assert row_of(page, bundled).bars.accessibleDescription().startswith("7 ")
    assert not page.comparison.grab().isNull()


def test_the_bars_follow_the_pen_and_are_empty_with_the_board(
    qtbot: QtBot, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    press_compare(page)
    wait_for_glyphs(qtbot, page, ["", "", ""])
    draw(page.board, DIGITS["1"])
    wait_for_glyphs(qtbot, page, ["1", "3", "–"])
    page.board.clear()
    wait_for_glyphs(qtbot, page, ["", "", ""])
    assert all(row.bars.numbers is None for row in page.comparison.rows)
    assert row_of(page, three[1]).words.whole == ""


def test_it_is_left_by_key_and_button_and_the_answer_is_the_newest(
    qtbot: QtBot, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    QTest.keyClick(page.board, Qt.Key.Key_C)
    assert page.comparison.isVisible()
    draw(page.board, DIGITS["1"])
    wait_for_glyphs(qtbot, page, ["1", "3", "–"])
    QTest.keyClick(page.board, Qt.Key.Key_Escape)
    assert page.answer.isVisible()
    qtbot.waitUntil(lambda: page.answer.glyph.text() == "1", timeout=5000)
    press_compare(page)
    QTest.mouseClick(page.comparison.leave, Qt.MouseButton.LeftButton)
    assert page.answer.isVisible()


def test_models_are_chosen_in_the_menu(qtbot: QtBot, page: DrawPage, three: tuple[LibraryModel, ...]) -> None:
    press_compare(page)

    def click(name: str) -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(action for action in menu.actions() if action.text() == name)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

    for count in (2, 3):
        QTimer.singleShot(50, lambda: click(three[1].facts.name))
        QTest.mouseClick(page.comparison.choose, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(page.comparison.rows) == count, timeout=5000)  # noqa: B023
    assert [row.model.facts.name for row in page.comparison.rows] == [
        "Reader",
        three[0].facts.name,
        three[1].facts.name,
    ]


def test_at_most_four_and_at_least_one_are_compared(
    program: Program, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    more = [use_model(program.shelf, {number: 1.0}) for number in (1, 2)]
    page.compare()
    assert len(page.comparison.rows) == 4
    page.comparison.choices.aboutToShow.emit()
    left_out = [action for action in page.comparison.choices.actions() if not action.isEnabled()]
    assert len(left_out) == 1
    assert "Four are compared" in left_out[0].toolTip()
    page.compare((more[0].facts.identifier,))
    page.comparison.choices.aboutToShow.emit()
    only = [action for action in page.comparison.choices.actions() if not action.isEnabled()]
    assert [action.data() for action in only] == [more[0].facts.identifier]


def test_a_model_that_is_deleted_or_changed_is_told_and_harms_no_other(
    qtbot: QtBot, program: Program, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    rejecting, plain, bundled = three
    content = bytearray(plain.litert_file.read_bytes())
    content[-1] ^= 1
    plain.litert_file.write_bytes(bytes(content))
    draw(page.board, DIGITS["7"])
    press_compare(page)
    wait_for_glyphs(qtbot, page, ["7", "", "–"])
    qtbot.waitUntil(lambda: "damaged" in row_of(page, plain).words.whole, timeout=5000)
    program.shelf.delete(plain.facts.identifier)
    program.shelf.delete(rejecting.facts.identifier)
    wait_for_glyphs(qtbot, page, ["7"])
    assert row_of(page, bundled).model.facts.name == "Reader"


def test_another_model_in_use_and_another_caution_are_followed(
    qtbot: QtBot, program: Program, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    rejecting, plain, bundled = three
    draw(page.board, DIGITS["7"])
    press_compare(page)
    program.shelf.activate(plain.facts.identifier)
    wait_for_glyphs(qtbot, page, ["7", "3", "–"])
    assert row_of(page, plain).in_use.isVisible()
    assert not row_of(page, bundled).in_use.isVisible()
    program.menus.choose_caution(Caution.LENIENT)
    qtbot.waitUntil(lambda: row_of(page, rejecting).reading is not None, timeout=5000)
    reading = row_of(page, rejecting).reading
    assert reading is not None
    assert reading.digit_probability == pytest.approx(0.05, abs=0.01)
    wait_for_glyphs(qtbot, page, ["7", "3", "–"])


def test_the_chosen_models_are_remembered(
    program: Program, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    rejecting, plain, _ = three
    page.compare((plain.facts.identifier, rejecting.facts.identifier))
    page.comparing.leave()
    program.window.show_place(TRAIN)
    program.window._remember()
    state = Preferences(user_places().config).page_state(DRAW)
    page.compare(("gone",))
    page.comparing.leave()
    page.restore_state(state)
    page.compare()
    assert [row.model for row in page.comparison.rows] == [plain, rejecting]


def test_a_model_for_other_classes_is_not_said_to_know_digits_only(
    page: DrawPage, program: Program, three: tuple[LibraryModel, ...]
) -> None:
    _, plain, _ = three
    program.shelf.name_classes(plain.facts.identifier, tuple("abcdefghij"))
    press_compare(page)
    assert not row_of(page, plain).unable.isVisible()


def test_the_name_of_a_class_that_is_no_sign_stands_among_the_words(
    qtbot: QtBot, program: Program, page: DrawPage, three: tuple[LibraryModel, ...]
) -> None:
    _, plain, _ = three
    program.shelf.name_classes(plain.facts.identifier, tuple(f"class {number}" for number in range(10)))
    draw(page.board, DIGITS["7"])
    press_compare(page)
    wait_for_glyphs(qtbot, page, ["7", "", "–"])
    qtbot.waitUntil(lambda: row_of(page, plain).words.whole.startswith("class 3: certain"), timeout=5000)


def test_names_without_room_beneath_the_bars_are_left_out_but_the_winners(qtbot: QtBot, theme: Theme) -> None:
    bars = SmallBars(theme, "bars")
    qtbot.addWidget(bars)
    bars.resize(340, 60)
    for names, is_room in ((tuple("0123456789"), True), (tuple(f"class {n}" for n in range(62)), False)):
        bars.show_probabilities(names, None)
        assert bars.written == (names if is_room else ())
        bars.show_probabilities(names, np.eye(len(names), dtype=np.float32)[-1])
        assert bars.written == (names if is_room else names[-1:])
        assert not bars.grab().isNull()
