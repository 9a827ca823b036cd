"""Training a network with Keras: `fit` with reports, a quick stop, and a model ready for the library."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.model_input import images_to_inputs
from mnist_desktop.models.answers import Calibration
from mnist_desktop.models.calibrating import fit_calibration
from mnist_desktop.models.keras_network import build_keras, start_keras
from mnist_desktop.models.preparation import PreparedModel, finite_weights, prepare
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.training.batches import plain_batches, training_batches
from mnist_desktop.training.callbacks import Watch, keras_callback, rate_callback
from mnist_desktop.training.images import TrainingImages, training_images
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import (
    Finishing,
    HandwritingMaking,
    InkLearnt,
    Stage,
    TensorFlowLoading,
    TrainingEvent,
    TrainingOutcome,
    TrainingStarted,
)
from mnist_desktop.training.timetable import Timetable, timetable

if TYPE_CHECKING:
    import keras

Weights: TypeAlias = Sequence[NDArray[np.float32]]


def train(
    plan: TrainingPlan,
    training: LabelledImages,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
    stop_requested: Callable[[], bool],
    ink: Sequence[LabelledDrawing] = (),
    gives_way: bool = False,
    start: Weights | None = None,
) -> TrainingOutcome | None:
    """Train as planned, in this thread, and free what it took.

    Args:
        plan: what to do; it is checked first.
        training: images to learn from; see `training_images`.
        test: images for the result, and for "test" validation.
        listen: called with every event, in this thread; must return quickly.
        stop_requested: asked after every step; a stop keeps what was learnt.
        ink: labelled drawings to learn from as well.
        start: what to begin with, the arrays in Keras's order; random weights where there is none.
        gives_way: whether a window of this process goes first where processor cores are short.

    Returns:
        The outcome, or None if it was stopped before anything was learnt.

    Raises:
        Problem: PLAN_..., NETWORK_..., TRAINING_TOO_FEW, TRAINING_DIVERGED, MODEL_NOT_CONVERTIBLE.

    """
    plan.check(len(training.class_names))
    if plan.rejects:
        listen(HandwritingMaking())
    images = training_images(plan, training, test, ink, stop_requested)
    if stop_requested():
        return None
    if "tensorflow" not in sys.modules:
        listen(TensorFlowLoading())
    start_keras(gives_way)
    try:
        if stop_requested():
            return None
        outcome = _train(plan, images, test, listen, stop_requested, start)
    finally:
        _free()
    return replace(outcome, ink=_ink_learnt(ink)) if outcome and ink else outcome


def _ink_learnt(ink: Sequence[LabelledDrawing]) -> InkLearnt:
    return InkLearnt(len(ink), len({item.writer for item in ink if item.writer is not None}))


def _train(
    plan: TrainingPlan,
    images: TrainingImages,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
    stop_requested: Callable[[], bool],
    start: Weights | None,
) -> TrainingOutcome | None:
    started = time.perf_counter()
    times = timetable(plan, images)
    model = _compiled(plan)
    if start:
        model.set_weights(list(start))
    watch = Watch(timetable=times, listen=listen, stop_requested=stop_requested)
    validation = images.validation.count if images.validation else 0
    listen(TrainingStarted(times.epochs, images.learn.count, validation))
    _fit(model, plan, images, times, watch)
    if watch.stopped and not watch.learnt:
        return None
    listen(Finishing(Stage.TESTING))
    loss, accuracy = _tested(model, plan, test)
    listen(Finishing(Stage.PREPARING))
    prepared = prepare(model, plan.network)
    return TrainingOutcome(
        plan=plan,
        history=tuple(watch.history),
        stopped=watch.stopped,
        test_loss=loss,
        test_accuracy=accuracy,
        prepared=prepared,
        calibration=_calibration(prepared, plan, images, len(test.class_names)),
        seconds=time.perf_counter() - started,
    )


def _fit(
    model: keras.Model, plan: TrainingPlan, images: TrainingImages, times: Timetable, watch: Watch
) -> None:
    """All epochs, one after another, until they are made or `watch` stops them."""
    validation = plain_batches(images.validation, plan) if images.validation else None
    callbacks = [rate_callback(partial(times.learning_rate, plan)), keras_callback(watch)]
    before: Weights | None = None
    for epoch in range(times.epochs):
        if epoch == times.ink_from:
            before = finite_weights(model)
        model.fit(
            training_batches(images.of_epoch(epoch, times.ink_from), plan, epoch),
            initial_epoch=epoch,
            epochs=epoch + 1,
            validation_data=validation,
            callbacks=callbacks,
            shuffle=False,
            verbose=0,
        )
        if model.stop_training:
            break
    learnt = finite_weights(model)
    if before is not None and plan.ink_epochs:
        model.set_weights(averaged(before, learnt, plan.ink_epochs.kept))


def averaged(before: Weights, after: Weights, kept: float) -> list[NDArray[np.float32]]:
    """The weights between two, of which those of before count as much as `kept`, 0..1."""
    share = np.float32(1 - kept)
    return [old + share * (new - old) for old, new in zip(before, after, strict=True)]


def _tested(model: keras.Model, plan: TrainingPlan, test: LabelledImages) -> tuple[float, float]:
    """Loss and accuracy on the test digits; with "no digit" among the answers those of the best digit."""
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
    if images.validation is None or plan.validation == "test":
        return None
    recogniser = Recogniser(prepared.litert_file, tuple(map(str, range(classes))), threads=2)
    outputs = recogniser.outputs(images_to_inputs(images.validation.images))
    return fit_calibration(outputs, images.validation.labels, classes)


def _compiled(plan: TrainingPlan) -> keras.Sequential:
    model = build_keras(plan.network, plan.seed, plan.precision)
    loss = "categorical_crossentropy" if plan.one_hot else "sparse_categorical_crossentropy"
    # XLA, which Keras would choose by itself for some networks, takes four times as long on a processor.
    model.compile(_optimizer(plan), loss, metrics=["accuracy"], jit_compile=False)
    return model


def _optimizer(plan: TrainingPlan) -> keras.optimizers.Optimizer:
    import keras

    optimizers, rate = keras.optimizers, plan.learning_rate
    match plan.optimizer:
        case "sgd":
            return optimizers.SGD(rate, momentum=0.9)
        case "rmsprop":
            return optimizers.RMSprop(rate)
        case "adagrad":
            return optimizers.Adagrad(rate)
        case "adamw":
            return optimizers.AdamW(rate)
        case _:
            return optimizers.Adam(rate)


def _free() -> None:
    """Let go of graphs and weights, which Keras would otherwise keep for the life of the program."""
    import keras

    keras.backend.clear_session()
    gc.collect()
