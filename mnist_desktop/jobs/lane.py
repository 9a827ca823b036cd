"""A lane: one thread that does jobs one after another."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, QThread, Signal

from mnist_desktop.jobs.job import Job, Work
from mnist_desktop.priority import give_way

_MEGABYTE = 1 << 20
Task: TypeAlias = Callable[[], None]


class _LaneThread(QThread):
    """Takes jobs and tasks from the queue until it finds None.

    Signals:
        job_left: A job whose every signal has been sent; only now may it be deleted.
    """

    job_left = Signal(object)

    def __init__(self, waiting: queue.SimpleQueue[Job | Task | None], niceness: int, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting = waiting
        self._niceness = niceness
        self.tasks_done = 0
        self.is_closing = False

    def run(self) -> None:
        if self._niceness:
            give_way(self._niceness)
        while (next_one := self._waiting.get()) is not None:
            if isinstance(next_one, Job):
                next_one.run()
                self.job_left.emit(next_one)
                continue
            if not self.is_closing:
                next_one()
            self.tasks_done += 1


class Lane(QObject):
    """One worker thread; it starts with the first job. Jobs wait their turn.

    Signals:
        closed: The thread has ended after `close`, or there was none.
    """

    closed = Signal()
    _submitted = Signal()

    def __init__(
        self,
        name: str,
        parent: QObject | None = None,
        stack_megabytes: int = 16,
        niceness: int = 0,
    ) -> None:
        """Name the lane for logs.

        Args:
            name: What the thread is called.
            parent: Its owner.
            stack_megabytes: Deep recursion (TensorFlow's tracing) needs a large stack.
            niceness: How far it stands behind the window's own threads where processor cores are short, e.g.
                `BEHIND_THE_WINDOW`.

        """
        super().__init__(parent)
        self.setObjectName(name)
        self._waiting: queue.SimpleQueue[Job | Task | None] = queue.SimpleQueue()
        self._jobs: list[Job] = []
        self._unqueued: list[Job] = []
        self._tasks_posted = 0
        self._closing = False
        self._thread = _LaneThread(self._waiting, niceness, self)
        self._thread.setObjectName(name)
        self._thread.setStackSize(stack_megabytes * _MEGABYTE)
        self._thread.job_left.connect(self._on_job_left)
        self._thread.finished.connect(self._on_thread_finished)
        self._submitted.connect(self._on_submitted, Qt.ConnectionType.QueuedConnection)

    def submit(self, work: Work) -> Job:
        """Queue the work at the next turn of the event loop, so that no signal of the job can be missed.

        A lane that is closed cancels the job instead.
        """
        job = Job(work, self)
        self._jobs.append(job)
        self._unqueued.append(job)
        self._submitted.emit()
        return job

    def post(self, task: Task) -> bool:
        """Queue a short task that tells its end itself; False where the lane is closed.

        For what comes so often that a job for each would be too much.
        """
        if self._closing:
            return False
        self._tasks_posted += 1
        self._waiting.put(task)
        if not self._thread.isRunning():
            self._thread.start()
        return True

    @property
    def is_busy(self) -> bool:
        """True while a job or a task runs or waits."""
        return bool(self._jobs) or self._thread.tasks_done < self._tasks_posted

    def close(self) -> None:
        """Cancel jobs, drop tasks and end the thread; returns at once, `closed` tells when it is done."""
        if self._closing:
            return
        self._thread.is_closing = True
        for job in self._jobs:
            job.cancel()
        self._on_submitted()
        self._closing = True
        self._waiting.put(None)
        if not self._thread.isRunning():
            self.closed.emit()

    def wait(self, milliseconds: int) -> bool:
        """Block until the thread has ended: for the end of the program only, after `close`."""
        return self._thread.wait(milliseconds)

    @property
    def is_closed(self) -> bool:
        """True when no thread runs and no job will be taken any more."""
        return self._closing and not self._thread.isRunning()

    def _on_submitted(self) -> None:
        jobs, self._unqueued = self._unqueued, []
        for job in jobs:
            if self._closing:
                job.cancel()
                job.run()
                self._on_job_left(job)
                continue
            self._waiting.put(job)
            if not self._thread.isRunning():
                self._thread.start()

    def _on_job_left(self, job: Job) -> None:
        self._jobs.remove(job)
        job.deleteLater()

    def _on_thread_finished(self) -> None:
        self.closed.emit()
