"""What is said of a training that broke off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.plan import InkEpochs, TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.run_state import Position
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.offer_row import OfferRow

DENSE = plan_for("dense-64", epochs=20)
INK = replace(DENSE, ink_epochs=InkEpochs(3))


@pytest.mark.parametrize(
    ("plan", "position", "said"),
    [
        (DENSE, Position(0, 1234), "It goes on from epoch 1 of 20, step 1,235."),
        (DENSE, Position(7, 0), "It goes on from epoch 8 of 20, step 1."),
        (DENSE, Position(20, 0), "Its epochs are all made; going on tests it and keeps its model."),
        (INK, Position(19, 5), "It goes on from epoch 20, step 6."),
        (INK, Position(21, 5), "It goes on from epoch 22 of 23, step 6."),
        (INK, Position(23, 0), "Its epochs are all made; going on tests it and keeps its model."),
    ],
)
def test_the_place_that_was_kept_is_told(
    qtbot: QtBot, icons: IconShop, plan: TrainingPlan, position: Position, said: str
) -> None:
    row = OfferRow(icons)
    qtbot.addWidget(row)
    row.offer(KeptRun("1", "Mine", "", plan, RunStatus.UNFINISHED, position=position))
    assert row.text.text() == f"Mine broke off. {said}"
    assert row.isVisible()
