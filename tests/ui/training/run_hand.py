"""A hand on the list of earlier runs, and runs to put into it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.progress import EpochFinished
from mnist_desktop.ui.training.run_list import RunList

LEFT = Qt.MouseButton.LeftButton
PLAN = plan_for("cnn-32-64")
BOX, NAME = 18, 120


def history(count: int) -> tuple[EpochFinished, ...]:
    return tuple(EpochFinished(n, 0.3, 0.9, 0.2, 0.9 + n / 100, 9.0) for n in range(1, count + 1))


def kept(identifier: str, status: RunStatus = RunStatus.FINISHED, epochs: int = 5) -> KeptRun:
    is_done = status is RunStatus.FINISHED
    return KeptRun(
        identifier,
        f"Run {identifier}",
        "2020-11-22T14:05:00.000+00:00",
        PLAN,
        status,
        history(epochs),
        test_accuracy=0.9891 if is_done else None,
    )


RUNS = (
    kept("running", RunStatus.RUNNING, 2),
    replace(kept("best"), plan=replace(PLAN, learning_rate=0.01, epochs=8), history=history(8)),
    kept("broken", RunStatus.UNFINISHED, 3),
    kept("failed", RunStatus.FAILED, 0),
    *(kept(f"old-{number}") for number in range(5)),
)


def press(runs: RunList, identifier: str, across: int) -> None:
    """Click a row, on its box or on its name."""
    row = runs.list.visualRect(runs.rows.index(runs.rows.row_of(identifier)))
    QTest.mouseClick(runs.list.viewport(), LEFT, pos=QPoint(row.left() + across, row.center().y()))


def click(button: QAbstractButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, LEFT)


def spoken(runs: RunList, identifier: str) -> str:
    index = runs.rows.index(runs.rows.row_of(identifier))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))
