"""How many digits a plan learns from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.problems import ProblemCode
from mnist_desktop.training.plan_images import learnt_images, trouble_with_images
from mnist_desktop.training.presets import plan_for

PLAN = plan_for("dense-64")


def test_digits_that_are_held_back_are_not_learnt() -> None:
    assert learnt_images(PLAN) == 60_000
    assert learnt_images(replace(PLAN, validation="split")) == 48_000
    assert learnt_images(replace(PLAN, validation="test", image_limit=600)) == 600
    assert learnt_images(replace(PLAN, validation="writers", validation_share=0.5, image_limit=600)) == 300
    assert learnt_images(replace(PLAN, image_limit=1_000_000)) == 60_000


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"image_limit": 11, "validation": "split"}, ProblemCode.TRAINING_TOO_FEW),
        ({"image_limit": 100, "batch_size": 128}, ProblemCode.PLAN_BATCH),
        ({"image_limit": 100, "batch_size": 128, "rejects": True}, None),
        ({"image_limit": 128, "batch_size": 128}, None),
    ],
)
def test_too_few_for_a_training_or_for_a_batch_are_told(
    changes: dict[str, Any], code: ProblemCode | None
) -> None:
    problem = trouble_with_images(plan_for("dense-64", **changes))
    assert (problem.code if problem else None) is code
