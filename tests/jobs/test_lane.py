from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from mnist_desktop.jobs.job import Cancelled, Job, JobControl
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.jobs.newest import NewestWins
from mnist_desktop.priority import BEHIND_THE_WINDOW


class Listener(QObject):
    """Keeps what a job says, and in which thread it was heard."""

    def __init__(self, job: Job | None = None) -> None:
        super().__init__()
        self.heard: list[tuple[str, object]] = []
        self.threads: set[QThread] = set()
        if job is not None:
            job.progressed.connect(self.on_progressed)
            job.succeeded.connect(self.on_succeeded)
            job.failed.connect(self.on_failed)
            job.cancelled.connect(self.on_cancelled)
            job.ended.connect(self.on_ended)

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.heard]

    def _hear(self, name: str, value: object = None) -> None:
        self.heard.append((name, value))
        self.threads.add(QThread.currentThread())

    def on_progressed(self, value: object) -> None:
        self._hear("progressed", value)

    def on_succeeded(self, value: object) -> None:
        self._hear("succeeded", value)

    def on_failed(self, value: object) -> None:
        self._hear("failed", value)

    def on_cancelled(self) -> None:
        self._hear("cancelled")

    def on_ended(self) -> None:
        self._hear("ended")


@pytest.fixture
def lane(qapp: object) -> Iterator[Lane]:
    made = Lane("test")
    yield made
    made.close()
    assert made.wait(5000)


def test_a_job_reports_and_succeeds_in_the_listeners_thread(qtbot: QtBot, lane: Lane) -> None:
    def work(control: JobControl) -> object:
        control.report("half")
        return threading.get_ident()

    listener = Listener(lane.submit(work))
    qtbot.waitUntil(lambda: "ended" in listener.names)
    assert listener.names == ["progressed", "succeeded", "ended"]
    assert listener.heard[1][1] != threading.get_ident()
    assert listener.threads == {QThread.currentThread()}


def test_an_exception_fails_the_job_and_not_the_lane(qtbot: QtBot, lane: Lane) -> None:
    def wrong(_control: JobControl) -> object:
        raise ValueError("no")

    first, second = Listener(lane.submit(wrong)), Listener(lane.submit(lambda _control: 2))
    qtbot.waitUntil(lambda: "ended" in second.names)
    assert first.names == ["failed", "ended"]
    assert str(first.heard[0][1]) == "no"
    assert second.names == ["succeeded", "ended"]


def test_even_an_exit_ends_the_job_and_not_the_lane(qtbot: QtBot, lane: Lane) -> None:
    def leave(_control: JobControl) -> object:
        raise SystemExit(3)

    first, second = Listener(lane.submit(leave)), Listener(lane.submit(lambda _control: 2))
    qtbot.waitUntil(lambda: "ended" in second.names)
    assert first.names == ["failed", "ended"]
    assert second.names == ["succeeded", "ended"]


def test_a_cancelled_job_ends_as_cancelled_only(qtbot: QtBot, lane: Lane) -> None:
    def patient(control: JobControl) -> object:
        while not control.is_cancelled():
            time.sleep(0.001)
        raise Cancelled

    job, waiting = lane.submit(patient), lane.submit(lambda _control: 1)
    listener, second = Listener(job), Listener(waiting)
    waiting.cancel()
    job.cancel()
    qtbot.waitUntil(lambda: "ended" in second.names)
    assert listener.names == ["cancelled", "ended"]
    assert second.names == ["cancelled", "ended"]


def test_a_closed_lane_cancels_what_comes(qtbot: QtBot) -> None:
    lane = Lane("closed")
    with qtbot.waitSignal(lane.closed):
        lane.close()
    listener = Listener(lane.submit(lambda _control: 1))
    qtbot.waitUntil(lambda: "ended" in listener.names)
    assert listener.names == ["cancelled", "ended"]
    assert lane.is_closed


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a priority for each thread")
def test_work_stands_behind_the_window_and_the_window_stays_where_it_was(qtbot: QtBot) -> None:
    def niceness(_control: JobControl) -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    mine = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    lane = Lane("behind", niceness=BEHIND_THE_WINDOW)
    listener = Listener(lane.submit(niceness))
    qtbot.waitUntil(lambda: "ended" in listener.names)
    with qtbot.waitSignal(lane.closed):
        lane.close()
    assert listener.heard[0] == ("succeeded", max(mine, BEHIND_THE_WINDOW))
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == mine


def test_thousand_quick_jobs_lose_no_signal(qtbot: QtBot, lane: Lane) -> None:
    listeners = [Listener(lane.submit(lambda _control: 0)) for _ in range(1000)]
    qtbot.waitUntil(lambda: all(listener.names == ["succeeded", "ended"] for listener in listeners))


def test_the_newest_request_wins(qtbot: QtBot, lane: Lane) -> None:
    gate = threading.Event()
    asked: list[object] = []

    def answer(snapshot: object) -> object:
        asked.append(snapshot)
        gate.wait(5)
        return snapshot

    newest = NewestWins(lane, answer)
    listener = Listener()
    newest.answered.connect(listener.on_succeeded)
    newest.request(0)
    qtbot.waitUntil(lambda: asked == [0])
    for number in range(1, 50):
        newest.request(number)
    gate.set()
    qtbot.waitUntil(lambda: len(listener.heard) == 2)
    assert [value for _, value in listener.heard] == [0, 49]
    assert asked == [0, 49]


def test_live_requests_never_stall(qtbot: QtBot, lane: Lane) -> None:
    newest = NewestWins(lane, lambda snapshot: snapshot)
    listener = Listener()
    newest.answered.connect(listener.on_succeeded)
    for number in range(400):
        newest.request(number)
        qtbot.wait(0)
    qtbot.waitUntil(lambda: bool(listener.heard) and listener.heard[-1][1] == 399)


def test_what_ends_an_answer_is_told_and_the_next_one_is_given(qtbot: QtBot, lane: Lane) -> None:
    def answer(snapshot: object) -> object:
        if snapshot == "bad":
            raise ValueError(snapshot)
        return snapshot

    newest = NewestWins(lane, answer)
    listener = Listener()
    newest.answered.connect(listener.on_succeeded)
    newest.failed.connect(listener.on_failed)
    newest.request("bad")
    newest.request("good")
    assert lane.is_busy
    qtbot.waitUntil(lambda: listener.names == ["failed", "succeeded"])
    assert isinstance(listener.heard[0][1], ValueError)
    assert listener.threads == {QThread.currentThread()}
    qtbot.waitUntil(lambda: not lane.is_busy)


def test_a_lane_that_closes_drops_tasks_and_takes_no_more(qtbot: QtBot, lane: Lane) -> None:
    done: list[int] = []
    begun, gate = threading.Event(), threading.Event()

    def first() -> None:
        begun.set()
        gate.wait(5)
        done.append(1)

    assert lane.post(first)
    assert begun.wait(5)
    assert lane.post(lambda: done.append(2))
    lane.close()
    assert not lane.post(lambda: done.append(3))
    gate.set()
    qtbot.waitUntil(lambda: lane.is_closed)
    assert done == [1]
