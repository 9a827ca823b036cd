"""A hand on the curves: real mouse events on a shown widget."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from mnist_desktop.training.progress import EpochFinished, StepProgress
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.curves import Curves
from mnist_desktop.ui.training.plot_overlay import Crosshair
from mnist_desktop.ui.training.plot_panel import PlotPanel

LEFT, RIGHT, SHIFT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.KeyboardModifier.ShiftModifier


def three_epochs() -> RunCurves:
    """Three of four epochs of 100 steps."""
    made = RunCurves(4)
    for number in range(300):
        at = (number + 1) / 100
        made.add_step(StepProgress(number // 100 + 1, number % 100 + 1, 100, 0, 1 / at, 0.9, 1, 1, 0.001))
    for number in (1, 2, 3):
        made.add_epoch(EpochFinished(number, 0.6 / number, 0.9, 0.4 / number, 0.9 + number / 100, 1.0))
    return made


def spot(panel: PlotPanel, epochs: float, share: float = 0.5) -> QPoint:
    """A pixel of a plot by its place in epochs and its height."""
    area = panel.canvas.area()
    x = area.left() + panel.seen_x.share(epochs) * area.width()
    return QPointF(x, area.bottom() - share * area.height()).toPoint()


def point(panel: PlotPanel, place: QPoint) -> None:
    # A pointer that stands where the last test left it does not move.
    QTest.mouseMove(panel.canvas, place + QPoint(0, 1))
    QTest.mouseMove(panel.canvas, place)
    QApplication.processEvents()


def drag(
    panel: PlotPanel,
    start: QPoint,
    end: QPoint,
    button: Qt.MouseButton = LEFT,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.mousePress(panel.canvas, button, keys, start)
    QTest.mouseMove(panel.canvas, (start + end) / 2)
    QTest.mouseMove(panel.canvas, end)
    QTest.mouseRelease(panel.canvas, button, keys, end)
    QTest.qWait(40)


def turn(panel: PlotPanel, place: QPoint, notches: int) -> None:
    none = Qt.MouseButton.NoButton
    here = QPointF(place)
    for _ in range(abs(notches)):
        event = QWheelEvent(
            here,
            panel.canvas.mapToGlobal(here),
            QPoint(),
            QPoint(0, 120 if notches > 0 else -120),
            none,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(panel.canvas, event)
    QTest.qWait(40)


def click(button: QAbstractButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def crosshair(curves: Curves) -> Crosshair:
    found = curves.stack.overlay.crosshair
    assert found is not None
    return found
