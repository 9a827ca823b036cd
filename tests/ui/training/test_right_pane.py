"""The right side of the Train place in a narrow window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.app import Program
from mnist_desktop.training.advice.kinds import Advice, Sign
from mnist_desktop.ui.training.compared import ComparedRun
from mnist_desktop.ui.training.page import TrainingPage
from mnist_desktop.ui.training.phase import Phase
from mnist_desktop.ui.window import TRAIN
from tests.training.advice.examples import EXAMPLES
from tests.ui.training.curve_hand import three_epochs
from tests.ui.training.page_hand import click

LONG = "A network with a name that is as long as a sentence in a book"


def shown(page: TrainingPage, qtbot: QtBot, width: int) -> None:
    page.resize(width, 560)
    page.show()
    qtbot.waitExposed(page)
    page.right.show_curves()
    page.right.result.show_kept(LONG)
    qtbot.wait(20)


def test_a_long_name_leaves_room_for_the_plots(page: TrainingPage, qtbot: QtBot) -> None:
    for width in (870, 1190):
        shown(page, qtbot, width)
        qtbot.waitUntil(lambda: page.right.result.height() < 100)
        qtbot.waitUntil(lambda: page.right.curves.height() > 300)


def test_the_keys_go_back_to_what_opened_a_view(page: TrainingPage, qtbot: QtBot) -> None:
    shown(page, qtbot, 1190)
    page.right.toggle_runs()
    for button in (page.settings.network.edit, page.settings.network.summary):
        button.setFocus()
        click(button)
        assert page.right.editor.isVisible()
        click(page.right.editor.done_button)
        assert page.right.runs.isVisible()
        assert page.focusWidget() is button


def test_earlier_runs_take_the_place_of_the_settings_where_there_is_no_room_beside_the_plots(
    page: TrainingPage, qtbot: QtBot
) -> None:
    shown(page, qtbot, 870)
    page.right.toggle_runs()
    runs, form = page.right.runs, page.settings.form
    assert runs.isVisible()
    assert page.settings.isAncestorOf(runs)
    assert not form.isVisible()
    assert page.settings.button.isVisible()
    assert page.right.curves.width() > 400
    page.right.hide_runs()
    assert form.isVisible()
    page.right.toggle_runs()
    page.resize(1190, 560)
    qtbot.waitUntil(form.isVisible)
    assert runs.isVisible()
    assert page.right.isAncestorOf(runs)
    page.resize(870, 560)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert page.width() == 870
    assert runs.isVisible()


def test_settings_that_shall_be_seen_come_back(page: TrainingPage, qtbot: QtBot) -> None:
    shown(page, qtbot, 870)
    wants: tuple[Callable[[], object], ...] = (
        partial(page.settings.form.go_to, "epochs"),
        page.tensorboard.attention_wanted.emit,
    )
    for bring in wants:
        page.right.toggle_runs()
        assert not page.settings.form.isVisible()
        bring()
        assert page.settings.form.isVisible()
        assert not page.right.runs.isVisible()


def test_what_tensorboard_says_can_be_seen_in_a_low_window(page: TrainingPage, qtbot: QtBot) -> None:
    shown(page, qtbot, 870)
    row, area = page.tensorboard, page.settings.form
    area.folds["tensorboard_row_fold"].open(True)
    qtbot.wait(20)
    area.ensureWidgetVisible(row.open, 0, 0)
    QTest.mouseClick(row.open, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    end = row.words.mapTo(area.viewport(), row.words.rect().bottomLeft())
    assert area.viewport().rect().contains(end)
    assert "no logs" in row.words.text()


def show_all(page: TrainingPage, *, runs: bool, advice: Advice | None, result: bool, phase: Phase) -> None:
    """Let the right side show these of all that it can show."""
    right = page.right
    right.advice.clear()
    right.result.hide()
    if right.runs.isVisible() is not runs:
        right.toggle_runs()
    if advice:
        right.advice.show_advice(advice)
        right.advice.show_advice(EXAMPLES[Sign.DROPOUT])
    if result:
        right.result.show_kept(LONG)
    page._on_phase_changed(phase)
    QTest.qWait(20)


def test_the_plots_can_be_read_in_the_smallest_window_whatever_is_shown(program: Program) -> None:
    window = program.window
    window.resize(960, 640)
    window.show()
    window.show_place(TRAIN)
    page: TrainingPage = window.page(TRAIN)
    right = page.right
    right.show_curves()
    right.curves.show_run(three_epochs())
    right.curves.compare([ComparedRun(f"Run {number}", ()) for number in range(5)])
    right.story.setText("Done in 1 min 42 s: 98.9 % on the test set, 110 of 10,000 wrong")
    advice = (None, EXAMPLES[Sign.RISING], EXAMPLES[Sign.JUMPING])
    phases = (Phase.RUNNING, Phase.PAUSED, Phase.IDLE)
    for runs, told, result, phase in product((False, True), advice, (False, True), phases):
        show_all(page, runs=runs, advice=told, result=result, phase=phase)
        assert (window.width(), window.height()) == (960, 640)
        assert right.runs.isVisible() is runs
        seen = [panel for panel in right.curves.stack.panels if panel.isVisible()]
        assert seen
        assert all(panel.height() >= 160 and panel.width() >= 400 for panel in seen)
        end = right.curves.key.mapTo(window, right.curves.key.rect().bottomRight())
        assert window.rect().contains(end)


def test_one_plot_is_chosen_where_there_is_room_for_one(page: TrainingPage, qtbot: QtBot) -> None:
    shown(page, qtbot, 1190)
    curves = page.right.curves
    assert not curves.tools.plot.isVisible()
    page.resize(1190, 420)
    qtbot.waitUntil(curves.tools.plot.isVisible)
    panels = (curves.loss, curves.accuracy, curves.rate)
    curves.tools.plot.setFocus()
    for number, key in ((1, Qt.Key.Key_Down), (2, Qt.Key.Key_Down), (0, Qt.Key.Key_Home)):
        QTest.keyClick(curves.tools.plot, key)
        assert [panel.isVisible() for panel in panels] == [number == at for at in range(3)]
    page.resize(1190, 760)
    qtbot.waitUntil(lambda: not curves.tools.plot.isVisible())
    assert [panel.isVisible() for panel in panels] == [True, True, False]


def test_advice_takes_a_line_in_a_low_window_and_can_be_unfolded(page: TrainingPage, qtbot: QtBot) -> None:
    shown(page, qtbot, 1190)
    page.resize(1190, 560)
    page.right.advice.show_advice(EXAMPLES[Sign.RISING])
    qtbot.wait(20)
    card = page.right.advice.shown
    assert card is not None
    assert card.height() <= 40
    assert card.gist.whole == card.seen.text()
    assert not card.change.isVisible()
    QTest.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert card.change.isVisible()
    assert card.reason.isVisible()
    page.right.advice.show_advice(EXAMPLES[Sign.DROPOUT])
    click(card.next)
    other = page.right.advice.shown
    assert other is not None
    assert other is not card
    assert other.reason.isVisible()
    QTest.mouseClick(other.more, Qt.MouseButton.LeftButton)
    assert not other.reason.isVisible()
    page.resize(1190, 760)
    qtbot.waitUntil(other.reason.isVisible)
    assert not other.more.isVisible()
