"""The watch over leftovers sees what it is there to see, and only that."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests import leftovers
from tests.leftovers import Watch


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "PATIENCE_SECONDS", 0.1)


@pytest.fixture
def thread(qapp: QApplication) -> Iterator[QThread]:
    thread = QThread()
    yield thread
    thread.quit()
    assert thread.wait(2000)


def test_nothing_left() -> None:
    watch = Watch()
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    subprocess.run([sys.executable, "-c", ""], check=True)
    assert watch.left_behind() == []


def test_python_thread() -> None:
    watch = Watch()
    done = threading.Event()
    thread = threading.Thread(target=done.wait, name="sleeper", daemon=True)
    thread.start()
    assert watch.left_behind() == ["thread sleeper"]
    done.set()
    thread.join()


def test_child_process() -> None:
    watch = Watch()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        left = watch.left_behind()
        process.kill()
    if next(Path("/proc/self/task").glob("*/children"), None):
        assert len(left) == 1
        assert left[0].startswith(f"process {process.pid} ")


def test_qthread(thread: QThread) -> None:
    watch = Watch()
    other = QThread()
    other.setObjectName("other")
    other.start()
    assert watch.left_behind() == ["QThread QThread 'other'"]
    other.quit()
    assert other.wait(2000)
    thread.start()
    assert Watch().left_behind() == [], "what was there before is not this test's"


def test_timer_and_window(qapp: QApplication) -> None:
    watch = Watch()
    window = QWidget()
    window.setObjectName("left")
    timer = QTimer(window)
    timer.setObjectName("ticking")
    timer.start(1000)
    window.show()
    assert watch.left_behind() == ["window QWidget 'left'", "QTimer 'ticking' of QWidget"]
    window.close()
    window.deleteLater()
    watch = Watch()
    del window, timer
    assert watch.left_behind() == []
