from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from mnist_desktop.jobs.errors import ErrorReport
from mnist_desktop.logs import log_in
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.choice_dialog import ChoiceDialog
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.lines_dialog import LinesDialog
from mnist_desktop.ui.name_dialog import NameDialog
from mnist_desktop.ui.self_test import SelfTestDialogs
from mnist_desktop.ui.widgets.labels import label


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


def test_the_name_of_a_file_is_no_markup(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[Qt.TextFormat] = []

    def keep(box: QMessageBox) -> int:
        found.append(box.textFormat())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", keep)
    Dialogs().trouble(Problem(ProblemCode.FILE_EMPTY, path="<img src='x'><b>all is well</b>.h5"))
    assert found == [Qt.TextFormat.PlainText]
    assert label("<b>name</b>").textFormat() is Qt.TextFormat.PlainText


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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[NameDialog]:
    """Types a name into the dialog and presses Return, then gives up."""
    found: list[NameDialog] = []

    def type_name(dialog: NameDialog) -> int:
        found.append(dialog)
        dialog.show()
        QTest.keyClicks(dialog.line, "x" * 100)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(NameDialog, "exec", type_name)
    return found


def test_a_name_that_is_too_long_is_told_and_not_cut_off(qapp: QApplication, asked: list[NameDialog]) -> None:
    dialogs = Dialogs()
    assert dialogs.ask_text("Rename", "New name", "", 80, agree="Rename") is None
    (dialog,) = asked
    assert dialog.line.text() == "x" * 100
    assert dialog.trouble.text() == "A name has at most 80 signs; this one has 100. Shorten it."
    assert dialog.agree.text() == "Rename"
    assert not dialog.agree.isEnabled()
    assert dialogs.ask_text("Rename", "New name", "", 100, agree="Rename") == "x" * 100


def test_a_name_that_is_refused_is_told_while_it_is_typed(
    qapp: QApplication, asked: list[NameDialog]
) -> None:
    def refusal(name: str) -> str:
        return "Another one is called so." if len(name) == 100 else ""

    assert Dialogs().ask_text("Keep", "Name", agree="Keep", refusal=refusal) is None
    (dialog,) = asked
    height = dialog.height()
    assert dialog.trouble.text() == "Another one is called so."
    QTest.keyClick(dialog.line, Qt.Key.Key_Backspace)
    assert dialog.trouble.text() == ""
    assert dialog.agree.isEnabled()
    assert dialog.height() == height
    dialog.line.clear()
    assert not dialog.agree.isEnabled()
    assert dialog.trouble.text() == ""


def test_lines_that_are_refused_are_told_while_they_are_typed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[LinesDialog] = []

    def type_lines(dialog: LinesDialog) -> int:
        found.append(dialog)
        dialog.show()
        dialog.field.selectAll()
        QTest.keyClicks(dialog.field, "cat")
        assert dialog.trouble.text() == "One is too few."
        assert not dialog.agree.isEnabled()
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        QTest.keyClicks(dialog.field, "dog")
        assert dialog.trouble.text() == ""
        button = dialog.agree if len(found) == 1 else dialog.refuse
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        return dialog.result()

    monkeypatch.setattr(LinesDialog, "exec", type_lines)

    def ask() -> str | None:
        return Dialogs().ask_lines(
            "Classes", "Names", "a\nb", agree="Name", refuse="Keep", refusal=refuse_one_line
        )

    assert ask() == "cat\ndog"
    assert ask() is None


def refuse_one_line(text: str) -> str:
    return "" if "\n" in text else "One is too few."


def test_one_of_some_choices_is_chosen_with_the_keyboard(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [Qt.Key.Key_Return, Qt.Key.Key_Escape]

    def choose(dialog: ChoiceDialog) -> int:
        dialog.show()
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        QTest.keyClick(dialog, keys.pop(0))
        return dialog.result()

    monkeypatch.setattr(ChoiceDialog, "exec", choose)
    assert Dialogs().ask_choice("Open", "Which one", ["first", "second"], agree="Open") == 1
    assert Dialogs().ask_choice("Open", "Which one", ["first", "second"], agree="Open") is None
