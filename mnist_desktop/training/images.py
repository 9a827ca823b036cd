"""Which images a training learns from and which it is validated with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.handwriting.lesson import make_lesson, make_validation
from mnist_desktop.training.ink_samples import render_ink
from mnist_desktop.training.plan import TrainingPlan

FEWEST_IMAGES = 10
_WHOLE_MNIST = 50_000
HELD_BACK_EVERY = 5
"""Of the writers of each collection, in the order of their names, every fifth is held back for validation."""


@dataclass(frozen=True)
class TrainingImages:
    """What is learnt from, and what each epoch is validated with, if anything."""

    learn: LabelledImages
    validation: LabelledImages | None


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
    if plan.rejects:
        lesson = make_lesson(learnt_ink, learn, plan.seed, plan.left_out, size, cancelled)
        learn = joined(learn, lesson)
    elif learnt_ink:
        learn = joined(learn, render_ink(learnt_ink, seed=plan.seed, class_names=learn.class_names))
    if learn.count < FEWEST_IMAGES:
        raise Problem(ProblemCode.TRAINING_TOO_FEW, count=learn.count, least=FEWEST_IMAGES)
    match plan.validation:
        case "split":
            return TrainingImages(learn, held_back)
        case "test":
            return TrainingImages(learn, test)
        case "writers" if plan.rejects:
            return TrainingImages(learn, make_validation(kept_ink, held_back, plan.seed, size, cancelled))
        case "writers":
            rendered = render_ink(kept_ink, copies=1, class_names=learn.class_names)
            return TrainingImages(learn, joined(held_back, rendered))
        case _:
            return TrainingImages(learn, None)


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
