"""Any model of the library on any set that is kept, by the lists at the head of the place."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.data.data_set import data_set_of
from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.mnist import load_mnist_test
from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.evaluation.page import EvaluationPage
from mnist_desktop.ui.window import DRAW, EVALUATE
from tests.ui.evaluation.stand_ins import Gate, StandInModel, StandInShelf

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def kept(sets: SetLibrary) -> str:
    """Some of MNIST's test digits by two hands, for testing only; the identifier of the set."""
    digits = load_mnist_test().subset(np.arange(60))
    writers = np.arange(60, dtype=np.int64) % 2
    test = LabelledImages("hands", digits.images, digits.labels, digits.class_names, writers, ("Ann", "Bob"))
    return sets.keep(data_set_of("Hands", test.subset(np.arange(0)), test), "a test").identifier


@pytest.fixture
def second(shelf: StandInShelf) -> None:
    """A second model on the shelf."""
    shelf.add(StandInModel("Second"))


@pytest.fixture
def page(second: None, page: EvaluationPage, qtbot: QtBot) -> EvaluationPage:
    """Shown, with MNIST's test digits measured and a second model on the shelf."""
    page.show()
    wait_for_result(page, qtbot)
    return page


def wait_for_result(page: EvaluationPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.result.isVisible, timeout=20_000)


def listed(page: EvaluationPage) -> list[str]:
    return [page.source.sets.itemText(number) for number in range(page.source.sets.count())]


def choose_model(page: EvaluationPage, name: str) -> None:
    """By keys, as a user would who opens the list with the focus on it."""
    page.model.setFocus()
    page.model.setCurrentIndex(page.model.findText(name))
    page.model.activated.emit(page.model.currentIndex())


def choose_set(page: EvaluationPage, name: str) -> None:
    page.source.sets.setCurrentIndex(page.source.sets.findText(name))
    page.source.sets.activated.emit(page.source.sets.currentIndex())


def test_a_model_is_measured_without_being_made_active(
    page: EvaluationPage, shelf: StandInShelf, gate: Gate, qtbot: QtBot
) -> None:
    choose_model(page, "Second")
    assert page.notice.isVisible()
    wait_for_result(page, qtbot)
    assert page.story.whole.startswith("Second on MNIST's")
    assert shelf.active.facts.name == "First"
    choose_model(page, "First")
    assert page.result.isVisible()
    assert page.story.whole.startswith("First on MNIST's")
    assert gate.began == ["First", "Second"]


def test_the_wheel_and_keys_choose_too(page: EvaluationPage, qtbot: QtBot) -> None:
    page.model.setFocus()
    QTest.keyClick(page.model, Qt.Key.Key_Down)
    wait_for_result(page, qtbot)
    qtbot.waitUntil(lambda: page.story.whole.startswith("Second on "), timeout=20_000)


def test_a_chosen_model_stays_although_another_reads(
    page: EvaluationPage, shelf: StandInShelf, gate: Gate, qtbot: QtBot
) -> None:
    choose_model(page, "Second")
    wait_for_result(page, qtbot)
    shelf.use(StandInModel("Third"))
    assert page.result.isVisible()
    assert page.story.whole.startswith("Second on ")
    assert page.model.currentText() == "Second"
    assert gate.began == ["First", "Second"]


def test_once_it_is_gone_the_active_one_is_back(
    page: EvaluationPage, shelf: StandInShelf, qtbot: QtBot
) -> None:
    choose_model(page, "Second")
    wait_for_result(page, qtbot)
    shelf.remove("Second")
    assert page.result.isVisible()
    assert page.story.whole.startswith("First on ")
    assert page.model.currentText() == "First"


def test_a_model_that_cannot_read_is_told(page: EvaluationPage, shelf: StandInShelf, qtbot: QtBot) -> None:
    only_keras = StandInModel("Keras only")
    only_keras.obstacle = Problem(ProblemCode.MODEL_KERAS_ONLY, name="Keras only")
    shelf.add(only_keras)
    choose_model(page, "Keras only")
    qtbot.waitUntil(lambda: page.notice.text.property("role") == "danger", timeout=5000)
    assert "Keras only" in page.notice.text.text()
    choose_model(page, "First")
    assert page.result.isVisible()


def test_a_kept_set_with_its_writers(page: EvaluationPage, kept: str, qtbot: QtBot) -> None:
    page.hide()
    page.show()
    assert listed(page) == ["MNIST, test", "MNIST, training", "Hands, test"]
    choose_set(page, "Hands, test")
    wait_for_result(page, qtbot)
    assert page.story.whole.startswith("First on the test part of Hands (images: 60, writers: 2)")
    overview = page.result.overview
    assert overview.writers.isVisible()
    place = overview.writers.visualRect(overview.writers.model().index(0, 0)).center()
    name = overview.writers.model().index(0, 0).data()
    QTest.mouseClick(overview.writers.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    assert page.result.pane.title.text() == f"Drawn by {name} (30)"
    assert page.result.details.view.place.text().endswith(f", drawn by {name}")


def test_a_set_is_read_once_for_all_models(
    page: EvaluationPage, sets: SetLibrary, kept: str, qtbot: QtBot
) -> None:
    page.hide()
    page.show()
    choose_set(page, "Hands, test")
    wait_for_result(page, qtbot)
    sets.remove(kept)
    choose_model(page, "Second")
    wait_for_result(page, qtbot)
    assert page.story.whole.startswith("Second on the test part of Hands (images: 60, writers: 2)")


def test_a_set_that_is_gone_is_chosen_no_more(
    page: EvaluationPage, sets: SetLibrary, kept: str, qtbot: QtBot
) -> None:
    page.hide()
    page.show()
    choose_set(page, "Hands, test")
    wait_for_result(page, qtbot)
    sets.remove(kept)
    page.hide()
    page.show()
    assert listed(page) == ["MNIST, test", "MNIST, training"]
    assert page.result.isVisible()
    assert page.story.whole.startswith("First on MNIST's 10,000 test digits")


def test_mnists_training_part(page: EvaluationPage, gate: Gate, lane: Lane, qtbot: QtBot) -> None:
    gate.is_open.clear()
    choose_set(page, "MNIST, training")
    assert page.notice.text.text() == "First reads MNIST's 60,000 training digits …"
    qtbot.waitUntil(lambda: page.notice.progress.maximum() == 60_000, timeout=20_000)
    QTest.mouseClick(page.notice.button, LEFT)
    gate.is_open.set()
    qtbot.waitUntil(lambda: page.notice.text.text() == "The evaluation was cancelled.", timeout=5000)
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)


def test_an_image_goes_to_the_board_of_the_draw_place(program: Program) -> None:
    page: EvaluationPage = program.window.page(EVALUATE)
    page.result.canvas_wanted.emit(load_mnist_test().images[0])
    draw = program.window.page(DRAW)
    assert draw.isVisible()
    assert not draw.board.drawing.is_empty


def test_the_lists_have_names_and_tooltips(page: EvaluationPage) -> None:
    for control in (page.model, page.source.sets):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
