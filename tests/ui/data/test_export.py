"""Writing a set to files: the format, the place, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from mnist_desktop.data.exporting.export import ExportFormat
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.data.export_dialog import ExportDialog
from mnist_desktop.ui.data.set_export import SetExport
from mnist_desktop.ui.work import FileSaved
from tests.ui.conftest import AnsweringDialogs
from tests.ui.data.small_sets import letters


@pytest.fixture
def library(home: Path) -> SetLibrary:
    return SetLibrary(home / "sets")


@pytest.fixture
def facts(library: SetLibrary) -> SetFacts:
    return library.keep(letters("Some: letters"), "x")


@pytest.fixture
def exporting(library: SetLibrary, lane: Lane, dialogs: AnsweringDialogs) -> SetExport:
    return SetExport(library, lane, dialogs)


def answered(qtbot: QtBot, exporting: SetExport, facts: SetFacts, format: ExportFormat) -> None:
    """Choose a format in the dialog and go on."""
    exporting.start(facts)
    dialog = exporting.dialog
    assert isinstance(dialog, ExportDialog)
    qtbot.addWidget(dialog)
    dialog.choices[format].setChecked(True)
    go_on = dialog.findChild(QPushButton, "export-go-on")
    assert go_on is not None
    QTest.mouseClick(go_on, Qt.MouseButton.LeftButton)


def test_an_archive(
    qtbot: QtBot, exporting: SetExport, facts: SetFacts, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "letters.npz"
    dialogs.path.write_text("was there before, and the dialog of the system has asked")
    with qtbot.waitSignal(exporting.file_saved, timeout=5000) as told:
        answered(qtbot, exporting, facts, ExportFormat.NPZ)
    assert told.args == [FileSaved("Exported letters.npz.", tmp_path)]
    with np.load(dialogs.path, allow_pickle=False) as archive:
        assert np.array_equal(archive["x_train"], letters().train.images)
    assert exporting.dialog is None


@pytest.mark.parametrize("format", [format for format in ExportFormat if format.is_folder])
def test_folders(
    qtbot: QtBot,
    exporting: SetExport,
    facts: SetFacts,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    format: ExportFormat,
) -> None:
    dialogs.path = tmp_path
    with qtbot.waitSignal(exporting.file_saved, timeout=5000):
        answered(qtbot, exporting, facts, format)
    folder = tmp_path / f"Some- letters-{format.value}"
    assert any(folder.iterdir())


def test_a_folder_that_is_there_is_left_alone(
    qtbot: QtBot, exporting: SetExport, facts: SetFacts, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    there = tmp_path / "Some- letters-csv"
    there.mkdir()
    (there / "mine.txt").write_text("mine")
    dialogs.path = tmp_path
    answered(qtbot, exporting, facts, ExportFormat.CSV)
    qtbot.waitUntil(lambda: bool(dialogs.troubles), timeout=5000)
    problem = dialogs.troubles[0]
    assert isinstance(problem, Problem)
    assert problem.code is ProblemCode.FILE_EXISTS
    assert [path.name for path in there.iterdir()] == ["mine.txt"]


def test_thinking_better_of_it(
    qtbot: QtBot, exporting: SetExport, facts: SetFacts, dialogs: AnsweringDialogs, lane: Lane
) -> None:
    exporting.start(facts)
    assert exporting.dialog is not None
    qtbot.addWidget(exporting.dialog)
    exporting.dialog.reject()
    dialogs.path = None
    answered(qtbot, exporting, facts, ExportFormat.IDX)
    assert not lane.is_busy
    assert exporting.dialog is None


def test_packing_is_for_idx_and_tables(qtbot: QtBot) -> None:
    dialog = ExportDialog("MNIST", ExportFormat.NPZ)
    qtbot.addWidget(dialog)
    assert not dialog.packed.isEnabled()
    for format in (ExportFormat.IDX, ExportFormat.CSV):
        dialog.choices[format].click()
        assert dialog.packed.isEnabled()
    assert dialog.packed.toolTip()
    for choice in dialog.choices.values():
        assert choice.objectName()
        assert choice.toolTip()
        assert choice.accessibleName()
