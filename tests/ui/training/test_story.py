from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from mnist_desktop.training.precision import LEAST_GAIN
from mnist_desktop.training.progress import EpochFinished, Paused, PrecisionMeasured, Stage, StepProgress
from mnist_desktop.ui.training.story import Storyteller, percent


@pytest.fixture
def storyteller(qapp: QApplication) -> Storyteller:
    return Storyteller()


def test_a_running_training(storyteller: Storyteller) -> None:
    progress = StepProgress(3, 10, 469, 0.4, 0.1, 0.9712, 5123.4, 41.7)
    last = EpochFinished(2, 0.1, 0.97, 0.08, 0.9889, 20.0)
    told = storyteller.running(progress, 5, last)
    assert told == "Epoch 3 of 5, 42 s left, 5,120 images/s, validation 98.9 %"


def test_what_is_not_known_is_not_told(storyteller: Storyteller) -> None:
    progress = StepProgress(1, 1, 469, 0.0, 2.3, 0.1, 0.0, None)
    assert storyteller.running(progress, 5, None) == "Epoch 1 of 5, accuracy 10.0 %"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59.4, "59 s"), (200, "3 min 20 s"), (3900, "1 h 5 min"), (-3, "0 s")],
)
def test_durations(storyteller: Storyteller, seconds: float, words: str) -> None:
    assert storyteller.duration(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(41.7, "42 s"), (99.4, "99 s"), (99.6, "2 min"), (200, "3 min"), (3590, "1 h 0 min"), (-1, "0 s")],
)
def test_what_is_left_is_told_roughly(storyteller: Storyteller, seconds: float, words: str) -> None:
    assert storyteller.about(seconds) == words


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        (1.62, "(bfloat16):\na step takes 62 % of the time that it takes with 32 bits"),
        (1.14, "(float32): with 16 bits (bfloat16)\na step takes 88 % of the time"),
        (1.04, "(float32): with 16 bits (bfloat16)\na step takes 96 % of the time"),
        (1.001, "(float32):\n16 bits (bfloat16) are no quicker"),
        (0.7, "(float32):\n16 bits (bfloat16) are no quicker"),
    ],
)
def test_a_measured_precision(storyteller: Storyteller, gain: float, said: str) -> None:
    used = "bfloat16" if gain >= LEAST_GAIN else "float32"
    told = storyteller.precision(PrecisionMeasured(used, gain))
    assert told.startswith(f"Calculated with {16 if used == 'bfloat16' else 32} bits a number ({used})")
    assert said in told


def test_the_end(storyteller: Storyteller) -> None:
    assert storyteller.finishing(Stage.TESTING, True).startswith("Stopped. Testing")
    assert storyteller.finishing(Stage.PREPARING, False).startswith("Trained. Making")


@pytest.mark.parametrize(
    ("kept", "said"), [(True, "Everything learnt is kept."), (False, "could not be written to the disk")]
)
def test_a_pause_says_whether_it_is_kept(kept: bool, said: str, storyteller: Storyteller) -> None:
    told = storyteller.paused(Paused(6, 1200, kept), 5)
    assert told.startswith("Paused in epoch 5 of 5, after step 1,200. ")
    assert said in told


@pytest.mark.parametrize(("epoch", "said"), [(3, "the weights of epoch 3"), (None, "the last weights")])
def test_a_training_that_diverged_says_which_weights_are_left(
    epoch: int | None, said: str, storyteller: Storyteller
) -> None:
    outcome: Any = SimpleNamespace(
        diverged=True, kept_epoch=epoch, stopped=False, seconds=9.0, test_accuracy=0.9, tested=10_000
    )
    told = storyteller.ended(outcome)
    assert said in told
    assert told.endswith("90.0 % on the test set, 1,000 of 10,000 wrong")


def test_the_end_is_one_line(storyteller: Storyteller) -> None:
    outcome: Any = SimpleNamespace(
        diverged=False, stopped=False, seconds=42.0, test_accuracy=0.989, tested=10_000
    )
    assert storyteller.ended(outcome) == "Done in 42 s: 98.9 % on the test set, 110 of 10,000 wrong"


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "100.0 %"), (0.9999, "99.9 %"), (0.98949, "98.9 %"), (0.0, "0.0 %")]
)
def test_only_all_of_it_is_a_hundred_per_cent(share: float, words: str) -> None:
    assert percent(share) == words
