from __future__ import annotations

import sys
import threading
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.curves import Curves, load_pyqtgraph


@pytest.fixture
def curves(qtbot: QtBot, theme: Theme) -> Curves:
    load_pyqtgraph()
    made = Curves(theme)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    with qtbot.waitSignal(made.built):
        made.build()
    return made


def a_run(validation: float | None = 0.95) -> RunCurves:
    run = RunCurves(4)
    for number in range(1, 41):
        run.add_step(StepProgress(1, number, 40, 0.1, 2 / number, 1 - 1 / (number + 1), 1000.0, 3.0))
    run.add_epoch(EpochFinished(1, 0.3, 0.9, None if validation is None else 0.2, validation, 1.0))
    return run


def plot(curves: Curves, name: str) -> Any:
    return curves.findChild(QWidget, name)


def line(curves: Curves, name: str, number: int) -> NDArray[np.float64]:
    """Live, training or validation line (0, 1, 2) of a plot, as (2, n)."""
    item = plot(curves, name).getPlotItem().listDataItems()[number]
    x, y = item.getData()
    return np.array([x if x is not None else [], y if y is not None else []])


def test_the_plots_show_the_run_on_one_axis(curves: Curves) -> None:
    run = a_run()
    curves.show_run(run)
    np.testing.assert_allclose(line(curves, "loss_plot", 0), run.live_loss())
    np.testing.assert_allclose(line(curves, "accuracy_plot", 2), [[1], [95]])
    loss, accuracy = (plot(curves, name) for name in ("loss_plot", "accuracy_plot"))
    assert loss.viewRange()[0] == accuracy.viewRange()[0]
    assert loss.viewRange()[0][0] <= 0
    assert loss.viewRange()[0][1] >= 4
    assert accuracy.viewRange()[1][1] >= 100
    assert "Best epoch: 1, 95.0 %" in curves.key.best_text.text()


def test_news_are_painted_at_a_steady_pace(curves: Curves) -> None:
    run = a_run()
    curves.show_run(run)
    run.add_step(StepProgress(2, 20, 40, 0.5, 0.1, 0.99, 1000.0, 3.0))
    curves.refresh()
    assert line(curves, "loss_plot", 0).shape[1] == 40
    curves.refresh(True)
    assert line(curves, "loss_plot", 0).shape[1] == 41


def test_without_validation_there_is_no_such_line(curves: Curves) -> None:
    curves.show_run(a_run(None))
    assert line(curves, "loss_plot", 2).size == 0
    assert curves.key.validation_text.isHidden()
    assert not curves.key.best_text.isHidden()


def test_a_new_run_replaces_the_old_one(curves: Curves) -> None:
    curves.show_run(a_run())
    curves.show_run(RunCurves(2))
    assert line(curves, "loss_plot", 0).size == line(curves, "accuracy_plot", 1).size == 0
    assert curves.key.best_text.isHidden()


def test_lines_differ_in_weight_and_dash_and_follow_the_theme(curves: Curves, theme: Theme) -> None:
    def pens() -> list[tuple[float, object, str]]:
        items = plot(curves, "loss_plot").getPlotItem().listDataItems()
        return [
            (item.opts["pen"].widthF(), item.opts["pen"].style(), item.opts["pen"].color().name())
            for item in items
        ]

    theme.choose(Scheme.LIGHT)
    light = pens()
    theme.choose(Scheme.DARK)
    dark = pens()
    theme.choose(Scheme.LIGHT)
    assert len({(width, style) for width, style, _ in light}) == 3
    assert light[2][0] > light[1][0] > light[0][0]
    assert all(before[2] != after[2] for before, after in zip(light, dark, strict=True))


def test_what_happens_unseen_is_shown_when_it_is_seen(curves: Curves) -> None:
    curves.hide()
    curves.show_run(a_run())
    assert line(curves, "loss_plot", 0).size == 0
    curves.show()
    assert line(curves, "loss_plot", 0).shape[1] == 40


def test_a_run_may_begin_before_the_plots_are_there(qtbot: QtBot, theme: Theme) -> None:
    made = Curves(theme)
    qtbot.addWidget(made)
    made.show()
    made.show_run(a_run())
    made.refresh(True)
    with qtbot.waitSignal(made.built):
        made.build()
        made.build()
    assert line(made, "loss_plot", 0).shape[1] == 40


def test_loading_leaves_the_hooks_alone() -> None:
    hooks = sys.excepthook, threading.excepthook
    load_pyqtgraph()
    assert (sys.excepthook, threading.excepthook) == hooks
