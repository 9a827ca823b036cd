"""Looking through MNIST with real clicks and keys."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.data.mnist import Mnist
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.data.browser import SAMPLE, DigitBrowser
from mnist_desktop.ui.data.reading import ReadSet
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def opened(
    qtbot: QtBot,
    read_mnist: ReadSet,
    shelf: ModelShelf,
    training_lane: Lane,
    theme: Theme,
    icons: IconShop,
) -> DigitBrowser:
    """MNIST as it is seen at first."""
    made = DigitBrowser(read_mnist, shelf=shelf, lane=training_lane, theme=theme, icons=icons)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def browser(opened: DigitBrowser) -> DigitBrowser:
    """All its training digits."""
    press(opened.all_button)
    return opened


def press(button: QWidget) -> None:
    QTest.mouseClick(button, LEFT)


def click(browser: DigitBrowser, position: int) -> None:
    place = browser.grid.cell(position).center()
    QTest.mouseClick(browser.grid.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)


def type_number(browser: DigitBrowser, text: str) -> None:
    browser.filters.number.clear()
    QTest.keyClicks(browser.filters.number, text)
    QTest.keyClick(browser.filters.number, Qt.Key.Key_Return)


def test_the_first_nine_and_the_facts_first(opened: DigitBrowser, mnist: Mnist) -> None:
    assert opened.shows(opened.overview)
    nine = opened.overview.nine
    assert [button.text() for button in nine.buttons] == list("504192131")
    assert nine.buttons[0].accessibleName() == "A 5: training digit 0"
    facts = opened.overview.facts
    assert facts.counts.whole == "60,000 to learn from, 10,000 to test"
    assert facts.shape.whole == "60,000 × 28 × 28"
    assert facts.values.whole == "0 to 255, uint8"
    assert facts.source.isHidden()
    assert opened.overview.class_heading.text() == "10 classes and their mean images"
    assert opened.overview.classes.describe(1) == "1: 6,742 images, 11.2 % of this part"
    press(opened.filters.parts.button(1))
    assert opened.shows(opened.overview)
    assert [button.text() for button in nine.buttons] == list("721041495")
    assert facts.shape.whole == "10,000 × 28 × 28"


def test_a_class_of_the_histogram_is_shown(opened: DigitBrowser, mnist: Mnist) -> None:
    rows = opened.overview.classes
    QTest.mouseClick(rows, LEFT, Qt.KeyboardModifier.NoModifier, rows.row(3).center())
    assert opened.shows(opened.gallery)
    assert set(mnist.train.labels[opened.grid.indices].tolist()) == {3}
    assert opened.filters.chips[3].isChecked()
    press(opened.overview_button)
    assert opened.shows(opened.overview)
    assert not opened.filters.chips[3].isChecked()
    rows.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(rows, key)
    assert opened.filters.chips[rows.current or 0].isChecked()


def test_the_row_that_a_key_moves_to_is_brought_into_view(opened: DigitBrowser) -> None:
    opened.resize(720, 420)
    rows = opened.overview.classes
    rows.setFocus()
    for _ in range(10):
        QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.current == 9
    assert rows.visibleRegion().boundingRect().contains(rows.row(9).adjusted(0, 0, -20, 0))


def test_the_bars_are_as_long_as_the_counts(opened: DigitBrowser) -> None:
    rows = opened.overview.classes
    assert rows.bar(5).width() / rows.bar(1).width() == pytest.approx(5421 / 6742, abs=0.01)
    assert rows.bar(1).right() < rows.width()


def test_looking_closely_and_back(opened: DigitBrowser, mnist: Mnist) -> None:
    press(opened.overview.nine.buttons[4])
    closer = opened.closer
    assert opened.shows(opened.closer)
    assert closer.title.text() == "Labelled 9"
    assert closer.numbers.pixels is not None
    assert np.array_equal(closer.numbers.pixels, mnist.train.images[4])
    press(closer.next)
    assert closer.place.text() == "Training set, number 5 of 60,000, counted from 0"
    press(closer.previous)
    assert closer.title.text() == "Labelled 9"
    press(closer.back)
    assert opened.shows(opened.overview)


def test_looking_closely_from_the_grid_leads_back_to_it(browser: DigitBrowser) -> None:
    press(browser.filters.chips[7])
    click(browser, 2)
    press(browser.details.closer)
    press(browser.closer.next)
    assert browser.closer.title.text() == "Labelled 7"
    QTest.keyClick(browser.closer.back, Qt.Key.Key_Escape)
    assert browser.shows(browser.gallery)
    assert browser.grid.current == 3
    assert not browser.pane.isHidden()


def test_the_canvas_gets_the_pixels(browser: DigitBrowser, mnist: Mnist, qtbot: QtBot) -> None:
    click(browser, 11)
    for button in (browser.details.canvas, browser.closer.canvas):
        with qtbot.waitSignal(browser.canvas_wanted) as told:
            press(button)
        assert np.array_equal(told.args[0], mnist.train.images[11])
        if button is browser.details.canvas:
            press(browser.details.closer)


def test_what_the_model_gets(opened: DigitBrowser, mnist: Mnist) -> None:
    press(opened.overview.nine.buttons[0])
    view, expected = opened.closer.model, mnist.train.images[0] / np.float32(255)
    assert view.name.whole == "As Reader gets it"
    assert view.form.whole == "28 × 28, pixel range 0–1"
    assert view.from_set.array is not None
    assert view.from_picture.array is not None
    assert np.array_equal(view.from_set.array, expected)
    assert np.array_equal(view.from_picture.array, expected)


def test_all_training_digits_first(browser: DigitBrowser) -> None:
    assert browser.grid.count == 60_000
    assert browser.count_words.text() == "All 60,000 training digits"
    assert browser.pane.isHidden()
    assert browser.all_button.isHidden()


def test_the_test_part(browser: DigitBrowser) -> None:
    press(browser.filters.parts.button(1))
    assert browser.grid.count == 10_000
    assert browser.count_words.text() == "All 10,000 test digits"


def test_classes_add_up(browser: DigitBrowser, mnist: Mnist) -> None:
    press(browser.filters.chips[4])
    press(browser.filters.chips[9])
    assert browser.count_words.text() == "11,791 of 60,000 training digits, only 4, 9"
    assert set(mnist.train.labels[browser.grid.indices].tolist()) == {4, 9}
    press(browser.filters.chips[4])
    assert set(mnist.train.labels[browser.grid.indices].tolist()) == {9}
    press(browser.all_button)
    assert browser.grid.count == 60_000


def test_a_random_sample_of_what_is_filtered(browser: DigitBrowser, mnist: Mnist) -> None:
    press(browser.filters.chips[0])
    press(browser.filters.sample)
    first = browser.grid.indices.tolist()
    assert len(first) == SAMPLE
    assert set(mnist.train.labels[first].tolist()) == {0}
    assert browser.count_words.text() == "100 training digits picked at random, only 0"
    press(browser.filters.sample)
    assert browser.grid.indices.tolist() != first
    press(browser.all_button)
    assert browser.grid.count == 60_000


def test_a_click_shows_details(browser: DigitBrowser, mnist: Mnist) -> None:
    click(browser, 20)
    assert not browser.pane.isHidden()
    assert browser.pane.title.text() == "Digit 20"
    assert browser.details.reading.text() == f"Labelled {mnist.train.labels[20]}"
    assert browser.details.place.text() == "Training set, number 20 of 60,000, counted from 0"
    shown = browser.details.picture.array
    assert shown is not None
    assert np.array_equal(shown, mnist.train.images[20] / np.float32(255))


def test_arrows_and_buttons_move_the_details(browser: DigitBrowser) -> None:
    click(browser, 0)
    assert not browser.details.previous.isEnabled()
    QTest.keyClick(browser.grid, Qt.Key.Key_Right)
    assert browser.pane.title.text() == "Digit 1"
    press(browser.details.next)
    assert browser.pane.title.text() == "Digit 2"
    press(browser.details.previous)
    assert browser.pane.title.text() == "Digit 1"
    assert browser.grid.current == 1


def test_escape_and_the_cross_close_the_details(browser: DigitBrowser) -> None:
    click(browser, 3)
    QTest.keyClick(browser.grid, Qt.Key.Key_Escape)
    assert browser.pane.isHidden()
    click(browser, 3)
    press(browser.pane.close_button)
    assert browser.pane.isHidden()


def test_the_clicked_digit_stays_in_view_when_the_pane_takes_room(browser: DigitBrowser) -> None:
    browser.grid.verticalScrollBar().setValue(50_000)
    position = next(n for n in range(60_000) if browser.grid.cell(n).top() > 200)
    before = browser.grid.cell(position).top()
    click(browser, position)
    assert browser.grid.current == position
    assert abs(browser.grid.cell(position).top() - before) <= 1


def test_going_to_a_number(browser: DigitBrowser) -> None:
    type_number(browser, "59999")
    assert browser.grid.current == 59_999
    assert browser.pane.title.text() == "Digit 59,999"
    assert browser.grid.viewport().rect().contains(browser.grid.cell(59_999))


def test_going_to_a_number_that_the_filter_hides_lifts_the_filter(browser: DigitBrowser) -> None:
    press(browser.filters.chips[1])
    type_number(browser, "0")
    assert browser.grid.count == 60_000
    assert browser.details.reading.text() == "Labelled 5"
    assert not browser.filters.chips[1].isChecked()


def test_going_to_a_number_within_the_filter_keeps_it(browser: DigitBrowser) -> None:
    press(browser.filters.chips[5])
    type_number(browser, "0")
    assert browser.grid.count == 5421
    assert browser.grid.current == 0


@pytest.mark.parametrize("text", ["60000", "-1", "seven", "", "²"])
def test_what_is_no_number_of_a_digit_is_told(browser: DigitBrowser, text: str) -> None:
    type_number(browser, text)
    assert browser.count_words.text().startswith("There is no training digit with that number")
    assert browser.count_words.property("role") == "warning"
    assert browser.pane.isHidden()
    press(browser.filters.parts.button(1))
    assert browser.count_words.property("role") == "muted"


def test_shortcuts(browser: DigitBrowser, qtbot: QtBot) -> None:
    with qtbot.waitActive(browser):
        browser.activateWindow()
    browser.grid.setFocus()
    QTest.keyClick(browser.grid, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    only_sevens = "6,265 of 60,000 training digits, only 7"
    qtbot.waitUntil(lambda: browser.count_words.text() == only_sevens, timeout=2000)
    QTest.keyClick(browser.grid, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: browser.grid.count == SAMPLE, timeout=2000)
    QTest.keyClick(browser.grid, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(browser.filters.number.hasFocus, timeout=2000)


def test_everything_has_a_name_and_a_tooltip(browser: DigitBrowser) -> None:
    controls = [*browser.filters.parts.buttons(), *browser.filters.chips, browser.filters.number]
    controls += [browser.filters.sample, browser.all_button, browser.details.previous, browser.details.next]
    controls += [browser.pane.close_button, browser.grid, browser.overview_button]
    controls += [browser.details.closer, browser.details.canvas, *browser.overview.nine.buttons]
    controls += [browser.overview.classes, browser.closer.numbers, browser.closer.back]
    controls += [browser.closer.previous, browser.closer.next, browser.closer.canvas]
    changed = browser.closer.changed
    controls += [changed.show_button, changed.shuffle, changed.sheet, *changed.strengths.buttons()]
    click(browser, 0)
    press(browser.details.closer)
    for control in controls:
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
