"""What each part of the handwriting is good for: short trainings of the reader without it.

`python -m tests.benchmarks.ablations LEARN READ [--seeds N] [--json]`

LEARN and READ are ink files of different writers. Each row learns from MNIST and LEARN, and reads MNIST's
test set and READ.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.data.mnist import Mnist, load_mnist
from mnist_desktop.ink.drawing import LabelledDrawing
from mnist_desktop.ink.ink_collections import read_hands
from mnist_desktop.ink.model_input import drawing_to_input
from mnist_desktop.models.recogniser import Recogniser
from mnist_desktop.training.handwriting.lesson import UNLIKE_DIGITS
from mnist_desktop.training.handwriting.parts import Part
from mnist_desktop.training.plan import InkEpochs, TrainingPlan
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.trainer import train

IMAGES, EPOCHS, INK_EPOCHS = 15_000, 4, 2
DIGITS_TURNED_AWAY = 0.02
"""The share at which the letters that are turned away are told."""


@dataclass(frozen=True)
class Row:
    """What trainings without some parts came to: the means of their seeds, in per cent."""

    left_out: tuple[str, ...]
    mnist: float
    read_right: float
    letters_turned_away: float

    def words(self) -> str:
        """A line for people."""
        name = "everything" if not self.left_out else "without " + " and ".join(self.left_out)
        return (
            f"{name:<32} MNIST {self.mnist:6.2f} %   digits read right {self.read_right:6.2f} %"
            f"   letters turned away {self.letters_turned_away:6.2f} %"
        )


def measured(left_out: frozenset[Part], mnist: Mnist, files: tuple[Path, Path], seeds: int) -> Row:
    """Train with each seed, and read."""
    learnt, read = (read_hands(path) for path in files)
    ink = [item for item in learnt if item.label in UNLIKE_DIGITS.union(DIGIT_NAMES)]
    reached = [_reached(_plan(left_out, seed), mnist, ink, read) for seed in range(1, seeds + 1)]
    means = [statistics.mean(column) for column in zip(*reached, strict=True)]
    return Row(tuple(sorted(left_out)), *means)


def _plan(left_out: frozenset[Part], seed: int) -> TrainingPlan:
    return plan_for(
        "reader",
        left_out=left_out,
        seed=seed,
        epochs=EPOCHS,
        ink_epochs=InkEpochs(INK_EPOCHS),
        image_limit=IMAGES,
        precision="measured",
    )


def _reached(
    plan: TrainingPlan, mnist: Mnist, ink: list[LabelledDrawing], read: list[LabelledDrawing]
) -> tuple[float, float, float]:
    outcome = train(plan, mnist.train, mnist.test, lambda _event: None, ink=ink)
    assert outcome is not None
    recogniser = Recogniser(
        outcome.prepared.litert_file, DIGIT_NAMES, threads=2, calibration=outcome.calibration
    )
    digits = [item for item in read if item.label in DIGIT_NAMES]
    truth = np.array([DIGIT_NAMES.index(str(item.label)) for item in digits])
    answers = recogniser.read(_inputs(digits))
    letters = recogniser.read(_inputs([item for item in read if item.label in UNLIKE_DIGITS]))
    assert answers.digit_probabilities is not None
    assert letters.digit_probabilities is not None
    threshold = float(np.quantile(answers.digit_probabilities, DIGITS_TURNED_AWAY))
    right = (answers.probabilities.argmax(axis=1) == truth).mean()
    return outcome.test_accuracy * 100, float(right) * 100, float(letters.rejected(threshold).mean()) * 100


def _inputs(drawings: list[LabelledDrawing]) -> NDArray[np.float32]:
    return np.stack([drawing_to_input(item.drawing) for item in drawings])


def main() -> int:
    """Print a row for everything, and one for each part that is left out."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.ablations", description=__doc__)
    words.add_argument("learn", type=Path)
    words.add_argument("read", type=Path)
    words.add_argument("--seeds", type=int, default=1)
    words.add_argument("--json", action="store_true", help="one JSON object a row")
    given = words.parse_args()
    mnist = load_mnist()
    for left_out in (frozenset[Part](), *(frozenset({part}) for part in Part)):
        row = measured(left_out, mnist, (given.learn, given.read), given.seeds)
        print(json.dumps(asdict(row)) if given.json else row.words(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
