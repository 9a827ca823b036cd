"""Which weights are left of a training, at the end of its story."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mnist_desktop.training.progress import EpochFinished, TrainingOutcome
from mnist_desktop.ui.training.kept_words import kept_words
from tests.ui.training.page_hand import PLAN

HISTORY = tuple(EpochFinished(number, 0.5, 0.9, 0.5, 0.9, 1.0) for number in (1, 2, 3))
PREPARED: Any = None
DONE = TrainingOutcome(replace(PLAN, epochs=3), HISTORY, False, 0.3, 0.9, PREPARED, 5.0, kept_epoch=3)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (DONE, "The model is from epoch 3, the last"),
        (replace(DONE, kept_epoch=2), "The model is from epoch 2, the best of 3"),
        (replace(DONE, history=HISTORY[:1], kept_epoch=1), "The model is from epoch 1"),
        (
            replace(DONE, stopped=True, kept_epoch=None),
            "The model is from the last step, within epoch 4",
        ),
        (
            replace(DONE, plan=replace(PLAN, epochs=9, patience=2), kept_epoch=1),
            (
                "It ended early, as 2 epochs brought no better validation. "
                "The model is from epoch 1, the best of 3"
            ),
        ),
        (
            replace(DONE, plan=replace(PLAN, epochs=9, patience=1), kept_epoch=2),
            (
                "It ended early, as one epoch brought no better validation. "
                "The model is from epoch 2, the best of 3"
            ),
        ),
        (
            replace(DONE, plan=replace(PLAN, epochs=9, patience=1), stopped=True, kept_epoch=2),
            "The model is from epoch 2, the best of 3",
        ),
        (replace(DONE, diverged=True, kept_epoch=2), ""),
    ],
)
def test_it_is_said_which_weights_are_kept(outcome: TrainingOutcome, words: str) -> None:
    assert kept_words(outcome) == words
