"""Training a network with Keras: `fit` with reports, a quick stop, and a model ready for the library."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.models.keras_network import build_keras, start_keras
from mnist_desktop.models.preparation import finite_weights, prepare
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.batches import plain_batches, training_batches
from mnist_desktop.training.callbacks import Watch, keras_callback
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import (
    Finishing,
    Stage,
    TensorFlowLoading,
    TrainingEvent,
    TrainingOutcome,
    TrainingStarted,
)

if TYPE_CHECKING:
    import keras

FEWEST_IMAGES = 10


def train(
    plan: TrainingPlan,
    training: LabelledImages,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
    stop_requested: Callable[[], bool],
    extra: LabelledImages | None = None,
    gives_way: bool = False,
) -> TrainingOutcome | None:
    """Train as planned, in this thread, and free what it took.

    Args:
        plan: what to do; it is checked first.
        training: images to learn from, of which "split" validation takes the last share.
        test: images for the result, and for "test" validation.
        listen: called with every event, in this thread; must return quickly.
        stop_requested: asked after every step; a stop keeps what was learnt.
        extra: further images to learn from, never used for validation.
        gives_way: whether a window of this process goes first where processor cores are short.

    Returns:
        The outcome, or None if it was stopped before anything was learnt.

    Raises:
        Problem: PLAN_..., NETWORK_..., TRAINING_TOO_FEW, TRAINING_DIVERGED, MODEL_NOT_CONVERTIBLE.

    """
    plan.check(len(training.class_names))
    learn, validation = _divide(plan, training, test, extra)
    if "tensorflow" not in sys.modules:
        listen(TensorFlowLoading())
    start_keras(gives_way)
    try:
        return None if stop_requested() else _train(plan, learn, validation, test, listen, stop_requested)
    finally:
        _free()


def _train(
    plan: TrainingPlan,
    learn: LabelledImages,
    validation: LabelledImages | None,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
    stop_requested: Callable[[], bool],
) -> TrainingOutcome | None:
    started = time.perf_counter()
    steps = -(-learn.count // plan.batch_size)
    model = _compiled(plan, steps)
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
    finite_weights(model)
    listen(Finishing(Stage.TESTING))
    result = model.evaluate(plain_batches(test, plan), verbose=0, return_dict=True)
    listen(Finishing(Stage.PREPARING))
    return TrainingOutcome(
        plan=plan,
        history=tuple(watch.history),
        stopped=watch.stopped,
        test_loss=float(result["loss"]),
        # Keras divides in float32, which rounds 97.65 % another way than a later evaluation does.
        test_accuracy=round(float(result["accuracy"]) * test.count) / test.count,
        prepared=prepare(model, plan.network),
        seconds=time.perf_counter() - started,
    )


def _divide(
    plan: TrainingPlan, training: LabelledImages, test: LabelledImages, extra: LabelledImages | None
) -> tuple[LabelledImages, LabelledImages | None]:
    """What to learn from, and what to validate with."""
    limited = training.subset(np.arange(min(training.count, plan.image_limit or training.count)))
    share = plan.validation_share if plan.validation == "split" else 0.0
    first_held_back = int(limited.count * (1 - share))
    learn = limited.subset(np.arange(first_held_back)) if share else limited
    validation = {"split": limited.subset(np.arange(first_held_back, limited.count)), "test": test}
    if extra is not None:
        images = np.concatenate([learn.images, extra.images])
        labels = np.concatenate([learn.labels, extra.labels])
        learn = LabelledImages(f"{learn.name} + {extra.name}", images, labels, learn.class_names)
    if learn.count < FEWEST_IMAGES:
        raise Problem(ProblemCode.TRAINING_TOO_FEW, count=learn.count, least=FEWEST_IMAGES)
    return learn, validation.get(plan.validation)


def _compiled(plan: TrainingPlan, steps: int) -> keras.Sequential:
    model = build_keras(plan.network, plan.seed)
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
