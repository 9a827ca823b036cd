"""When the Evaluate place measures, and what it tells meanwhile and afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.ui.evaluation import work
from mnist_desktop.ui.evaluation.page import EvaluationPage
from mnist_desktop.ui.window import EVALUATE
from mnist_desktop.ui.work import WorkShown
from tests.ui.evaluation.stand_ins import Gate, StandInModel, StandInShelf

LEFT = Qt.MouseButton.LeftButton


def wait_for_result(page: EvaluationPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.result.isVisible, timeout=10_000)


def test_it_measures_at_the_first_visit_and_not_before(
    page: EvaluationPage, gate: Gate, lane: Lane, qtbot: QtBot
) -> None:
    assert not lane.is_busy
    page.show()
    assert page.notice.text.text() == "First reads MNIST's 10,000 test digits …"
    wait_for_result(page, qtbot)
    assert page.result.overview.figures.wrong.note.text() == "of 10,000"
    assert page.story.whole.startswith("First on MNIST's 10,000 test digits, measured in ")
    page.hide()
    page.show()
    assert page.result.isVisible()
    assert gate.began == ["First"]


def test_progress_and_the_status_bar(page: EvaluationPage, gate: Gate, qtbot: QtBot) -> None:
    gate.is_open.clear()
    with qtbot.waitSignal(page.work_started) as told:
        page.show()
    (shown,) = told.args
    assert isinstance(shown, WorkShown)
    assert shown.title == "Evaluating First"
    gate.is_open.set()
    qtbot.waitUntil(lambda: page.notice.progress.maximum() == 10_000, timeout=5000)
    wait_for_result(page, qtbot)


def test_cancelling_and_asking_again(page: EvaluationPage, gate: Gate, lane: Lane, qtbot: QtBot) -> None:
    gate.is_open.clear()
    page.show()
    qtbot.waitUntil(lambda: gate.chunks == 1, timeout=5000)
    QTest.mouseClick(page.notice.button, LEFT)
    gate.is_open.set()
    qtbot.waitUntil(lambda: page.notice.text.text() == "The evaluation was cancelled.", timeout=5000)
    assert gate.chunks == 1
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)
    page.hide()
    page.show()
    assert not lane.is_busy
    QTest.mouseClick(page.notice.button, LEFT)
    wait_for_result(page, qtbot)


def test_another_model_while_it_is_seen(
    page: EvaluationPage, gate: Gate, shelf: StandInShelf, qtbot: QtBot
) -> None:
    page.show()
    wait_for_result(page, qtbot)
    shelf.use(StandInModel("Second"))
    assert page.notice.isVisible()
    wait_for_result(page, qtbot)
    assert page.story.whole.startswith("Second on ")
    shelf.use(StandInModel("First"))
    assert page.result.isVisible()
    assert page.story.whole.startswith("First on ")
    assert gate.began == ["First", "Second"]


def test_a_model_given_up_does_not_show_the_result_of_another(
    page: EvaluationPage, gate: Gate, shelf: StandInShelf, lane: Lane, qtbot: QtBot
) -> None:
    page.show()
    wait_for_result(page, qtbot)
    shelf.use(StandInModel("Second", is_damaged=True))
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)
    told = page.notice.text.text()
    assert "Second" in told
    shelf.use(StandInModel("First"))
    assert page.result.isVisible()
    shelf.use(StandInModel("Second", is_damaged=True))
    assert page.notice.isVisible()
    assert page.notice.text.text() == told
    assert page.story.whole == ""


def test_another_model_while_it_is_hidden(
    page: EvaluationPage, gate: Gate, shelf: StandInShelf, qtbot: QtBot
) -> None:
    page.show()
    wait_for_result(page, qtbot)
    page.hide()
    shelf.use(StandInModel("Second"))
    assert gate.began == ["First"]
    page.show()
    wait_for_result(page, qtbot)
    assert gate.began == ["First", "Second"]


def test_a_model_that_comes_while_another_is_measured_takes_its_place(
    page: EvaluationPage, gate: Gate, shelf: StandInShelf, qtbot: QtBot
) -> None:
    gate.is_open.clear()
    page.show()
    qtbot.waitUntil(lambda: gate.chunks == 1, timeout=5000)
    shelf.use(StandInModel("Second"))
    gate.is_open.set()
    wait_for_result(page, qtbot)
    assert page.story.whole.startswith("Second on ")
    assert gate.began == ["First", "Second"]
    assert gate.chunks == 1 + 40


def test_a_new_name_measures_nothing(
    page: EvaluationPage, gate: Gate, shelf: StandInShelf, qtbot: QtBot
) -> None:
    page.show()
    wait_for_result(page, qtbot)
    renamed = StandInModel("First")
    renamed.facts.name = "My own"
    shelf.use(renamed)
    assert page.story.whole.startswith("My own on ")
    assert gate.began == ["First"]


def test_evaluating_again(page: EvaluationPage, gate: Gate, qtbot: QtBot) -> None:
    page.show()
    wait_for_result(page, qtbot)
    QTest.mouseClick(page.again, LEFT)
    assert page.notice.isVisible()
    wait_for_result(page, qtbot)
    assert gate.began == ["First", "First"]


def test_a_damaged_model_is_told_in_a_sentence(
    page: EvaluationPage, shelf: StandInShelf, qtbot: QtBot
) -> None:
    shelf.use(StandInModel("Broken", is_damaged=True))
    page.show()
    qtbot.waitUntil(lambda: page.notice.text.property("role") == "danger", timeout=5000)
    assert "Broken" in page.notice.text.text()
    assert page.notice.button.isVisible()
    shelf.use(StandInModel("Sound"))
    wait_for_result(page, qtbot)


def test_the_unexpected_reaches_the_relay(
    page: EvaluationPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(work, "measure_set", broken)
    with qtbot.capture_exceptions() as caught:
        page.show()
        qtbot.waitUntil(lambda: page.notice.text.property("role") == "danger", timeout=5000)
    assert [str(error) for _, error, _ in caught] == ["out of the blue"]


def test_closing_while_it_measures(page: EvaluationPage, gate: Gate, lane: Lane, qtbot: QtBot) -> None:
    gate.is_open.clear()
    page.show()
    qtbot.waitUntil(lambda: gate.chunks == 1, timeout=5000)
    lane.close()
    gate.is_open.set()
    qtbot.waitUntil(lambda: lane.is_closed, timeout=5000)
    assert gate.chunks == 1


def test_the_section_is_remembered(page: EvaluationPage) -> None:
    page.result.row.choose("confidence")
    state = page.settings_state()
    page.result.row.choose("overview")
    page.restore_state({"section": "gone by now"})
    assert page.result.row.current == "overview"
    page.restore_state(state)
    assert page.result.row.current == "confidence"


def test_it_is_as_careful_as_the_settings_say(program: Program) -> None:
    program.menus.choose_caution(Caution.CAREFUL)
    page = program.window.page(EVALUATE)
    told = [page.caution]
    program.menus.choose_caution(Caution.LENIENT)
    told.append(page.caution)
    assert told == [Caution.CAREFUL, Caution.LENIENT]
