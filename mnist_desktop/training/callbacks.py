"""What looks at a running Keras `fit`: reports at a steady pace, and stops it when asked to."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mnist_desktop.training.progress import EpochFinished, StepProgress, TrainingEvent
from mnist_desktop.training.timetable import Timetable

if TYPE_CHECKING:
    import keras

REPORT_SECONDS = 0.05
_RATE_SECONDS = 3.0


class Watch:
    """What is known of a running training; the Keras callback of `keras_callback` keeps it up to date.

    `history` holds the finished epochs, `learnt` whether at least one step was reported.
    """

    def __init__(
        self,
        *,
        timetable: Timetable,
        listen: Callable[[TrainingEvent], None],
        stop_requested: Callable[[], bool],
    ) -> None:
        self.history: list[EpochFinished] = []
        self.stopped = False
        self.learnt = False
        self._timetable = timetable
        self._listen, self._stop_requested = listen, stop_requested
        self._epoch = 0
        self._epoch_started = 0.0
        self._validation_started: float | None = None
        self._validation_seconds = 0.0
        self._reported_at = 0.0
        self._reported = (0, 0.0, 0.0)
        self._pace: deque[tuple[float, int]] = deque()
        self._last_pace: float | None = None
        self._learning_rate = 0.0

    def must_stop(self) -> bool:
        """Whether a stop was asked for, now or before."""
        self.stopped = self.stopped or self._stop_requested()
        return self.stopped

    def epoch_begins(self, epoch: int) -> None:
        """Take note of a new epoch, counted from 0."""
        self._epoch = epoch
        self._epoch_started = time.perf_counter()
        self._validation_started = None
        self._reported = (0, 0.0, 0.0)

    def rate_set(self, learning_rate: float) -> None:
        """Take note of the learning rate of the steps from now on."""
        self._learning_rate = learning_rate

    def validation_begins(self) -> None:
        """Take note that the steps of this epoch are made."""
        self._validation_started = time.perf_counter()

    def step_made(self, step: int, loss: float, accuracy: float) -> None:
        """Report, if it is time, a step counted from 0 with Keras's running means of this epoch."""
        now, made = time.perf_counter(), step + 1
        if now - self._reported_at < REPORT_SECONDS:
            return
        before, loss_before, accuracy_before = self._reported
        steps = self._timetable.steps[self._epoch]
        done, fresh = self._timetable.steps_before(self._epoch) + made, made - before
        self._pace.append((now, done))
        while len(self._pace) > 2 and now - self._pace[0][0] > _RATE_SECONDS:
            self._pace.popleft()
        seconds_a_step = self._seconds_a_step()
        self._listen(
            StepProgress(
                self._epoch + 1,
                made,
                steps,
                done / self._timetable.all_steps,
                max(0.0, (loss * made - loss_before * before) / fresh),
                min(1.0, max(0.0, (accuracy * made - accuracy_before * before) / fresh)),
                self._timetable.images[self._epoch] / steps / seconds_a_step if seconds_a_step else 0.0,
                self._seconds_left(done, seconds_a_step),
                self._learning_rate,
            )
        )
        self.learnt = True
        # From when it was told, not from when it was measured: a busy processor may lie between the two.
        self._reported_at, self._reported = time.perf_counter(), (made, loss, accuracy)

    def epoch_ends(self, means: dict[str, float]) -> None:
        """Keep and report a whole epoch; one that was stopped within is dropped."""
        now = time.perf_counter()
        if self.stopped:
            return
        if self._validation_started is not None:
            self._validation_seconds = now - self._validation_started
            # Validation makes no steps: what was measured before it says nothing of the pace after it.
            self._pace.clear()
        finished = EpochFinished(
            self._epoch + 1,
            means["loss"],
            means["accuracy"],
            means.get("val_loss"),
            means.get("val_accuracy"),
            now - self._epoch_started,
            self._learning_rate,
            self._timetable.images[self._epoch] / (now - self._epoch_started),
        )
        self.history.append(finished)
        self._listen(finished)

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


def rate_callback(rate_of: Callable[[int, int], float]) -> keras.callbacks.Callback:
    """The callback that sets each step's learning rate; `rate_of` gets the epoch and the step, from 0."""
    import keras

    class RateCallback(keras.callbacks.Callback):
        _epoch = 0
        _rate: float | None = None

        def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
            self._epoch = epoch

        def on_train_batch_begin(self, batch: int, logs: dict[str, Any] | None = None) -> None:
            rate = rate_of(self._epoch, batch)
            # Setting a variable takes a tenth of a small network's step.
            if rate != self._rate:
                self._rate = self.model.optimizer.learning_rate = rate

    return RateCallback()


def keras_callback(watch: Watch) -> keras.callbacks.Callback:
    """The callback that tells `watch` what `fit` does, and stops `fit` when it must.

    Keras would finish the whole validation after a stop: its evaluation is stopped as well.
    """
    import keras

    class WatchCallback(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
            watch.epoch_begins(epoch)

        def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
            if watch.must_stop() or not _is_number(logs):
                self.model.stop_training = True
                return
            watch.step_made(batch, float((logs or {})["loss"]), float((logs or {})["accuracy"]))

        def on_test_begin(self, logs: dict[str, Any] | None = None) -> None:
            watch.validation_begins()
            self._stop_evaluating_if_asked()

        def on_test_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
            self._stop_evaluating_if_asked()

        def on_epoch_end(self, epoch: int, logs: dict[str, Any] | None = None) -> None:
            if _is_number(logs):
                watch.epoch_ends(logs or {})

        def _stop_evaluating_if_asked(self) -> None:
            if watch.must_stop():
                self.model.stop_training = self.model.stop_evaluating = True

    return WatchCallback()


def _is_number(logs: dict[str, Any] | None) -> bool:
    """Whether the loss is still finite; where it is not, going on is useless."""
    return math.isfinite((logs or {}).get("loss", 0.0))
