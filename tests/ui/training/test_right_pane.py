"""The right side of the Train place in a narrow window."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from mnist_desktop.ui.training.page import TrainingPage
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
        assert page.right.result.height() < 100
        assert page.right.curves.height() > 300


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


def test_earlier_runs_take_the_place_of_the_plots_where_there_is_no_room_for_both(
    page: TrainingPage, qtbot: QtBot
) -> None:
    shown(page, qtbot, 870)
    page.right.toggle_runs()
    assert page.right.runs.isVisible()
    assert not page.right.curves.isVisible()
    page.right.make_room()
    assert not page.right.runs.isVisible()
    assert page.right.curves.isVisible()
    page.right.toggle_runs()
    page.resize(1190, 560)
    qtbot.waitUntil(page.right.curves.isVisible)
    assert page.right.runs.isVisible()
    page.right.make_room()
    assert page.right.runs.isVisible()
