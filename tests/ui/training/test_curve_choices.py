"""How the curves are shown, what they are compared with, and saving them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mnist_desktop.training.progress import EpochFinished
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.compared import ComparedRun
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.curves import Curves
from tests.ui.training.curve_hand import (
    click,
    crosshair,
    point,
    spot,
    three_epochs,
)

EARLIER = ComparedRun(
    "CNN, 22 Nov", tuple(EpochFinished(n, 0.5 / n, 0.9, 0.4 / n, 0.91, 1.0) for n in range(1, 7))
)


@pytest.fixture
def run() -> RunCurves:
    return three_epochs()


@pytest.fixture
def curves(qtbot: QtBot, theme: Theme, icons: IconShop, run: RunCurves) -> Curves:
    made = Curves(theme, icons)
    qtbot.addWidget(made)
    made.resize(800, 620)
    made.show()
    qtbot.waitExposed(made)
    made.show_run(run)
    return made


def test_the_log_scale(curves: Curves, run: RunCurves) -> None:
    point(curves.loss, spot(curves.loss, 2.0))
    click(curves.tools.log)
    picture = curves.loss.picture()
    assert picture.before[0].curve[1] == pytest.approx([math.log10(0.6 / n) for n in (1, 2, 3)])
    assert all(10**tick.at == pytest.approx(float(tick.text)) for tick in picture.left)
    assert picture.y.low <= math.log10(0.4 / 3)
    assert crosshair(curves).readout.rows[1].loss == pytest.approx(0.3)
    assert curves.accuracy.picture().before[0].curve[1] == pytest.approx([90, 90, 90])
    run.add_epoch(EpochFinished(4, 0.0, 1.0, math.nan, 0.1, 1.0))
    curves.refresh(at_once=True)
    curves.grab()
    click(curves.tools.log)
    assert curves.loss.seen_y.low == 0


def test_the_learning_rate_in_a_plot_of_its_own(curves: Curves) -> None:
    assert not curves.rate.isVisible()
    assert curves.accuracy.picture().bottom != ()
    click(curves.tools.rate)
    assert curves.rate.isVisible()
    assert curves.rate.picture().live.curve[1] == pytest.approx([0.001] * 300)
    assert curves.accuracy.picture().bottom == ()
    assert curves.rate.picture().bottom != ()
    QApplication.processEvents()
    point(curves.rate, spot(curves.rate, 2.0))
    assert len(crosshair(curves).areas) == 3
    click(curves.tools.rate)
    assert not curves.rate.isVisible()


def test_earlier_runs_lie_behind_and_are_named(curves: Curves) -> None:
    curves.compare([EARLIER, ComparedRun("Dense", EARLIER.history[:1])])
    behind = curves.loss.picture().behind
    assert behind[0].curve[1] == pytest.approx([0.4 / n for n in range(1, 7)])
    assert len({(line.style.role, line.style.dashes) for line in behind}) == 2
    assert curves.loss.seen_x.high > 6
    assert [text.whole for text in curves.key.compared_texts] == ["CNN, 22 Nov", "Dense"]
    assert "Dense" in {label.text() for label in curves.key.findChildren(QLabel)}
    point(curves.loss, spot(curves.loss, 2.0))
    names = [row.name for row in crosshair(curves).readout.rows]
    assert "CNN, 22 Nov" in names
    assert "Dense, epoch 1" in names
    curves.compare([])
    assert curves.loss.picture().behind == ()
    assert curves.key.compared_texts == []
    assert curves.loss.seen_x.high < 5


def test_at_most_five_are_told_apart(curves: Curves) -> None:
    curves.compare([EARLIER] * 7)
    assert len(curves.loss.picture().behind) == len(curves.key.compared_texts) == 5


def test_earlier_runs_alone(qtbot: QtBot, theme: Theme, icons: IconShop) -> None:
    curves = Curves(theme, icons)
    qtbot.addWidget(curves)
    curves.resize(600, 400)
    curves.compare([EARLIER])
    curves.show()
    assert curves.loss.seen_x.high > 6
    assert curves.tools.save_plot.isEnabled()
    assert not curves.tools.save_history.isEnabled()
    point(curves.loss, spot(curves.loss, 5.0))
    assert crosshair(curves).readout.heading == "Epoch 5"


def test_saving_is_asked_for_and_done(curves: Curves, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(curves.plot_save_wanted):
        click(curves.tools.save_plot)
    with qtbot.waitSignal(curves.history_save_wanted):
        click(curves.tools.save_history)
    curves.compare([EARLIER])
    for name in ("plot.png", "plot.svg"):
        curves.save_plot(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    assert "CNN, 22 Nov" in (tmp_path / "plot.svg").read_text(encoding="utf-8")
    curves.show_run(RunCurves(3))
    assert curves.tools.save_plot.isEnabled()
    curves.compare([])
    assert not curves.tools.save_plot.isEnabled()
    assert not curves.tools.save_history.isEnabled()


def test_how_they_are_shown_is_remembered(
    curves: Curves, qtbot: QtBot, theme: Theme, icons: IconShop
) -> None:
    click(curves.tools.log)
    click(curves.tools.rate)
    other = Curves(theme, icons)
    qtbot.addWidget(other)
    other.restore(curves.state())
    assert other.tools.log.isChecked()
    assert not other.rate.isHidden()
    other.restore({})
    assert not other.tools.log.isChecked()


def test_every_control_is_named_and_within_reach(curves: Curves) -> None:
    tools = curves.tools
    controls = (tools.log, tools.rate, tools.whole, tools.hand, tools.save_plot, tools.save_history)
    for control in (*controls, curves.stack):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert all(control.height() >= 32 for control in controls)


@pytest.mark.parametrize("epochs", [1, 1000])
def test_short_and_long_runs(curves: Curves, epochs: int) -> None:
    history = [EpochFinished(n, 1 / n, 0.9, 1.1 / n, 0.9, 1.0) for n in range(1, epochs + 1)]
    curves.show_run(RunCurves(epochs, history))
    picture = curves.loss.picture()
    assert len(picture.before[0].curve[0]) <= 200
    assert bool(picture.before[0].dot) == (epochs == 1)
    point(curves.loss, spot(curves.loss, epochs))
    assert crosshair(curves).readout.heading == f"Epoch {epochs}"
    curves.grab()
