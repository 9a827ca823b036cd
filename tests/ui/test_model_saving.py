"""Choosing a format and a place, saving in the background, and what is told at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.child_process import ReadingCancelled
from mnist_desktop.models.saved import formats
from mnist_desktop.models.saved.agreement import Agreement
from mnist_desktop.models.saved.formats import ModelFormat
from mnist_desktop.models.saved.target import SaveTarget
from mnist_desktop.models.saving import SavedModel
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.activity import ActivityBar
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.format_dialog import FormatDialog
from mnist_desktop.ui.model_saving import ModelSaving
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.work import FileSaved
from tests.ui.conftest import AnsweringDialogs


def saved_at(target: SaveTarget, _cancelled: Callable[[], bool]) -> SavedModel:
    target.path.mkdir() if target.format.is_folder else target.path.touch()
    return SavedModel(target, 0, Agreement(200, 200, 1e-6))


@pytest.fixture
def saving(lane: Lane, dialogs: AnsweringDialogs) -> ModelSaving:
    return ModelSaving(lane, dialogs)


def told(saving: ModelSaving, qtbot: QtBot, name: str = "Mine") -> FileSaved:
    with qtbot.waitSignal(saving.file_saved, timeout=5000) as said:
        assert saving.start(name, saved_at) is not None
    assert said.args is not None
    assert isinstance(said.args[0], FileSaved)
    return said.args[0]


def test_a_file_gets_what_was_chosen(
    saving: ModelSaving, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.format, dialogs.path = ModelFormat.H5, tmp_path / "mine.h5"
    said = told(saving, qtbot)
    assert said.folder == tmp_path
    assert "Saved mine.h5." in said.text
    assert "200 of 200" in said.text
    assert ".keras is the better format" in said.text


def test_a_saved_model_goes_into_a_folder_and_replaces_only_when_asked(
    saving: ModelSaving, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.format, dialogs.path = ModelFormat.SAVED_MODEL, tmp_path
    said = told(saving, qtbot, "a/b: 数字.")
    assert (tmp_path / "a-b- 数字.savedmodel").is_dir()
    assert said.folder == tmp_path
    dialogs.agrees = False
    assert saving.start("a/b: 数字.", saved_at) is None
    assert dialogs.asked == ["a-b- 数字.savedmodel is there already. Replace it?"]


def test_whoever_thinks_better_of_it_saves_nothing(saving: ModelSaving, dialogs: AnsweringDialogs) -> None:
    dialogs.format = None
    assert saving.start("Mine", saved_at) is None
    dialogs.format, dialogs.path = ModelFormat.KERAS, None
    assert saving.start("Mine", saved_at) is None
    dialogs.format = ModelFormat.SAVED_MODEL
    assert saving.start("Mine", saved_at) is None


def test_trouble_with_the_place_is_told_before_any_work(
    saving: ModelSaving, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "missing" / "m.keras"
    with qtbot.waitSignal(saving.failed, timeout=5000) as failed:
        saving.start("Mine", lambda *_: pytest.fail("work was begun"))
    assert failed.args is not None
    assert isinstance(failed.args[0], Problem)
    assert failed.args[0].code is ProblemCode.FILE_NOT_WRITABLE


def test_saving_can_be_cancelled(
    saving: ModelSaving, dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    def wait(_target: SaveTarget, cancelled: Callable[[], bool]) -> SavedModel:
        while not cancelled():
            time.sleep(0.005)
        raise ReadingCancelled

    dialogs.path = tmp_path / "m.keras"
    job = saving.start("Mine", wait)
    assert job is not None
    with qtbot.waitSignal(job.cancelled, timeout=5000):
        job.cancel()
    assert list(tmp_path.iterdir()) == []


def test_every_format_is_offered_with_what_it_is_good_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "_ONNX_LIBRARIES", ())
    dialog = FormatDialog(ModelFormat.ONNX)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.choices[ModelFormat.ONNX].hasFocus, timeout=5000)
    assert set(dialog.choices) == set(ModelFormat)
    for format, choice in dialog.choices.items():
        words = dialog.findChild(QLabel, f"purpose_{format.value}")
        assert isinstance(words, QLabel)
        assert words.text()
        assert "\n" not in words.text()
        assert choice.accessibleDescription() == words.text() == choice.toolTip()
    assert dialog.chosen is ModelFormat.ONNX
    QTest.keyClick(dialog.choices[ModelFormat.ONNX], Qt.Key.Key_Down)
    assert dialog.choices[ModelFormat.SAVED_MODEL].isChecked()
    assert ".keras is the better format" in dialog.choices[ModelFormat.H5].toolTip()


def test_onnx_without_its_libraries_says_how_to_get_them(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "_ONNX_LIBRARIES", ("no_such_library",))
    dialog = FormatDialog(ModelFormat.ONNX)
    qtbot.addWidget(dialog)
    choice = dialog.choices[ModelFormat.ONNX]
    assert not choice.isEnabled()
    assert "pip install" in choice.toolTip()
    assert dialog.chosen is ModelFormat.KERAS


@pytest.mark.parametrize(
    ("key", "chosen"), [(Qt.Key.Key_Return, ModelFormat.LITERT), (Qt.Key.Key_Escape, None)]
)
def test_the_dialog_answers(qapp: QApplication, key: Qt.Key, chosen: ModelFormat | None) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, FormatDialog)
        choice = dialog.choices[ModelFormat.LITERT]
        QTest.mouseClick(choice, Qt.MouseButton.LeftButton, pos=QPoint(8, choice.height() // 2))
        QTest.keyClick(dialog, key)

    QTimer.singleShot(0, qapp, answer)
    assert Dialogs().ask_format(ModelFormat.KERAS) is chosen


def test_the_folder_of_what_was_saved_is_a_click_away(
    qtbot: QtBot, icons: IconShop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[QUrl] = []
    answers = iter([True, False])

    def open_url(url: QUrl) -> bool:
        opened.append(url)
        return next(answers)

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    bar = ActivityBar(icons)
    qtbot.addWidget(bar)
    bar.resize(960, 36)
    bar.show()
    qtbot.waitExposed(bar)
    assert not bar.show_folder.isVisible()
    bar.tell_saved(FileSaved("Saved m.onnx.", tmp_path))
    QTest.mouseClick(bar.show_folder, Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]
    QTest.mouseClick(bar.show_folder, Qt.MouseButton.LeftButton)
    assert str(tmp_path) in bar.message.whole
    assert not bar.show_folder.isVisible()
