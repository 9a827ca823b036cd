"""How many digits of MNIST a plan learns from, and what is impossible with so many."""

from __future__ import annotations

from mnist_desktop.data.mnist import TRAIN_COUNT
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.images import FEWEST_IMAGES
from mnist_desktop.training.plan import TrainingPlan


def learnt_digits(plan: TrainingPlan) -> int:
    """How many digits of MNIST a plan learns from, without those that are held back; ink is not counted."""
    used = _used_digits(plan)
    share = plan.validation_share if plan.validation in ("split", "writers") else 0.0
    return int(used * (1 - share))


def held_back_digits(plan: TrainingPlan) -> int:
    """How many digits of MNIST's training set are held back for validation."""
    return _used_digits(plan) - learnt_digits(plan)


def _used_digits(plan: TrainingPlan) -> int:
    return TRAIN_COUNT if plan.image_limit is None else min(plan.image_limit, TRAIN_COUNT)


def trouble_with_images(plan: TrainingPlan) -> Problem | None:
    """TRAINING_TOO_FEW or PLAN_BATCH, where there are too few digits or fewer than in one batch."""
    count = learnt_digits(plan)
    if count < FEWEST_IMAGES:
        return Problem(ProblemCode.TRAINING_TOO_FEW, count=count, least=FEWEST_IMAGES)
    # Handwriting is made up as well for a network that rejects, so nobody knows yet how much there is.
    if plan.batch_size > count and not plan.rejects:
        return Problem(ProblemCode.PLAN_BATCH, batch_size=plan.batch_size, images=count)
    return None
