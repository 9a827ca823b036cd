"""Which images a training learns from and which it is validated with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.lesson import make_ink_lesson, make_lesson, make_validation
from mnist_desktop.training.ink_samples import render_ink
from mnist_desktop.training.plan import TrainingPlan

FEWEST_IMAGES = 10
_WHOLE_MNIST = 50_000
HELD_BACK_EVERY = 5
"""Of the writers of each collection, in the order of their names, every fifth is held back for validation."""


@dataclass(frozen=True)
class TrainingImages:
    """What is learnt from.

    Attributes:
        learn: what every epoch learns from, or every one before the plan's epochs for ink.
        with_ink: what the plan's epochs for ink learn from, None where there are none.
        validation: what each epoch is validated with, if anything.

    """

    learn: LabelledImages
    with_ink: LabelledImages | None
    validation: LabelledImages | None

    def of_epoch(self, epoch: int, ink_from: int) -> LabelledImages:
        """What an epoch learns from, where those from `ink_from` on are for ink."""
        return self.with_ink if self.with_ink is not None and epoch >= ink_from else self.learn


def training_images(
    plan: TrainingPlan,
    training: LabelledImages,
    test: LabelledImages,
    ink: Sequence[LabelledDrawing],
    cancelled: Callable[[], bool],
) -> TrainingImages:
    """Divide and complete the images as the plan says.

    Args:
        plan: what to do.
        training: images to learn from, of which "split" validation takes the last share, and "writers"
            validation where no writers are known.
        test: images for "test" validation.
        ink: labelled drawings to learn from as well; for "writers" validation those of some writers are
            held back.
        cancelled: asked while handwriting is made.

    Raises:
        Problem: TRAINING_TOO_FEW.

    """
    limited = training.subset(np.arange(min(training.count, plan.image_limit or training.count)))
    by_writers = plan.validation == "writers"
    writers = held_back_writers(ink) if by_writers else frozenset()
    share = plan.validation_share if plan.validation == "split" or (by_writers and not writers) else 0.0
    first_held_back = int(limited.count * (1 - share))
    learn = limited.subset(np.arange(first_held_back))
    held_back = limited.subset(np.arange(first_held_back, limited.count))
    learnt_ink = [item for item in ink if item.writer is None or item.writer not in writers]
    kept_ink = [item for item in ink if item.writer is not None and item.writer in writers]
    size = min(1.0, learn.count / _WHOLE_MNIST)
    without, with_ink = _learnt(plan, learn, learnt_ink, size, cancelled)
    if without.count < FEWEST_IMAGES:
        raise Problem(ProblemCode.TRAINING_TOO_FEW, count=without.count, least=FEWEST_IMAGES)
    validation = _validation(plan, held_back, test, kept_ink, size, cancelled)
    return TrainingImages(without, with_ink, validation)


def _learnt(
    plan: TrainingPlan,
    mnist: LabelledImages,
    ink: Sequence[LabelledDrawing],
    size: float,
    cancelled: Callable[[], bool],
) -> tuple[LabelledImages, LabelledImages | None]:
    """What the first epochs learn from, and what the epochs for ink do."""
    learn = mnist
    if plan.rejects:
        learn = joined(mnist, make_lesson(mnist, plan.seed, plan.left_out, size, cancelled))
    if not ink:
        return learn, None
    if plan.rejects:
        from_ink = make_ink_lesson(ink, plan.seed, plan.left_out, size, cancelled)
    else:
        from_ink = render_ink(ink, seed=plan.seed, class_names=mnist.class_names)
    with_ink = joined(learn, from_ink)
    return (learn, with_ink) if plan.ink_epochs else (with_ink, None)


def _validation(
    plan: TrainingPlan,
    held_back: LabelledImages,
    test: LabelledImages,
    ink: Sequence[LabelledDrawing],
    size: float,
    cancelled: Callable[[], bool],
) -> LabelledImages | None:
    match plan.validation:
        case "split":
            return held_back
        case "test":
            return test
        case "writers" if plan.rejects:
            return make_validation(ink, held_back, plan.seed, size, cancelled)
        case "writers":
            return joined(held_back, render_ink(ink, copies=1, class_names=held_back.class_names))
        case _:
            return None


def held_back_writers(ink: Sequence[LabelledDrawing]) -> frozenset[str]:
    """Every fifth writer, so that each collection whose writers have names of its own gives some."""
    writers = sorted({item.writer for item in ink if item.writer is not None})
    return frozenset(writers[HELD_BACK_EVERY - 1 :: HELD_BACK_EVERY])


def joined(first: LabelledImages, second: LabelledImages) -> LabelledImages:
    """Both sets as one, whose classes are those of the set that has more of them."""
    names = max(first.class_names, second.class_names, key=len)
    return LabelledImages(
        f"{first.name} + {second.name}",
        np.concatenate([first.images, second.images]),
        np.concatenate([first.labels, second.labels]),
        names,
    )
