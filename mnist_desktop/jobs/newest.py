"""Live prediction's queue: one running, one waiting, the newest wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from mnist_desktop.jobs.job import JobControl
from mnist_desktop.jobs.lane import Lane

Answer: TypeAlias = Callable[[object], object]


class NewestWins(QObject):
    """Runs `answer` on the newest request; a request that was overtaken while waiting is dropped.

    Signals:
        answered: The answer to a request.
        failed: The exception that an answer ended with.
    """

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, lane: Lane, answer: Answer, parent: QObject | None = None) -> None:
        """Use the lane for answering; nobody else should keep it busy for long."""
        super().__init__(parent)
        self._lane = lane
        self._answer = answer
        self._waiting: list[object] = []
        self._is_running = False

    def request(self, snapshot: object) -> None:
        """Ask for the answer to an immutable snapshot."""
        self._waiting = [snapshot]
        if not self._is_running:
            self._start()

    def _start(self) -> None:
        snapshot = self._waiting.pop()
        self._is_running = True
        job = self._lane.submit(_bound(self._answer, snapshot))
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_ended)

    def _on_succeeded(self, answer: object) -> None:
        self.answered.emit(answer)

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)

    def _on_ended(self) -> None:
        self._is_running = False
        if self._waiting:
            self._start()


def _bound(answer: Answer, snapshot: object) -> Callable[[JobControl], object]:
    def work(_control: JobControl) -> object:
        return answer(snapshot)

    return work
