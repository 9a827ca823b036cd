"""Live prediction's queue: one running, one waiting, the newest wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

from mnist_desktop.jobs.lane import Lane

Answer: TypeAlias = Callable[[object], object]


class NewestWins(QObject):
    """Runs `answer` on the newest request; a request that was overtaken while waiting is dropped.

    Requests come with every point of a stroke, and a training may be waiting for Python's lock all the while:
    so there is no `Job` for each of them, but two signals for all.

    Signals:
        answered: The answer to a request.
        failed: The exception that an answer ended with.
    """

    answered = Signal(object)
    failed = Signal(object)
    _succeeded_in_lane = Signal(object)
    _failed_in_lane = Signal(object)

    def __init__(self, lane: Lane, answer: Answer, parent: QObject | None = None) -> None:
        """Use the lane for answering; nobody else should keep it busy for long."""
        super().__init__(parent)
        self._lane = lane
        self._answer = answer
        self._asked: object = None
        self._waiting: list[object] = []
        self._is_running = False
        queued = Qt.ConnectionType.QueuedConnection
        self._succeeded_in_lane.connect(self._on_succeeded, queued)
        self._failed_in_lane.connect(self._on_failed, queued)

    def request(self, snapshot: object) -> None:
        """Ask for the answer to an immutable snapshot."""
        self._waiting = [snapshot]
        if not self._is_running:
            self._start()

    def _start(self) -> None:
        self._asked = self._waiting.pop()
        self._is_running = self._lane.post(self._answer_in_lane)

    def _answer_in_lane(self) -> None:
        try:
            answer = self._answer(self._asked)
        except BaseException as error:  # noqa: BLE001 - whatever ends the work is handed to the window
            self._failed_in_lane.emit(error)
        else:
            self._succeeded_in_lane.emit(answer)

    def _on_succeeded(self, answer: object) -> None:
        self.answered.emit(answer)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        self._is_running = False
        if self._waiting:
            self._start()
