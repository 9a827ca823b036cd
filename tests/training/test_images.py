"""Which images a training learns from and which it is validated with."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.training.images import held_back_writers, training_images
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.presets import plan_for
from tests.hand import DIGITS

INK = [
    LabelledDrawing(drawing, label, f"writer {writer:02}")
    for writer in range(10)
    for label, drawing in DIGITS.items()
]


def never() -> bool:
    return False


def counts(plan: TrainingPlan, digits: LabelledImages, ink: list[LabelledDrawing]) -> tuple[int, int]:
    images = training_images(plan, digits, digits.subset(np.arange(7)), ink, never)
    return images.learn.count, images.validation.count if images.validation else 0


@pytest.mark.parametrize(
    ("validation", "expected"),
    [("none", (1500, 0)), ("split", (1200, 300)), ("test", (1500, 7)), ("writers", (1200, 300))],
)
def test_validation_takes_its_share(
    validation: str, expected: tuple[int, int], digits: LabelledImages
) -> None:
    assert counts(plan_for("dense-64", validation=validation), digits, []) == expected


def test_held_back_writers_are_not_learnt_from(digits: LabelledImages) -> None:
    assert held_back_writers(INK) == {"writer 04", "writer 09"}
    # Eight writers' ten digits, each rendered twice; two writers' ten digits as they are.
    assert counts(plan_for("dense-64", validation="writers"), digits, INK) == (1500 + 160, 20)


def test_a_plan_that_rejects_learns_what_is_none(digits: LabelledImages) -> None:
    images = training_images(plan_for("reader"), digits, digits, INK, never)
    assert len(images.learn.class_names) == 11
    assert np.bincount(images.learn.labels, minlength=11)[10] > 300
    assert images.validation is not None
    # Two writers' digits, digits in drawn styles, and what is none, since the ink has no letters.
    found = np.bincount(images.validation.labels, minlength=11)
    assert found[:10].sum() == 20 + 150
    assert found[10] >= 150


def test_ink_without_a_writer_is_learnt(digits: LabelledImages) -> None:
    ink = [LabelledDrawing(drawing, label) for label, drawing in DIGITS.items()]
    assert held_back_writers(ink) == frozenset()
    assert counts(plan_for("dense-64", validation="writers"), digits, ink) == (1200 + 20, 300)


def test_epochs_for_ink_learn_it_beside_everything_else(digits: LabelledImages) -> None:
    plan = plan_for("reader")
    without, with_ink = (training_images(plan, digits, digits, ink, never) for ink in ([], INK))
    assert without.with_ink is None
    assert with_ink.with_ink is not None
    assert with_ink.of_epoch(15, 16) is with_ink.learn
    assert with_ink.of_epoch(16, 16) is with_ink.with_ink
    assert with_ink.with_ink.count == with_ink.learn.count + 300
    everything = training_images(replace(plan, ink_epochs=None), digits, digits, INK, never)
    assert everything.with_ink is None
    assert everything.learn.count == with_ink.with_ink.count
