"""What the list of earlier runs looks like: its head, and rows that can be told apart."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mnist_desktop.ui.training.run_list import RunList
from tests.ui.training.run_hand import BOX, PLAN, click, kept, press, spoken


def test_it_has_a_heading_and_a_cross_that_closes_it(runs: RunList, qtbot: QtBot) -> None:
    assert runs.heading.text() == "Earlier runs"
    assert (runs.close_button.width(), runs.close_button.height()) == (32, 32)
    assert runs.close_button.accessibleName()
    assert runs.close_button.toolTip()
    with qtbot.waitSignal(runs.done):
        click(runs.close_button)


def test_two_runs_of_one_preset_can_be_told_apart(runs: RunList) -> None:
    plain = replace(kept("one"), name="Dense 64", model="m1")
    few = replace(PLAN, image_limit=6000, augment=True, precision="bfloat16", seed=7)
    other = replace(kept("two"), name="Dense 64", model="m2", plan=few)
    runs.rows.name_models({"m1": "Dense 64 2", "m2": "For mother"})
    runs.show_runs([plain, other, replace(plain, identifier="three", model="gone")], PLAN)
    names = [runs.rows.index(row).data(Qt.ItemDataRole.DisplayRole) for row in range(3)]
    assert names == ["Dense 64 2", "For mother (Dense 64)", "Dense 64"]
    assert spoken(runs, "two").startswith("For mother (Dense 64), ")
    assert spoken(runs, "two").endswith(", 10 % of the digits, augmented, bfloat16, seed 7")
    heights = [runs.list.visualRect(runs.rows.index(row)).height() for row in range(3)]
    assert heights == [56, 76, 56], "only what is unusual takes a line"
    press(runs, "two", BOX)
    assert runs.compared == ("two",)
