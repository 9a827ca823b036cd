"""What a training leaves: its model tested, made ready for the library and calibrated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.calibrating import fit_calibration
from mnist_desktop.models.preparation import PreparedModel, finite_weights, prepare_at_least_keras
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.training.batches import plain_batches
from mnist_desktop.training.fitting import Fitting
from mnist_desktop.training.images import TrainingImages
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import Finishing, Stage, TrainingEvent, TrainingOutcome

if TYPE_CHECKING:
    import keras


def outcome_of(
    fitting: Fitting,
    model: keras.Sequential,
    as_kept: keras.Sequential,
    plan: TrainingPlan,
    images: TrainingImages,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
) -> TrainingOutcome:
    """Read the test images, and make the model ready.

    Args:
        fitting: the training, which has come to its end.
        model: what was taught.
        as_kept: the same as it calculates once it is kept: what is said of it must hold for its files.
        plan: what was done.
        images: what was learnt from and validated with.
        test: images for the result.
        listen: called with each stage.

    Raises:
        Problem: TRAINING_DIVERGED if a weight is not finite.

    """
    finite_weights(model)
    listen(Finishing(Stage.TESTING))
    loss, accuracy = _tested(as_kept, plan, test)
    listen(Finishing(Stage.PREPARING))
    prepared = replace(prepare_at_least_keras(model, plan.network), class_names=test.class_names)
    return TrainingOutcome(
        plan=plan,
        history=tuple(fitting.history),
        stopped=fitting.stopped,
        test_loss=loss,
        test_accuracy=accuracy,
        prepared=prepared,
        calibration=_calibration(prepared, plan, images, len(test.class_names)),
        seconds=fitting.seconds,
        diverged=fitting.has_diverged,
        kept_epoch=fitting.kept_epoch,
        tested=test.count,
    )


def _tested(model: keras.Model, plan: TrainingPlan, test: LabelledImages) -> tuple[float, float]:
    """Loss and accuracy on the test images; with "no digit" among the answers those of the best digit."""
    if not plan.rejects:
        result = model.evaluate(plain_batches(test, plan), verbose=0, return_dict=True)
        # Keras divides in float32, which rounds 97.65 % another way than a later evaluation does.
        return float(result["loss"]), round(float(result["accuracy"]) * test.count) / test.count
    outputs = model.predict(plain_batches(test, plan), verbose=0)[:, : len(test.class_names)]
    shares = outputs[np.arange(test.count), test.labels] / np.maximum(outputs.sum(axis=1), 1e-30)
    loss = float(-np.log(np.clip(shares.astype(np.float64), 1e-7, 1)).mean())
    return loss, float((outputs.argmax(axis=1) == test.labels).mean())


def _calibration(
    prepared: PreparedModel, plan: TrainingPlan, images: TrainingImages, classes: int
) -> Calibration | None:
    """What the validation images say of the model's confidence; nothing is fitted to the test set."""
    if images.validation is None or plan.validation == "test" or prepared.trouble:
        return None
    recogniser = Recogniser(prepared.litert_file, tuple(map(str, range(classes))), threads=2)
    outputs = recogniser.outputs(images_to_inputs(images.validation.images))
    return fit_calibration(outputs, images.validation.labels, classes)
