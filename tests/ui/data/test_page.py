"""The Data place reads in the background, tells when it cannot, and looks after the user's sets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.data.data_set import DataSet
from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.data.page import DataPage
from mnist_desktop.ui.set_shelf import SetShelf
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.window import DATA, DRAW
from tests.ui.conftest import AnsweringDialogs
from tests.ui.data.small_sets import letters


@pytest.fixture
def library(home: Path) -> SetLibrary:
    return SetLibrary(home / "sets")


@pytest.fixture
def page(
    qtbot: QtBot,
    lane: Lane,
    training_lane: Lane,
    shelf: ModelShelf,
    library: SetLibrary,
    theme: Theme,
    icons: IconShop,
    dialogs: AnsweringDialogs,
) -> DataPage:
    made = DataPage(
        sets=SetShelf(library),
        shelf=shelf,
        lane=lane,
        writing=lane,
        training=training_lane,
        theme=theme,
        icons=icons,
        dialogs=dialogs,
    )
    qtbot.addWidget(made)
    made.resize(1100, 700)
    return made


def press(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page: DataPage, text: str) -> None:
    """Choose a set in the list with the keyboard."""
    page.set_row.sets.setFocus()
    index = page.set_row.sets.findText(text)
    assert index >= 0
    page.set_row.sets.setCurrentIndex(index)
    page.set_row.sets.activated.emit(index)


def test_it_reads_on_the_first_visit_only(page: DataPage, lane: Lane, qtbot: QtBot) -> None:
    assert not lane.is_busy
    page.show()
    assert page.notice.text.text() == "Reading the images …"
    assert not page.notice.progress.isHidden()
    qtbot.waitUntil(lambda: page.browser is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)
    first = page.browser
    page.hide()
    page.show()
    assert not lane.is_busy
    assert page.browser is first


def test_trouble_is_told_and_can_be_tried_again(
    page: DataPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_library: SetLibrary, _identifier: str) -> DataSet:
        raise Problem(ProblemCode.DATA_DAMAGED, path="mnist.npz")

    with monkeypatch.context() as patch:
        patch.setattr(SetLibrary, "open", damaged)
        page.show()
        qtbot.waitUntil(lambda: not page.notice.button.isHidden(), timeout=5000)
        assert "damaged" in page.notice.text.text()
    press(page.notice.button)
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)


def test_the_unexpected_is_handed_on(page: DataPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_library: SetLibrary, _identifier: str) -> DataSet:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(SetLibrary, "open", broken)
    with qtbot.capture_exceptions() as caught:
        page.show()
        qtbot.waitUntil(lambda: not page.notice.button.isHidden(), timeout=5000)
    assert [str(error) for _, error, _ in caught] == ["out of the blue"]


def test_closing_the_lane_while_it_waits(page: DataPage, lane: Lane, qtbot: QtBot) -> None:
    page.show()
    lane.close()
    qtbot.waitUntil(lambda: lane.is_closed, timeout=5000)


def test_a_kept_set_is_shown_with_its_classes(page: DataPage, library: SetLibrary, qtbot: QtBot) -> None:
    library.keep(letters(), "folder/letters.npz")
    page.restore_state({"set": letters().identifier})
    page.show()
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)
    browser = page.browser
    assert browser is not None
    assert page.set_row.sets.currentText() == "Letters"
    assert browser.overview.facts.source.whole == "folder/letters.npz"
    assert browser.count_words.text() == "All 30 training images"
    assert not browser.filters.parts.button(1).isEnabled()
    menu = browser.filters.classes.menu_button
    assert menu is not None
    assert menu.text() == "All 3 classes"
    menu.menu().actions()[0].trigger()
    assert browser.count_words.text() == "10 of 30 training images, only shirt & tie"
    assert menu.text() == "shirt && tie"
    assert page.settings_state() == {"set": letters().identifier}


def test_another_set_is_chosen_and_comes_in_its_place(
    page: DataPage, library: SetLibrary, qtbot: QtBot
) -> None:
    library.keep(letters(), "x")
    page.restore_state({})
    page.show()
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)
    choose(page, "Letters")
    qtbot.waitUntil(lambda: page.browser is not None and page.browser.digits.count == 30, timeout=5000)
    choose(page, "MNIST")
    qtbot.waitUntil(lambda: page.browser is not None and page.browser.digits.count == 60_000, timeout=5000)


def test_renaming(page: DataPage, library: SetLibrary, dialogs: AnsweringDialogs, qtbot: QtBot) -> None:
    facts = library.keep(letters(), "x")
    page.restore_state({"set": facts.identifier})
    page.show()
    dialogs.text = "Clothes"
    press(page.set_row.rename)
    assert page.set_row.sets.currentText() == "Clothes"
    assert library.find("clothes").identifier == facts.identifier
    dialogs.text = "MNIST"
    press(page.set_row.rename)
    assert [problem.code for problem in dialogs.troubles if isinstance(problem, Problem)] == [
        ProblemCode.SET_NAME_TAKEN
    ]
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)


def test_removing_asks_first_and_goes_back_to_mnist(
    page: DataPage, library: SetLibrary, dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    facts = library.keep(letters(), "x")
    page.restore_state({"set": facts.identifier})
    page.show()
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)
    dialogs.agrees = False
    press(page.set_row.remove)
    assert len(library.sets()) == 2
    assert "Letters" in dialogs.asked[0]
    dialogs.agrees = True
    with qtbot.waitSignal(page.status_told) as told:
        press(page.set_row.remove)
    assert told.args == ["Removed Letters."]
    assert len(library.sets()) == 1
    qtbot.waitUntil(lambda: page.browser is not None and page.browser.digits.count == 60_000, timeout=5000)


def test_mnist_can_neither_be_renamed_nor_removed(page: DataPage) -> None:
    assert not page.set_row.rename.isEnabled()
    assert not page.set_row.remove.isEnabled()
    assert "belongs to the program" in page.set_row.remove.toolTip()
    assert page.set_row.export_button.isEnabled()


def test_a_damaged_set_is_shown_as_damaged_and_can_be_removed(
    page: DataPage, library: SetLibrary, home: Path, qtbot: QtBot
) -> None:
    facts = library.keep(letters(), "x")
    (home / "sets" / facts.identifier / "facts.json").write_text("{")
    page.restore_state({"set": facts.identifier})
    page.show()
    assert page.set_row.sets.currentText().endswith("(damaged)")
    assert "damaged" in page.notice.text.text()
    assert page.notice.text.property("role") == "danger"
    assert not page.set_row.rename.isEnabled()
    assert not page.set_row.export_button.isEnabled()
    press(page.set_row.remove)
    assert len(library.sets()) == 1
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)


def test_a_set_with_damaged_images_is_told(
    page: DataPage, library: SetLibrary, home: Path, qtbot: QtBot
) -> None:
    facts = library.keep(letters(), "x")
    images = home / "sets" / facts.identifier / "train_images.npy"
    images.write_bytes(images.read_bytes()[:-5])
    page.restore_state({"set": facts.identifier})
    page.show()
    qtbot.waitUntil(lambda: "damaged" in page.notice.text.text(), timeout=5000)


def test_sets_that_came_or_went_elsewhere_are_known_at_the_next_visit(
    page: DataPage, library: SetLibrary, qtbot: QtBot
) -> None:
    page.show()
    qtbot.waitUntil(lambda: page.browser is not None, timeout=5000)
    page.hide()
    facts = library.keep(letters(), "x")
    page.show()
    assert page.set_row.sets.count() == 2
    choose(page, "Letters")
    qtbot.waitUntil(lambda: page.browser is not None and page.browser.digits.count == 30, timeout=5000)
    page.hide()
    library.remove(facts.identifier)
    page.show()
    assert page.set_row.sets.currentText() == "MNIST"
    qtbot.waitUntil(lambda: page.browser is not None and page.browser.digits.count == 60_000, timeout=5000)


def test_an_image_goes_to_the_canvas(qtbot: QtBot, program: Program) -> None:
    program.window.show_place(DATA)
    page = program.window.page(DATA)
    qtbot.waitUntil(lambda: page.browser is not None, timeout=10_000)
    press(page.browser.overview.nine.buttons[3])
    press(page.browser.closer.canvas)
    draw = program.window.page(DRAW)
    assert draw.isVisible()
    assert not draw.board.drawing.is_empty
    qtbot.waitUntil(lambda: draw.answer.glyph.text() == "1", timeout=5000)


def test_everything_of_the_set_row_has_a_name_and_a_tooltip(page: DataPage) -> None:
    row = page.set_row
    for control in (row.sets, row.rename, row.remove, row.import_button, row.export_button):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
