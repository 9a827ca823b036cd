"""Training a network with Keras: `fit` with reports, a quick stop, and a model ready for the library."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from mnist_desktop.training.callbacks import Watch, keras_callback
from mnist_desktop.training.images import TrainingImages, training_images
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import (
    Finishing,
    HandwritingMaking,
    Stage,
    TensorFlowLoading,
    TrainingEvent,
    TrainingOutcome,
    TrainingStarted,
)

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True, eq=False)
class Start:
    """The weights that a training goes on from, and how much of them stays in the result.

    Averaging what was learnt further with what was known before keeps the old and most of the new (M.
    Wortsman et al., "Robust fine-tuning of zero-shot models", 2022).

    Attributes:
        weights: the arrays in Keras's order, float32.
        kept: their share in the result, 0..1; 0 keeps nothing but what came of them.

    """

    weights: Sequence[NDArray[np.float32]]
    kept: float = 0.0

    def averaged_with(self, learnt: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
        """What the result shall be, where the training came to `learnt`."""
        share = np.float32(1 - self.kept)
        return [before + share * (after - before) for before, after in zip(self.weights, learnt, strict=True)]


def train(
    plan: TrainingPlan,
    training: LabelledImages,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
    stop_requested: Callable[[], bool],
    ink: Sequence[LabelledDrawing] = (),
    gives_way: bool = False,
    start: Start | None = None,
) -> TrainingOutcome | None:
    """Train as planned, in this thread, and free what it took.

    Args:
        plan: what to do; it is checked first.
        training: images to learn from; see `training_images`.
        test: images for the result, and for "test" validation.
        listen: called with every event, in this thread; must return quickly.
        stop_requested: asked after every step; a stop keeps what was learnt.
        ink: labelled drawings to learn from as well.
        start: what to begin with; random weights where there is none.
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
        return None if stop_requested() else _train(plan, images, test, listen, stop_requested, start)
    finally:
        _free()


def _train(
    plan: TrainingPlan,
    images: TrainingImages,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
    stop_requested: Callable[[], bool],
    start: Start | None,
) -> TrainingOutcome | None:
    learn, validation = images.learn, images.validation
    started = time.perf_counter()
    steps = -(-learn.count // plan.batch_size)
    model = _compiled(plan, steps)
    if start:
        model.set_weights(list(start.weights))
    watch = Watch(
        epochs=plan.epochs, steps=steps, images=learn.count, listen=listen, stop_requested=stop_requested
    )
    listen(TrainingStarted(plan.epochs, steps, learn.count, validation.count if validation else 0))
    model.fit(
        training_batches(learn, plan),
        epochs=plan.epochs,
        validation_data=plain_batches(validation, plan) if validation else None,
        callbacks=[keras_callback(watch)],
        shuffle=False,
        verbose=0,
    )
    if watch.stopped and not watch.learnt:
        return None
    weights = finite_weights(model)
    if start:
        model.set_weights(start.averaged_with(weights))
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


def _compiled(plan: TrainingPlan, steps: int) -> keras.Sequential:
    model = build_keras(plan.network, plan.seed, plan.precision)
    loss = "categorical_crossentropy" if plan.one_hot else "sparse_categorical_crossentropy"
    # XLA, which Keras would choose by itself for some networks, takes four times as long on a processor.
    model.compile(_optimizer(plan, steps), loss, metrics=["accuracy"], jit_compile=False)
    return model


def _optimizer(plan: TrainingPlan, steps: int) -> keras.optimizers.Optimizer:
    import keras

    rate = _learning_rate(plan, plan.epochs * steps)
    optimizers = keras.optimizers
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


def _learning_rate(plan: TrainingPlan, steps: int) -> float | keras.optimizers.schedules.LearningRateSchedule:
    """The constant rate, a cosine down to zero, or one cycle: three tenths of the steps up, then down."""
    import keras

    schedules = keras.optimizers.schedules
    if plan.schedule == "cosine":
        return schedules.CosineDecay(plan.learning_rate, steps)
    if plan.schedule == "one-cycle":
        up = max(1, int(steps * 0.3))
        start, peak = plan.learning_rate / 20, plan.learning_rate
        return schedules.CosineDecay(
            start, max(1, steps - up), warmup_target=peak, warmup_steps=up, alpha=0.001
        )
    return plan.learning_rate


def _free() -> None:
    """Let go of graphs and weights, which Keras would otherwise keep for the life of the program."""
    import keras

    keras.backend.clear_session()
    gc.collect()
