from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QLineEdit, QMessageBox

from mnist_desktop.jobs.errors import ErrorReport
from mnist_desktop.logs import log_in
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.self_test import SelfTestDialogs


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the message boxes say that would have been shown."""
    found: list[str] = []

    def keep(box: QMessageBox) -> int:
        found.append(box.informativeText())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", keep)
    return found


def test_unexpected_trouble_of_a_job_is_in_the_log(qapp: QApplication, opened: list[str], home: Path) -> None:
    with log_in(home / "logs"):
        Dialogs().trouble(RuntimeError("of a job"))
    assert opened == ["RuntimeError: of a job"]
    assert "RuntimeError: of a job" in (home / "logs" / "mnist-desktop.log").read_text(encoding="utf-8")


def test_one_dialog_at_a_time(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogs = Dialogs()
    shown = 0

    def paint_again(_box: QMessageBox) -> int:
        nonlocal shown
        shown += 1
        dialogs.unexpected(ErrorReport("while it is shown", ""))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", paint_again)
    dialogs.unexpected(ErrorReport("first", ""))
    assert shown == 1
    dialogs.unexpected(ErrorReport("later", ""))
    assert shown == 2


def test_nobody_has_to_answer_the_self_test(qapp: QApplication) -> None:
    dialogs = SelfTestDialogs()
    assert dialogs.ask("A training is running", "Stop it?", "Stop")
    dialogs.tell("", "")


FORMATS = "Keras (*.keras);;Older (*.h5 *.hdf5)"


@pytest.mark.parametrize(
    ("typed", "chosen", "saved"),
    [
        ("mine", "Older (*.h5 *.hdf5)", "mine.h5"),
        ("mine", "Keras (*.keras)", "mine.keras"),
        ("mine.HDF5", "Keras (*.keras)", "mine.HDF5"),
        ("net 1.5", "Keras (*.keras)", "net 1.5.keras"),
    ],
)
def test_a_file_is_saved_in_the_format_that_was_chosen(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, chosen: str, saved: str
) -> None:
    answer = (str(tmp_path / typed), chosen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: answer)
    assert Dialogs().save_file("Save", "x.keras", FORMATS) == tmp_path / saved


def test_no_file_is_replaced_unasked_by_a_name_without_a_suffix(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mine.keras").touch()
    answer = (str(tmp_path / "mine"), "Keras (*.keras)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: answer)
    dialogs = Dialogs()
    monkeypatch.setattr(dialogs, "ask", lambda *_words, **_more: False)
    assert dialogs.save_file("Save", "x.keras", FORMATS) is None
    monkeypatch.setattr(dialogs, "ask", lambda *_words, **_more: True)
    assert dialogs.save_file("Save", "x.keras", FORMATS) == tmp_path / "mine.keras"


def test_no_more_can_be_typed_than_is_taken(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def type_much(dialog: QInputDialog) -> int:
        QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "x" * 100)
        return QInputDialog.DialogCode.Accepted

    monkeypatch.setattr(QInputDialog, "exec", type_much)
    assert Dialogs().ask_text("Rename", "New name", "", 80) == "x" * 80
