"""Training a network with Keras: `fit` with reports, a quick stop, and a model ready for the library."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.leavable import Stay, do_leavable
from mnist_desktop.models.keras_network import (
    build_keras,
    deterministic_operations,
    is_keras_loaded,
    start_keras,
)
from mnist_desktop.models.preparation import finite_weights
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.fitting import Fitting, Keep
from mnist_desktop.training.images import TrainingImages, training_images
from mnist_desktop.training.onlookers import Onlookers
from mnist_desktop.training.outcome import outcome_of
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.precision import FEWEST_IMAGES, LEAST_GAIN, bfloat16_gain, may_gain
from mnist_desktop.training.progress import (
    EpochFinished,
    Finishing,
    HandwritingMaking,
    InkLearnt,
    PrecisionMeasured,
    PrecisionMeasuring,
    StepProgress,
    TensorFlowLoading,
    TrainingEvent,
    TrainingOutcome,
    TrainingStarted,
)
from mnist_desktop.training.run_state import RunState, data_identity
from mnist_desktop.training.step_blocks import steps_at_once
from mnist_desktop.training.switch import TrainingSwitch
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs
from mnist_desktop.training.timetable import timetable

if TYPE_CHECKING:
    import keras

Weights: TypeAlias = Sequence[NDArray[np.float32]]


def train(
    plan: TrainingPlan,
    training: LabelledImages,
    test: LabelledImages,
    listen: Callable[[TrainingEvent], None],
    switch: TrainingSwitch | None = None,
    *,
    ink: Sequence[LabelledDrawing] = (),
    start: Weights | None = None,
    state: RunState | None = None,
    keep: Keep | None = None,
    logs: TensorBoardLogs | None = None,
    gives_way: bool = False,
    deterministic: bool = False,
) -> TrainingOutcome | None:
    """Train as planned, in a thread of its own, and free what it took.

    Once it has been stopped before its first step, nobody waits for it: what cannot be broken off
    (TensorFlow's import, the building of the network) ends by itself, and the next training waits for that.

    Args:
        plan: what to do; it is checked first.
        training: images to learn from; see `training_images`.
        test: images for the result, and for "test" validation.
        listen: called with every event, in the training's thread; must return quickly.
        switch: pauses, resumes and stops it, before the first step or after any; a stop keeps what was
            learnt.
        ink: labelled drawings to learn from as well.
        start: weights to begin with, in Keras's order.
        state: where an earlier training with the same data stood, to go on from there.
        keep: called with the state after every epoch, every minute, on pause and stop, in that thread.
        logs: where TensorBoard's logs are written.
        gives_way: whether a window of this process goes first where processor cores are short.
        deterministic: whether the same training gives the same weights each time, bit for bit.

    Returns:
        The outcome, or None if it was stopped before anything was learnt. Where it diverged, with the best
        weights or else those of the last whole epoch.

    Raises:
        Problem: PLAN_..., NETWORK_..., TRAINING_TOO_FEW, TRAINING_DIVERGED before a whole epoch,
            RUN_OTHER_DATA if `state` is of other data.

    """
    plan.check(len(training.class_names))
    stopper = switch or TrainingSwitch()

    def work(stay: Stay) -> TrainingOutcome | None:
        heard, kept = _heard(listen, stay), _kept(keep, stay)
        task = _Task(plan, training, test, ink, heard, stopper, start, state, kept, logs)
        return _trained(task, gives_way, deterministic)

    return do_leavable(work, lambda: stopper.is_stopped)


@dataclass(frozen=True, eq=False)
class _Task:
    """All that `train` was given."""

    plan: TrainingPlan
    training: LabelledImages
    test: LabelledImages
    ink: Sequence[LabelledDrawing]
    listen: Callable[[TrainingEvent], None]
    switch: TrainingSwitch
    start: Weights | None
    state: RunState | None
    keep: Keep | None
    logs: TensorBoardLogs | None


def _heard(listen: Callable[[TrainingEvent], None], stay: Stay) -> Callable[[TrainingEvent], None]:
    """A listener that hears nothing of what was left behind; after a step nothing is."""

    def hear(event: TrainingEvent) -> None:
        if isinstance(event, StepProgress | EpochFinished | Finishing):
            stay.hold()
        stay.tell(lambda: listen(event))

    return hear


def _kept(keep: Keep | None, stay: Stay) -> Keep | None:
    """What keeps states, but none of what was left behind."""
    if keep is None:
        return None

    def keep_held(state: RunState) -> None:
        stay.hold()
        keep(state)

    return keep_held


def _trained(task: _Task, gives_way: bool, deterministic: bool) -> TrainingOutcome | None:
    """Get the images and TensorFlow, and train."""
    plan, switch = task.plan, task.switch
    if plan.rejects:
        task.listen(HandwritingMaking())
    images = training_images(plan, task.training, task.test, task.ink, lambda: switch.is_stopped)
    if switch.is_stopped:
        return None
    if task.state and task.state.data != data_identity(images):
        raise Problem(ProblemCode.RUN_OTHER_DATA)
    if not is_keras_loaded():
        task.listen(TensorFlowLoading())
    start_keras(gives_way)
    switch.wait()
    try:
        with deterministic_operations(deterministic):
            outcome = _taught(task, images)
    finally:
        _free()
    return replace(outcome, ink=_ink_learnt(task.ink)) if outcome and task.ink else outcome


def _taught(task: _Task, images: TrainingImages) -> TrainingOutcome | None:
    """Build the network and make the epochs."""
    listen, state = task.listen, task.state
    plan = state.plan if state else task.plan
    if not task.switch.is_stopped:
        plan = _with_precision(plan, task, images)
    task.switch.wait()
    if task.switch.is_stopped:
        return None
    model = _compiled(plan, steps_at_once(plan))
    if task.start:
        model.set_weights(list(task.start))
    times = timetable(plan, images)
    with closing(Onlookers(plan, images.learn, listen, task.logs)) as onlookers:
        data = state.data if state else data_identity(images)
        fitting = Fitting(model, plan, images, times, data, listen, task.switch, task.keep, onlookers)
        if state:
            fitting.take_up(state)
        validation = images.validation.count if images.validation else 0
        listen(TrainingStarted(times.epochs, images.learn.count, validation))
        fitting.run()
    if not fitting.learnt:
        return None
    return outcome_of(fitting, model, _as_kept(model, plan), plan, images, task.test, listen)


def _ink_learnt(ink: Sequence[LabelledDrawing]) -> InkLearnt:
    return InkLearnt(len(ink), len({item.writer for item in ink if item.writer is not None}))


def _with_precision(plan: TrainingPlan, task: _Task, images: TrainingImages) -> TrainingPlan:
    """The plan with the quicker precision where it shall be measured; as it is if that was stopped."""
    if plan.precision != "measured":
        return plan
    if images.learn.count * plan.epochs < FEWEST_IMAGES or not may_gain():
        return replace(plan, precision="float32")
    task.listen(PrecisionMeasuring())
    gain = bfloat16_gain(plan, _compiled, lambda: task.switch.is_stopped)
    if gain is None:
        return plan
    precision = "bfloat16" if gain >= LEAST_GAIN else "float32"
    task.listen(PrecisionMeasured(precision, gain))
    return replace(plan, precision=precision)


def _as_kept(model: keras.Sequential, plan: TrainingPlan) -> keras.Sequential:
    """The model as it calculates once it is kept."""
    if plan.precision == "float32":
        return model
    kept = _compiled(replace(plan, precision="float32"))
    kept.set_weights(finite_weights(model))
    return kept


def _compiled(plan: TrainingPlan, steps: int = 1) -> keras.Sequential:
    model = build_keras(plan.network, plan.seed, plan.precision)
    loss = "categorical_crossentropy" if plan.one_hot else "sparse_categorical_crossentropy"
    # XLA, which Keras would choose by itself for some networks, takes four times as long on a processor.
    model.compile(_optimizer(plan), loss, metrics=["accuracy"], jit_compile=False, steps_per_execution=steps)
    return model


def _optimizer(plan: TrainingPlan) -> keras.optimizers.Optimizer:
    import keras

    optimizers, rate = keras.optimizers, float(plan.learning_rate)
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
