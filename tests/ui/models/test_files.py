"""Opening and saving model files from the Models place, in the background."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.job import Cancelled, JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.facts import Origin
from mnist_desktop.models.library import Library
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.models import opening as opening_module
from mnist_desktop.ui.models.page import ModelsPage
from mnist_desktop.ui.models.work import OpenedFile
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.work import WorkShown
from tests.ui.conftest import AnsweringDialogs
from tests.ui.models.conftest import add, add_pair, choose, name_shown, prepared, press, spoken


def test_a_file_is_opened_in_the_background(
    page: ModelsPage,
    shelf: ModelShelf,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def opening(path: Path, library: Library, fallback: str, *_: object) -> Work:
        return lambda control: OpenedFile(
            library.add(prepared("o"), name=path.stem, origin=Origin.OPENED, accuracy=0.97, source=path.name),
            Problem(ProblemCode.MODEL_CALIBRATION_IGNORED, path=str(path), reason="it is damaged"),
        )

    monkeypatch.setattr(opening_module, "opening_work", opening)
    dialogs.path = Path("somebody's.h5")
    with qtbot.waitSignal(page.work_started) as started, qtbot.waitSignal(page.status_told):
        QTest.keyClick(
            page.list, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    shown = started.args[0] if started.args else None
    assert isinstance(shown, WorkShown)
    assert shown.title == "Opening somebody's.h5"
    assert name_shown(page) == "somebody's"
    assert shelf.active.facts.name == "Reader"
    (trouble,) = dialogs.troubles
    assert isinstance(trouble, Problem)
    assert trouble.code is ProblemCode.MODEL_CALIBRATION_IGNORED
    dialogs.path = None
    press(page.actions_row.open)
    assert len(spoken(page)) == 2


def test_a_file_that_cannot_be_opened_costs_a_sentence(
    page: ModelsPage, lane: Lane, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "empty.h5"
    dialogs.path.touch()
    press(page.actions_row.open)
    qtbot.waitUntil(lambda: bool(dialogs.troubles), timeout=20_000)
    (error,) = dialogs.troubles
    assert isinstance(error, Problem)
    assert error.code is ProblemCode.FILE_EMPTY
    assert len(spoken(page)) == 1
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)


def test_cancelling_leaves_everything_as_it_was(
    page: ModelsPage,
    lane: Lane,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def wait(control: JobControl) -> object:
        while not control.is_cancelled():
            time.sleep(0.005)
        raise Cancelled

    monkeypatch.setattr(opening_module, "opening_work", lambda *_: wait)
    dialogs.path = Path("slow.h5")
    with qtbot.waitSignal(page.work_started) as started:
        press(page.actions_row.open)
    assert started.args is not None
    job = started.args[0].job
    with qtbot.waitSignal(job.cancelled, timeout=5000):
        job.cancel()
    qtbot.waitUntil(lambda: not lane.is_busy, timeout=5000)
    assert len(spoken(page)) == 1
    assert dialogs.troubles == []


def test_a_copy_that_cannot_be_saved_costs_a_sentence(
    page: ModelsPage, shelf: ModelShelf, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    model = add(shelf)
    choose(page, model)
    dialogs.path = tmp_path / "missing" / "copy.keras"
    press(page.actions_row.save)
    qtbot.waitUntil(lambda: bool(dialogs.troubles), timeout=5000)
    model.keras_file.write_bytes(b"karas Mine")
    dialogs.path = tmp_path / "copy.keras"
    press(page.actions_row.save)
    qtbot.waitUntil(lambda: len(dialogs.troubles) == 2, timeout=5000)
    codes = [error.code for error in dialogs.troubles if isinstance(error, Problem)]
    assert codes == [ProblemCode.FILE_NOT_WRITABLE, ProblemCode.MODEL_DAMAGED]
    assert not (tmp_path / "copy.keras").exists()


def test_a_copy_is_saved_and_told_with_its_folder(
    shelf: ModelShelf,
    page: ModelsPage,
    dialogs: AnsweringDialogs,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    bundled = Library(tmp_path, resource_path("models", "reader")).bundled()
    model = add_pair(shelf, bundled.keras_bytes(), bundled.litert_bytes())
    choose(page, model)
    dialogs.format, dialogs.path = ModelFormat.LITERT, tmp_path / "copy.TFLITE"
    with qtbot.waitSignal(page.file_saved, timeout=20_000) as told:
        press(page.actions_row.save)
    assert told.args is not None
    assert told.args[0].text.startswith("Saved copy.TFLITE.")
    assert "200 of 200" in told.args[0].text
    assert told.args[0].folder == tmp_path
    assert (tmp_path / "copy.TFLITE").read_bytes() == bundled.litert_bytes()
    assert dialogs.troubles == []


def test_the_unexpected_goes_to_the_error_relay(
    page: ModelsPage, dialogs: AnsweringDialogs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(control: JobControl) -> object:
        raise RuntimeError("out of the blue")

    monkeypatch.setattr(opening_module, "opening_work", lambda *_: fail)
    dialogs.path = Path("x.h5")
    with qtbot.capture_exceptions() as caught:
        press(page.actions_row.open)
        qtbot.waitUntil(lambda: bool(caught), timeout=5000)
    assert [str(error) for _, error, _ in caught] == ["out of the blue"]
    assert dialogs.troubles == []
