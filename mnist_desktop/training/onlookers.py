"""What looks at a network after each epoch, beside validation: for advice, and for TensorBoard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.problems import Problem
from mnist_desktop.training.batches import TrainingBatches
from mnist_desktop.training.dead_units import ENOUGH_IMAGES, dead_share
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import EpochFinished, LogsFailed, TrainingEvent, UnitsSeen
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs

if TYPE_CHECKING:
    import keras
    import tensorflow as tf


class Onlookers:
    """Tells of dead units, and writes TensorBoard's logs where they are wanted."""

    def __init__(
        self,
        plan: TrainingPlan,
        digits: LabelledImages,
        listen: Callable[[TrainingEvent], None],
        logs: TensorBoardLogs | None,
    ) -> None:
        """Look with some of the digits that are learnt from."""
        self._plan, self._digits, self._listen, self._logs = plan, digits, listen, logs
        self._batches: TrainingBatches | None = None
        self._inputs = images_to_inputs(digits.images[:ENOUGH_IMAGES])

    def epoch_ended(self, model: keras.Sequential, epoch: EpochFinished) -> None:
        """Look at the network after an epoch."""
        shares = dead_share(model, self._inputs)
        if shares:
            self._listen(UnitsSeen(epoch.epoch, shares))
        if self._logs is not None:
            self._log(model, epoch)

    def close(self) -> None:
        """Let go of the logs' files."""
        if self._logs is not None:
            self._logs.close()

    def _log(self, model: keras.Sequential, epoch: EpochFinished) -> None:
        logs, number = self._logs, epoch.epoch
        values = {
            "loss": epoch.loss,
            "accuracy": epoch.accuracy,
            "val_loss": epoch.validation_loss,
            "val_accuracy": epoch.validation_accuracy,
            "learning_rate": epoch.learning_rate,
        }
        try:
            if logs is not None:
                logs.inputs_seen(number, self._first_batch(number))
                logs.epoch_ended(
                    number, model, {name: value for name, value in values.items() if value is not None}
                )
        except Problem as problem:
            # A full disk must not cost the training: it goes on without logs.
            self._logs = None
            self._listen(LogsFailed(problem))

    def _first_batch(self, epoch: int) -> tf.Tensor:
        if self._batches is None:
            self._batches = TrainingBatches(self._digits, self._plan)
        inputs, _labels = next(iter(self._batches.of_epoch(epoch - 1)))
        return inputs
