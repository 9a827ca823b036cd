"""The Keras callback through which a training is steered and followed, step by step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import keras


class FitFollower(Protocol):
    """What follows one epoch of `fit`; steps count from 0 since this call of `fit` began."""

    def learning_rate(self, step: int) -> float:
        """The rate of the step that comes."""

    def step_made(self, step: int, loss: float, accuracy: float) -> bool:
        """Take a step with the running means of this call; says whether to go on."""

    def diverged(self) -> None:
        """Take note that the loss is no number any more; `fit` ends."""

    def validation_begins(self) -> None:
        """Take note that the last step is made."""

    def must_stop(self) -> bool:
        """Whether `fit` shall end now."""


def keras_callback(follower: FitFollower) -> keras.callbacks.Callback:
    """The callback that asks and tells the follower, for `fit` and for `evaluate`."""
    import keras

    class Following(keras.callbacks.Callback):
        _rate: float | None = None

        def on_train_batch_begin(self, batch: int, logs: dict[str, Any] | None = None) -> None:
            rate = follower.learning_rate(batch)
            # Setting a variable takes a tenth of a small network's step.
            if rate != self._rate:
                self._rate = self.model.optimizer.learning_rate = rate

        def on_train_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
            means = logs or {}
            # Keras numbers the steps of a block in which an epoch ends as if it were whole.
            step = min(batch, self.params["steps"] - 1)
            if not math.isfinite(means["loss"]):
                follower.diverged()
                self.model.stop_training = True
            elif not follower.step_made(step, float(means["loss"]), float(means["accuracy"])):
                self.model.stop_training = True

        def on_test_begin(self, logs: dict[str, Any] | None = None) -> None:
            follower.validation_begins()
            self._stop_evaluating_if_asked()

        def on_test_batch_end(self, batch: int, logs: dict[str, Any] | None = None) -> None:
            self._stop_evaluating_if_asked()

        def _stop_evaluating_if_asked(self) -> None:
            if follower.must_stop():
                self.model.stop_evaluating = True

    return Following()
