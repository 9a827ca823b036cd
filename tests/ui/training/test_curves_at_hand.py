"""Reading and zooming the curves with mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.curves import Curves
from tests.ui.training.curve_hand import (
    LEFT,
    RIGHT,
    SHIFT,
    click,
    crosshair,
    drag,
    point,
    spot,
    three_epochs,
    turn,
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


def test_pointing_reads_all_lines(curves: Curves) -> None:
    before = curves.stack.geometry(), curves.loss.geometry()
    point(curves.loss, spot(curves.loss, 2.0))
    seen = crosshair(curves)
    assert seen.readout.heading == "Epoch 2"
    assert [row.name for row in seen.readout.rows] == [
        "Latest steps",
        "Training",
        "Validation",
        "Learning rate",
    ]
    assert len(seen.areas) == 2
    assert len(seen.dots) == 6
    assert all(any(area.contains(place) for area in seen.areas) for place, _ in seen.dots)
    point(curves.accuracy, spot(curves.accuracy, 1.5))
    assert crosshair(curves).readout.heading == "Epoch 2, step 50 of 100"
    assert (curves.stack.geometry(), curves.loss.geometry()) == before


def test_no_help_covers_the_values(curves: Curves) -> None:
    panel = curves.stack.panels[0]
    place = spot(panel, 1.5)
    for widget in (panel.canvas, panel):
        asked = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, asked)
        assert bool(QToolTip.text()) is (widget is panel)
    QToolTip.hideText()


def test_leaving_hides_the_values(curves: Curves) -> None:
    point(curves.loss, spot(curves.loss, 2.0))
    point(curves.loss, QPoint(5, 50))
    assert curves.stack.overlay.crosshair is None


def test_the_values_follow_the_training(curves: Curves, run: RunCurves) -> None:
    point(curves.loss, spot(curves.loss, 3.9))
    assert crosshair(curves).readout.heading == "Epoch 3"
    run.add_step(StepProgress(4, 90, 100, 0, 0.125, 0.9, 1, 1, 0.001))
    curves.refresh(at_once=True)
    assert crosshair(curves).readout.heading == "Epoch 4, step 90 of 100"
    assert crosshair(curves).readout.rows[0].loss == 0.125


def test_a_box_is_seen_larger_and_a_double_click_shows_the_whole(curves: Curves) -> None:
    whole = curves.loss.seen_x, curves.loss.seen_y, curves.accuracy.seen_y
    assert not curves.tools.whole.isEnabled()
    area = curves.loss.canvas.area()
    start, end = spot(curves.loss, 1.0, 0.75), spot(curves.loss, 2.0, 0.25)
    drag(curves.loss, start, end)
    assert curves.loss.seen_x == pytest.approx((1.0, 2.0), abs=4 / area.width())
    assert curves.accuracy.seen_x == curves.loss.seen_x
    assert curves.loss.seen_y.span == pytest.approx(whole[1].span / 2, rel=0.05)
    assert curves.accuracy.seen_y == whole[2]
    assert curves.tools.whole.isEnabled()
    QTest.mouseDClick(curves.accuracy.canvas, LEFT, pos=spot(curves.accuracy, 1.5))
    QTest.qWait(40)
    assert (curves.loss.seen_x, curves.loss.seen_y, curves.accuracy.seen_y) == whole
    assert not curves.tools.whole.isEnabled()


def test_a_flat_box_leaves_the_height_and_a_click_everything(curves: Curves) -> None:
    height, whole = curves.loss.seen_y, curves.loss.seen_x
    QTest.mouseClick(curves.loss.canvas, LEFT, pos=spot(curves.loss, 2.0))
    QTest.qWait(40)
    assert curves.loss.seen_x == whole
    drag(curves.loss, spot(curves.loss, 1.0), spot(curves.loss, 3.0) + QPoint(0, 3))
    assert curves.loss.seen_x.span == pytest.approx(2, abs=0.05)
    assert curves.loss.seen_y == height


def test_the_wheel_zooms_around_the_pointer(curves: Curves) -> None:
    place = spot(curves.loss, 3.0, 0.25)
    before = curves.loss.seen_x, curves.loss.seen_y
    under = curves.loss.seen_x.share(3.0)
    turn(curves.loss, place, 3)
    assert curves.loss.seen_x.span == pytest.approx(before[0].span * 0.8**3)
    assert curves.loss.seen_x.share(3.0) == pytest.approx(under, abs=0.01)
    assert curves.loss.seen_y.span == pytest.approx(before[1].span * 0.8**3)
    turn(curves.loss, place, -3)
    assert (curves.loss.seen_x, curves.loss.seen_y) == (before[0], before[1])
    assert not curves.tools.whole.isEnabled()


def test_beside_a_plot_the_wheel_zooms_one_axis(curves: Curves) -> None:
    x, y = curves.accuracy.seen_x, curves.accuracy.seen_y
    turn(curves.accuracy, QPoint(10, 60), 1)
    assert curves.accuracy.seen_x == x
    assert curves.accuracy.seen_y.span < y.span
    foot = QPoint(300, curves.accuracy.canvas.height() - 5)
    y = curves.accuracy.seen_y
    turn(curves.accuracy, foot, 1)
    assert curves.accuracy.seen_x.span < x.span
    assert curves.accuracy.seen_y == y


@pytest.mark.parametrize("how", ["right button", "shift", "hand"])
def test_dragging_moves(curves: Curves, how: str) -> None:
    drag(curves.loss, spot(curves.loss, 1.0), spot(curves.loss, 2.0) + QPoint(0, 3))
    before = curves.loss.seen_x
    start, end = spot(curves.loss, 1.8), spot(curves.loss, 1.3)
    if how == "hand":
        click(curves.tools.hand)
        assert curves.loss.canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor
        drag(curves.loss, start, end)
    elif how == "shift":
        drag(curves.loss, start, end, keys=SHIFT)
    else:
        drag(curves.loss, start, end, RIGHT)
    assert curves.loss.seen_x.low == pytest.approx(before.low + 0.5, abs=0.02)
    assert curves.loss.seen_x.span == pytest.approx(before.span)


def test_what_was_zoomed_in_on_stays_until_the_button_is_pressed(curves: Curves, run: RunCurves) -> None:
    turn(curves.loss, spot(curves.loss, 2.0), 2)
    zoomed = curves.loss.seen_x
    run.add_epoch(EpochFinished(4, 0.1, 0.9, 0.1, 0.94, 1.0))
    curves.refresh(at_once=True)
    assert curves.loss.seen_x == zoomed
    click(curves.tools.whole)
    QTest.qWait(40)
    assert curves.loss.seen_x.low < 0 < 4 < curves.loss.seen_x.high


def test_a_new_run_is_seen_as_a_whole(curves: Curves) -> None:
    turn(curves.loss, spot(curves.loss, 2.0), 2)
    curves.show_run(RunCurves(9))
    assert curves.loss.seen_x.high > 9
    assert not curves.tools.whole.isEnabled()


def test_zooming_in_shows_finer_steps(curves: Curves, qtbot: QtBot) -> None:
    run = RunCurves(10)
    for number in range(10_000):
        run.add_step(StepProgress(number // 1000 + 1, number % 1000 + 1, 1000, 0, 1.0, 0.9, 1, 1))
    curves.show_run(run)
    assert between_steps(curves) > 0.01
    drag(curves.loss, spot(curves.loss, 2.0), spot(curves.loss, 2.4) + QPoint(0, 3))
    qtbot.waitUntil(lambda: between_steps(curves) == pytest.approx(0.001))


def between_steps(curves: Curves) -> float:
    """So many epochs are between two points of the curve."""
    at = curves.loss.picture().live.curve[0]
    return float(at[1] - at[0])


def test_the_keys_read_zoom_and_show_the_whole(curves: Curves) -> None:
    stack = curves.stack
    curves.activateWindow()
    stack.setFocus(Qt.FocusReason.TabFocusReason)
    whole = curves.loss.seen_x
    for key, heading in ((Qt.Key.Key_Left, "Epoch 1"), (Qt.Key.Key_Right, "Epoch 2")):
        QTest.keyClick(stack, key)
        assert crosshair(curves).readout.heading == heading
        assert stack.accessibleDescription().startswith(f"{heading}; ")
    said = stack.accessibleDescription().split("; ")
    assert "Training: loss 0.300, accuracy 90.00 %" in said
    assert "Validation: loss 0.200, accuracy 92.00 %" in said
    assert "Learning rate: 0.001" in said
    QTest.keyClick(stack, Qt.Key.Key_Plus)
    QTest.qWait(40)
    assert curves.loss.seen_x.span < whole.span
    QTest.keyClick(stack, Qt.Key.Key_0)
    QTest.qWait(40)
    assert curves.loss.seen_x == whole
