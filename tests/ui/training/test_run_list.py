"""The kept trainings, used with mouse and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.training.run_state import Position
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.training.run_list import RunList
from tests.ui.training.run_hand import BOX, NAME, PLAN, RUNS, click, kept, press, spoken


def test_each_row_says_what_matters(runs: RunList) -> None:
    assert runs.rows.rowCount() == len(RUNS)
    assert spoken(runs, "best").startswith("Run best, 22 Nov 2020, ")
    assert spoken(runs, "best").endswith("8 epochs, 98.9 % on the test set")
    assert spoken(runs, "broken").endswith("3 of 5 epochs, 93.0 % in validation, epoch 3, unfinished")
    assert spoken(runs, "failed").endswith("0 of 5 epochs, failed")
    assert spoken(runs, "running").endswith("running")


def test_what_differs_from_the_settings_of_now(runs: RunList) -> None:
    press(runs, "best", NAME)
    assert runs.difference.text.text() == "3 epochs more\nLearning rate 0.01 instead of 0.001"
    press(runs, "broken", NAME)
    assert runs.difference.text.text() == "The same settings"
    runs.show_runs(RUNS, replace(PLAN, epochs=6))
    assert runs.difference.text.text() == "1 epoch fewer"
    runs.show_runs(RUNS, None)
    assert not runs.difference.text.isVisible()
    assert not runs.difference.heading.isVisible()


def test_what_differs_from_the_training_whose_curves_are_shown(runs: RunList) -> None:
    shown = runs.rows.runs[1]
    runs.show_runs(RUNS, replace(PLAN, epochs=9), shown)
    press(runs, "broken", NAME)
    assert runs.difference.heading.text() == "Compared with the training shown"
    assert runs.difference.text.text() == "3 epochs fewer\nLearning rate 0.001 instead of 0.01"
    assert "Run best" in runs.difference.area.toolTip()
    press(runs, "best", NAME)
    assert runs.difference.heading.text() == "Compared with the settings now"
    assert runs.difference.text.text() == "1 epoch fewer\nLearning rate 0.01 instead of 0.001"


def test_boxes_lay_runs_behind_the_curves(runs: RunList) -> None:
    told: list[object] = []
    runs.compared_changed.connect(told.append)
    press(runs, "broken", BOX)
    press(runs, "best", BOX)
    press(runs, "best", NAME)
    assert told == [("broken",), ("broken", "best")]
    press(runs, "broken", BOX)
    assert told[-1] == ("best",)
    QTest.keyClick(runs.list, Qt.Key.Key_Down)
    QTest.keyClick(runs.list, Qt.Key.Key_Up)
    chosen = runs.chosen
    assert chosen is not None
    QTest.keyClick(runs.list, Qt.Key.Key_Space)
    assert runs.compared == ("best", chosen.identifier)


def test_what_runs_or_has_no_curves_is_not_compared(runs: RunList) -> None:
    for identifier in ("running", "failed"):
        press(runs, identifier, BOX)
    assert runs.compared == ()


def test_at_most_five_are_compared(runs: RunList) -> None:
    for number in range(5):
        press(runs, f"old-{number}", BOX)
    press(runs, "best", BOX)
    assert len(runs.compared) == 5
    press(runs, "old-0", BOX)
    press(runs, "best", BOX)
    assert runs.compared[-1] == "best"


def test_the_buttons_tell_which_run(runs: RunList) -> None:
    told: list[tuple[str, str]] = []
    for name, wanted in (
        ("repeat", runs.repeat_wanted),
        ("settings", runs.settings_wanted),
        ("delete", runs.delete_wanted),
        ("go on", runs.go_on_wanted),
    ):
        wanted.connect(lambda identifier, name=name: told.append((name, identifier)))
    press(runs, "best", NAME)
    for button in (runs.repeat, runs.take, runs.delete):
        click(button)
    QTest.keyClick(runs.list, Qt.Key.Key_Delete)
    assert told == [("repeat", "best"), ("settings", "best"), ("delete", "best"), ("delete", "best")]
    assert not runs.go_on.isEnabled()


def test_values_are_saved_of_what_has_epochs(runs: RunList) -> None:
    told: list[str] = []
    runs.values_wanted.connect(told.append)
    press(runs, "broken", NAME)
    click(runs.save)
    assert told == ["broken"]
    press(runs, "failed", NAME)
    assert not runs.save.isEnabled()
    assert runs.save.toolTip()


def test_only_what_is_unfinished_goes_on(runs: RunList) -> None:
    told: list[str] = []
    runs.go_on_wanted.connect(told.append)
    press(runs, "broken", NAME)
    assert not runs.go_on.isEnabled()
    assert runs.go_on.toolTip()
    position = Position(epoch=3, step=0, seconds=20.0)
    there = [replace(run, position=position) if run.identifier == "broken" else run for run in RUNS]
    runs.show_runs(there, PLAN)
    click(runs.go_on)
    assert told == ["broken"]


@pytest.mark.parametrize("identifier", ["best", "failed"])
def test_what_came_to_its_end_is_trained_further(runs: RunList, identifier: str) -> None:
    told: list[str] = []
    runs.further_wanted.connect(told.append)
    runs.go_on_wanted.connect(told.append)
    press(runs, identifier, NAME)
    assert not runs.go_on.isEnabled()
    there = [
        replace(run, position=Position(epoch=5)) if run.identifier == identifier else run for run in RUNS
    ]
    runs.show_runs(there, PLAN)
    assert runs.go_on.text() == "Train further"
    assert runs.go_on.accessibleName() == "Train further"
    click(runs.go_on)
    assert told == [identifier]
    press(runs, "broken", NAME)
    assert runs.go_on.text() == "Go on"


def test_it_says_where_training_further_begins(runs: RunList) -> None:
    best_in_the_middle = replace(RUNS[1], plan=replace(PLAN, keep_best=True), position=Position(epoch=8))
    epochs = list(best_in_the_middle.history)
    epochs[3] = replace(epochs[3], validation_accuracy=0.999)
    runs.show_runs([replace(best_in_the_middle, history=tuple(epochs))], PLAN)
    assert "epoch 4" in runs.go_on.toolTip()
    runs.show_runs([best_in_the_middle], PLAN)
    assert "from where it stands" in runs.go_on.toolTip()


def test_what_runs_is_not_deleted_and_nothing_else_begins_meanwhile(runs: RunList) -> None:
    press(runs, "running", NAME)
    assert not runs.delete.isEnabled()
    assert not runs.repeat.isEnabled()
    press(runs, "best", NAME)
    runs.lock("A training is running")
    assert not runs.repeat.isEnabled()
    assert not runs.take.isEnabled()
    assert runs.repeat.toolTip() == "A training is running"
    assert runs.delete.isEnabled()
    runs.lock("")
    assert runs.repeat.isEnabled()


def test_the_choice_and_the_boxes_stay_as_far_as_they_can(runs: RunList) -> None:
    press(runs, "best", BOX)
    press(runs, "old-1", BOX)
    press(runs, "old-1", NAME)
    told: list[object] = []
    runs.compared_changed.connect(told.append)
    runs.show_runs((kept("new"), *RUNS), PLAN)
    assert told == []
    assert runs.chosen is not None
    assert runs.chosen.identifier == "old-1"
    runs.show_runs([run for run in RUNS if run.identifier != "old-1"], PLAN)
    assert told == [("best",)]
    assert runs.chosen is not None
    runs.show_runs((), PLAN)
    assert told[-1] == ()
    assert runs.chosen is None


def test_without_runs_it_says_what_will_be_here(qtbot: QtBot, theme: Theme, icons: IconShop) -> None:
    runs = RunList(theme, icons)
    qtbot.addWidget(runs)
    runs.show()
    assert runs.nothing.isVisible()
    assert not runs.list.isVisible()
    assert not runs.buttons.isVisible()
    runs.show_runs(RUNS, None)
    assert not runs.nothing.isVisible()
    assert runs.chosen is not None
    runs.choose("failed")
    assert runs.chosen.identifier == "failed"


def test_escape_is_done(runs: RunList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(runs.done):
        QTest.keyClick(runs.list, Qt.Key.Key_Escape)


def test_it_is_painted_in_both_themes(runs: RunList, theme: Theme) -> None:
    pictures = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.choose(scheme)
        pictures.append(runs.list.grab().toImage())
    theme.choose(Scheme.LIGHT)
    assert pictures[0] != pictures[1]


def test_every_control_is_named_and_within_reach(runs: RunList) -> None:
    for control in (
        runs.list,
        runs.repeat,
        runs.take,
        runs.go_on,
        runs.save,
        runs.delete,
        runs.difference.area,
    ):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    for button in (runs.repeat, runs.take, runs.go_on, runs.save, runs.delete):
        assert button.height() >= 32
