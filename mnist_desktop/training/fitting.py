"""The epochs of a training: Keras `fit`, one epoch a call, so that it can go on after any break."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.batches import TrainingBatches, build_evaluation, plain_batches
from mnist_desktop.training.callbacks import keras_callback
from mnist_desktop.training.course import Course
from mnist_desktop.training.images import TrainingImages
from mnist_desktop.training.onlookers import Onlookers
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import (
    CheckpointFailed,
    CheckpointKept,
    Diverged,
    EpochFinished,
    Paused,
    Resumed,
    TrainingEvent,
)
from mnist_desktop.training.run_state import Arrays, Position, RunState
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.timetable import Timetable
from mnist_desktop.training.watch import Watch
from mnist_desktop.training.weights import are_finite, assign, averaged, values_of, weights_of

if TYPE_CHECKING:
    import keras
    import tensorflow as tf

CHECKPOINT_SECONDS = 60.0
Keep: TypeAlias = Callable[[RunState], None]
"""Puts a state onto the disk; raises `Problem` where it cannot."""


class Fitting:
    """Teaches a compiled model as planned, and can be stopped, paused and taken up again."""

    def __init__(
        self,
        model: keras.Sequential,
        plan: TrainingPlan,
        images: TrainingImages,
        times: Timetable,
        data: str,
        listen: Callable[[TrainingEvent], None],
        switch: TrainingSwitch,
        keep: Keep | None,
        onlookers: Onlookers,
    ) -> None:
        """Begin where the model stands; `take_up` goes on with an earlier training."""
        self._model, self._plan, self._images, self._times = model, plan, images, times
        self._data, self._listen, self._switch, self._keep = data, listen, switch, keep
        self._onlookers = onlookers
        self._kept_at = time.monotonic()
        self._first_step = 0
        self._batches: TrainingBatches | None = None
        self._best: Arrays = ()
        self._before_ink: Arrays = ()
        self._sound: Arrays = ()
        self._sound_epoch: int | None = None
        self._course = Course()
        self._has_diverged = False
        self._steps_made = 0
        self.history: list[EpochFinished] = []
        self.kept_epoch: int | None = None
        self._watch = Watch(times, listen, Position())
        self._validation = plain_batches(images.validation, plan) if images.validation else None
        self._callback = keras_callback(self)

    @property
    def learnt(self) -> bool:
        """Whether there is anything to keep: a step was made, now or before the break."""
        return bool(self._steps_made or self.history or self._watch.position.step)

    @property
    def stopped(self) -> bool:
        """Whether the training was stopped before its end."""
        has_epochs_left = self._watch.position.epoch < self._times.epochs
        is_over = self._has_diverged or self._course.is_over(self._plan)
        return self._switch.is_stopped and has_epochs_left and not is_over

    @property
    def has_diverged(self) -> bool:
        """Whether it ended because the loss or a weight was no number any more."""
        return self._has_diverged

    @property
    def seconds(self) -> float:
        """What the training took so far, without pauses and breaks."""
        return self._watch.seconds

    def take_up(self, state: RunState) -> None:
        """Stand where an earlier training stood; Problem RUN_DAMAGED if it was one of another network."""
        model, optimizer = self._model, self._model.optimizer
        optimizer.build(model.trainable_variables)
        try:
            assign(model.variables, state.model)
            assign(optimizer.variables, state.optimizer)
        except ValueError as error:
            reason = "another network"
            raise Problem(ProblemCode.RUN_DAMAGED, path=state.plan.preset, reason=reason) from error
        self._best, self._before_ink = state.best, state.before_ink
        self._course = state.course
        self.history = list(state.history)
        self._watch = Watch(self._times, self._listen, state.position)
        if self.learnt:
            self._take_for_sound(state.position)

    def run(self) -> None:
        """Make the epochs that are left, until it is stopped, and leave the weights that shall be kept.

        `kept_epoch` is then the epoch, from 1, after which the model had these weights; None within one.

        Raises:
            Problem: TRAINING_DIVERGED where it diverged and no earlier weights are there.

        """
        if self._validation is not None:
            build_evaluation(self._model, self._validation)
        position = self._watch.position
        for epoch in range(position.epoch, self._times.epochs):
            if self._switch.is_stopped or self._course.is_over(self._plan):
                break
            if epoch == self._times.ink_from and not self._before_ink:
                self._before_ink = weights_of(self._model)
            self._first_step = position.step if epoch == position.epoch else 0
            self._watch.epoch_begins(epoch)
            means = self._epoch(epoch)
            if means is None:
                break
            self._epoch_ends(means)
        if self._has_diverged:
            self._go_back()
        else:
            self._end()

    def learning_rate(self, step: int) -> float:
        """The rate of a step of this call of `fit`."""
        position = self._watch.position
        rate = self._times.learning_rate(self._plan, position.epoch, self._first_step + step)
        rate *= self._course.rate_factor
        self._watch.rate_set(rate)
        return rate

    def step_made(self, step: int, loss: float, accuracy: float) -> bool:
        """Take note of a step; stand still while paused; keep a checkpoint now and then."""
        self._steps_made += 1
        self._watch.step_made(step, loss, accuracy)
        if self._switch.is_paused:
            self._pause()
        elif time.monotonic() - self._kept_at > CHECKPOINT_SECONDS:
            self._keep_checkpoint()
        return not self._switch.is_stopped

    def diverged(self) -> None:
        """Take note that the loss is no number any more."""
        self._has_diverged = True
        position = self._watch.position
        step = min(position.step + 1, self._times.steps[position.epoch])
        self._listen(Diverged(position.epoch + 1, step))

    def validation_begins(self) -> None:
        """Take note that the last step of the epoch is made."""
        self._watch.validation_begins()

    def must_stop(self) -> bool:
        """Whether a stop was asked for."""
        return self._switch.is_stopped

    def _epoch(self, epoch: int) -> Mapping[str, float] | None:
        """Make an epoch, or what is left of it; its validation means, None where it was ended within."""
        model = self._model
        if self._first_step < self._times.steps[epoch]:
            model.fit(
                self._batches_of(epoch),
                initial_epoch=epoch,
                epochs=epoch + 1,
                callbacks=[self._callback],
                shuffle=False,
                verbose=0,
            )
            # The loss of a step is that of the weights before it: only they tell what the last one did.
            if not self._has_diverged and not are_finite(weights_of(model)):
                self.diverged()
            if self._has_diverged or model.stop_training:
                return None
        else:
            # It broke off after the last step, whose rate belongs to the epoch.
            self.learning_rate(-1)
        if self._validation is None:
            return {}
        means = model.evaluate(self._validation, callbacks=[self._callback], verbose=0, return_dict=True)
        return None if self._switch.is_stopped else means

    def _batches_of(self, epoch: int) -> tf.data.Dataset:
        learn = self._images.of_epoch(epoch, self._times.ink_from)
        if self._batches is None or self._batches.data is not learn:
            self._batches = TrainingBatches(learn, self._plan)
        return self._batches.of_epoch(epoch, self._first_step)

    def _epoch_ends(self, means: Mapping[str, float]) -> None:
        finished = self._watch.epoch_ends(means.get("loss"), means.get("accuracy"))
        self.history.append(finished)
        self._course = self._course.after(finished, self._plan)
        self._take_for_sound(self._watch.position)
        if self._course.best_epoch == finished.epoch and finished.validation_accuracy is not None:
            self._best = self._sound
        self._keep_checkpoint()
        self._onlookers.epoch_ended(self._model, finished)

    def _pause(self) -> None:
        began, position = time.perf_counter(), self._watch.position
        kept = self._keep_checkpoint()
        self._listen(Paused(position.epoch + 1, position.step, kept))
        self._switch.wait()
        self._watch.went_on_after(time.perf_counter() - began)
        self._kept_at = time.monotonic()
        if not self._switch.is_stopped:
            self._listen(Resumed())

    def _end(self) -> None:
        """Keep where it stands if it was stopped, and leave the weights that shall be kept in the model."""
        is_whole = self._watch.position.epoch == self._times.epochs
        if self.stopped and self.learnt:
            self._keep_checkpoint()
        ended_early = not is_whole or self._plan.keep_best
        if ended_early and self._best:
            self._keep_weights(self._best, self._course.best_epoch)
        elif self._before_ink and self._plan.ink_epochs:
            learnt = averaged(self._before_ink, weights_of(self._model), self._plan.ink_epochs.kept)
            self._keep_weights(tuple(learnt), _whole_epoch(self._watch.position))
        else:
            self.kept_epoch = _whole_epoch(self._watch.position)

    def _go_back(self) -> None:
        """Leave the best weights, or else the last sound ones; Problem TRAINING_DIVERGED without any."""
        if self._best:
            self._keep_weights(self._best, self._course.best_epoch)
        elif self._sound:
            self._keep_weights(self._sound, self._sound_epoch)
        else:
            raise Problem(ProblemCode.TRAINING_DIVERGED)

    def _keep_weights(self, weights: Arrays, epoch: int | None) -> None:
        self._model.set_weights(list(weights))
        self.kept_epoch = epoch

    def _take_for_sound(self, position: Position) -> None:
        """Remember the weights of a place in the training, to go back to."""
        weights = weights_of(self._model)
        if are_finite(weights):
            self._sound, self._sound_epoch = weights, _whole_epoch(position)

    def _keep_checkpoint(self) -> bool:
        """Put everything onto the disk, and tell whether that could be done."""
        if self._keep is None:
            return False
        position = self._watch.position
        try:
            self._keep(self._state(position))
        except Problem as problem:
            self._listen(CheckpointFailed(problem))
            return False
        else:
            self._listen(CheckpointKept(position.epoch + 1, position.step))
            return True
        finally:
            self._kept_at = time.monotonic()

    def _state(self, position: Position) -> RunState:
        model = self._model
        return RunState(
            self._plan,
            self._data,
            position,
            tuple(self.history),
            self._course,
            values_of(model.variables),
            values_of(model.optimizer.variables),
            self._best,
            self._before_ink,
        )


def _whole_epoch(position: Position) -> int | None:
    """The epoch, from 1, that has just ended; None within one."""
    return None if position.step else position.epoch
