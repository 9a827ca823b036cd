from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

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
