from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.errors import ErrorRelay, ErrorReport
from mnist_desktop.logs import start_log


@pytest.fixture
def relay(qapp: object) -> Iterator[ErrorRelay]:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = ErrorRelay()
    made.install()
    yield made
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def test_an_exception_of_any_thread_reaches_the_relay(qtbot: QtBot, relay: ErrorRelay) -> None:
    def wrong() -> None:
        raise ValueError("from a thread")

    with qtbot.waitSignal(relay.error_occurred) as heard:
        thread = threading.Thread(target=wrong)
        thread.start()
        thread.join()
    report = heard.args[0]
    assert isinstance(report, ErrorReport)
    assert report.summary == "ValueError: from a thread"
    assert "in wrong" in report.details


def test_the_details_stand_in_the_log_file(qtbot: QtBot, relay: ErrorRelay, tmp_path: Path) -> None:
    handler = start_log(tmp_path)
    assert handler is not None
    try:
        relay.relay(RuntimeError("for the log"))
    finally:
        logging.getLogger("mnist_desktop").removeHandler(handler)
        handler.close()
    assert "RuntimeError: for the log" in (tmp_path / "mnist-desktop.log").read_text()


def test_an_unwritable_folder_does_not_keep_the_program_from_starting(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert start_log(tmp_path / "file" / "logs") is None
