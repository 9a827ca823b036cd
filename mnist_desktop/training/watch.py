"""What is known of a running training: its means, its pace, and what it tells at a steady pace."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from mnist_desktop.training.progress import EpochFinished, StepProgress, TrainingEvent
from mnist_desktop.training.run_state import Position
from mnist_desktop.training.timetable import Timetable

REPORT_SECONDS = 0.05
_RATE_SECONDS = 3.0


class Watch:
    """Takes note of epochs and steps, and reports them. `position` is where the training stands."""

    def __init__(
        self, timetable: Timetable, listen: Callable[[TrainingEvent], None], position: Position
    ) -> None:
        """Begin at the position."""
        self._timetable, self._listen = timetable, listen
        self._begun = position
        self._epoch, self._step = position.epoch, position.step
        self._loss, self._accuracy = position.loss, position.accuracy
        self._started = time.perf_counter() - position.seconds
        self._epoch_started = time.perf_counter()
        self._validation_started: float | None = None
        self._validation_seconds = 0.0
        self._reported_at = 0.0
        self._reported = (position.step, position.loss, position.accuracy)
        self._pace: deque[tuple[float, int]] = deque()
        self._last_pace: float | None = None
        self._learning_rate = 0.0

    @property
    def position(self) -> Position:
        """Where the training stands."""
        return Position(self._epoch, self._step, self._loss, self._accuracy, self.seconds)

    @property
    def seconds(self) -> float:
        """What the training took so far, without its pauses."""
        return time.perf_counter() - self._started

    def epoch_begins(self, epoch: int) -> None:
        """Take note of an epoch, counted from 0."""
        self._epoch_started = time.perf_counter()
        self._validation_started = None
        if epoch != self._begun.epoch:
            self._epoch, self._step, self._loss, self._accuracy = epoch, 0, 0.0, 0.0
            self._reported = (0, 0.0, 0.0)

    def rate_set(self, learning_rate: float) -> None:
        """Take note of the learning rate of the steps from now on."""
        self._learning_rate = learning_rate

    def validation_begins(self) -> None:
        """Take note that the steps of this epoch are made."""
        self._validation_started = time.perf_counter()

    def went_on_after(self, seconds: float) -> None:
        """Take note of a pause."""
        self._started += seconds
        self._epoch_started += seconds
        self._pace.clear()

    def step_made(self, step: int, loss: float, accuracy: float) -> None:
        """Take note of a step, counted from 0 since the epoch or the resumption within it began.

        `loss` and `accuracy` are Keras's running means over these steps.
        """
        before = self._begun if self._epoch == self._begun.epoch else Position(self._epoch)
        made = step + 1
        self._step = before.step + made
        self._loss = (before.loss * before.step + loss * made) / self._step
        self._accuracy = (before.accuracy * before.step + accuracy * made) / self._step
        if self._is_due():
            self._report()

    def epoch_ends(self, validation_loss: float | None, validation_accuracy: float | None) -> EpochFinished:
        """Report a whole epoch, and stand at the beginning of the next."""
        now = learnt_until = time.perf_counter()
        if self._validation_started is not None:
            learnt_until = self._validation_started
            self._validation_seconds = now - self._validation_started
            # Validation makes no steps: what was measured before it says nothing of the pace after it.
            self._pace.clear()
        began = self._begun.step if self._epoch == self._begun.epoch else 0
        share = 1 - began / self._timetable.steps[self._epoch]
        finished = EpochFinished(
            self._epoch + 1,
            self._loss,
            self._accuracy,
            validation_loss,
            validation_accuracy,
            now - self._epoch_started,
            self._learning_rate,
            self._timetable.images[self._epoch] * share / max(learnt_until - self._epoch_started, 1e-6),
            began + 1 if 0 < began < self._timetable.steps[self._epoch] else None,
        )
        self._epoch, self._step, self._loss, self._accuracy = self._epoch + 1, 0, 0.0, 0.0
        self._listen(finished)
        return finished

    def _is_due(self) -> bool:
        """Whether it is time to report, and there are enough steps to do so.

        After validation the first step of an epoch would be told alone, which jumps far from all the means.
        """
        now = time.perf_counter()
        if now - self._reported_at < REPORT_SECONDS:
            return False
        is_first_epoch, is_last_step = self._epoch == self._begun.epoch, self._step == self._steps
        return is_first_epoch or is_last_step or now - self._epoch_started >= REPORT_SECONDS

    @property
    def _steps(self) -> int:
        """The steps of this epoch."""
        return self._timetable.steps[self._epoch]

    def _report(self) -> None:
        now, (before, loss_before, accuracy_before) = time.perf_counter(), self._reported
        steps = self._steps
        done, fresh = self._timetable.steps_before(self._epoch) + self._step, self._step - before
        self._pace.append((now, done))
        while len(self._pace) > 2 and now - self._pace[0][0] > _RATE_SECONDS:
            self._pace.popleft()
        seconds_a_step = self._seconds_a_step()
        loss = (self._loss * self._step - loss_before * before) / fresh
        accuracy = (self._accuracy * self._step - accuracy_before * before) / fresh
        self._listen(
            StepProgress(
                self._epoch + 1,
                self._step,
                steps,
                done / self._timetable.all_steps,
                max(0.0, loss),
                min(1.0, max(0.0, accuracy)),
                self._timetable.images[self._epoch] / steps / seconds_a_step if seconds_a_step else 0.0,
                self._seconds_left(done, seconds_a_step),
                self._learning_rate,
            )
        )
        # From when it was told, not from when it was measured: a busy processor may lie between the two.
        self._reported_at = time.perf_counter()
        self._reported = (self._step, self._loss, self._accuracy)

    def _seconds_a_step(self) -> float | None:
        (first_time, first_done), (last_time, last_done) = self._pace[0], self._pace[-1]
        if last_done > first_done:
            self._last_pace = (last_time - first_time) / (last_done - first_done)
        return self._last_pace

    def _seconds_left(self, done: int, seconds_a_step: float | None) -> float | None:
        if seconds_a_step is None:
            return None
        steps_left = self._timetable.all_steps - done
        return steps_left * seconds_a_step + (self._timetable.epochs - self._epoch) * self._validation_seconds
