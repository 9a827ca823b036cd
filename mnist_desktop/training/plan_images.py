"""How many images a plan learns from, and what is impossible with so many."""

from __future__ import annotations

from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.images import FEWEST_IMAGES
from mnist_desktop.training.learnt_set import MNIST, LearntSet
from mnist_desktop.training.plan import TrainingPlan


def learnt_images(plan: TrainingPlan, data: LearntSet = MNIST) -> int:
    """How many images of the set a plan learns from, without those that are held back; ink is not counted."""
    used = _used_images(plan, data)
    share = plan.validation_share if plan.validation in ("split", "writers") else 0.0
    return int(used * (1 - share))


def held_back_images(plan: TrainingPlan, data: LearntSet = MNIST) -> int:
    """How many images of those to learn from are held back for validation."""
    return _used_images(plan, data) - learnt_images(plan, data)


def _used_images(plan: TrainingPlan, data: LearntSet) -> int:
    return data.learnable if plan.image_limit is None else min(plan.image_limit, data.learnable)


def trouble_with_images(plan: TrainingPlan, data: LearntSet = MNIST) -> Problem | None:
    """TRAINING_TOO_FEW or PLAN_BATCH, where there are too few images or fewer than in one batch."""
    count = learnt_images(plan, data)
    if count < FEWEST_IMAGES:
        return Problem(ProblemCode.TRAINING_TOO_FEW, count=count, least=FEWEST_IMAGES)
    # Handwriting is made up as well for a network that rejects, so nobody knows yet how much there is.
    if plan.batch_size > count and not plan.rejects:
        return Problem(ProblemCode.PLAN_BATCH, batch_size=plan.batch_size, images=count)
    return None
