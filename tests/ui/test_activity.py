from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.job import Fraction
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import Library, LibraryModel
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.activity import ActivityBar
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.work import WorkShown


def test_a_long_name_leaves_room_for_the_work(
    qtbot: QtBot, lane: Lane, icons: IconShop, tmp_path: Path
) -> None:
    bundled = Library(tmp_path, resource_path("models", "reader")).bundled()
    bar = ActivityBar(icons)
    qtbot.addWidget(bar)
    bar.show_model(LibraryModel(replace(bundled.facts, name="A long name " * 7), bundled.folder))
    gate = threading.Event()
    job = lane.submit(lambda control: gate.wait(5))
    bar.show_work(WorkShown("Evaluating " + "a long name " * 7, job))
    bar.resize(960, 36)
    bar.show()
    qtbot.waitExposed(bar)
    assert bar.cancel.isVisible()
    assert bar.cancel.geometry().right() < 960
    with qtbot.waitSignal(job.ended):
        gate.set()


def test_a_long_message_can_be_read_in_its_tooltip(qtbot: QtBot, icons: IconShop) -> None:
    bar = ActivityBar(icons)
    qtbot.addWidget(bar)
    bar.resize(960, 36)
    bar.show()
    qtbot.waitExposed(bar)
    text = f"The file {'/folder' * 30} cannot be written (No space left on device)."
    bar.tell(text)
    assert bar.message.text().endswith("…")
    assert bar.message.toolTip() == text
    bar.tell("Saved")
    assert bar.message.text() == "Saved"
    assert bar.message.toolTip() == ""


def test_work_that_stands_still_says_so_in_its_place(qtbot: QtBot, lane: Lane, icons: IconShop) -> None:
    bar = ActivityBar(icons)
    qtbot.addWidget(bar)
    gate = threading.Event()
    job = lane.submit(lambda control: gate.wait(5))
    bar.show_work(WorkShown("Training Dense", job))
    bar.show_work(WorkShown("Paused: Dense", job, stands_still=True))
    assert bar.work_title.text() == "Paused: Dense"
    assert bar.progress.maximum() == 1, "a bar that moves would say that something is done"
    bar.show_work(WorkShown("Training Dense", job))
    assert bar.progress.maximum() == 0
    job.progressed.emit(Fraction(30, 100))
    bar.show_work(WorkShown("Paused: Dense", job, stands_still=True))
    assert (bar.progress.value(), bar.progress.maximum()) == (30, 100)
    with qtbot.waitSignal(job.ended):
        gate.set()
    assert bar.work_title.isHidden()
