"""Every preset trained as its tutorial did, with three seeds: `python -m tests.benchmarks.tutorials`."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from dataclasses import dataclass

from mnist_desktop.data.mnist import Mnist, load_mnist
from mnist_desktop.training.presets import plan_for
from mnist_desktop.training.trainer import train

SEEDS = (1, 2, 3)
TOLERANCE = 0.005


@dataclass(frozen=True)
class Tutorial:
    """A preset, how long its tutorial trained it, and the accuracy on the test set that it reports."""

    preset: str
    epochs: int
    accuracy: float


TUTORIALS = (
    Tutorial("dense-64", 20, 0.9746),
    Tutorial("dense-64-1024", 20, 0.9786),
    Tutorial("dense-512-regularised", 4, 0.9723),
    Tutorial("dense-512-regularised", 8, 0.9755),
    Tutorial("cnn-32-64", 5, 0.99),
    Tutorial("cnn-32-64-64", 5, 0.99),
)


@dataclass(frozen=True)
class Row:
    """What the trainings of a tutorial's network came to."""

    tutorial: Tutorial
    accuracies: tuple[float, ...]
    seconds: float

    @property
    def median(self) -> float:
        """The accuracy of the middle one."""
        return statistics.median(self.accuracies)

    @property
    def is_within(self) -> bool:
        """Whether it reaches the tutorial's accuracy, but for half a point."""
        return self.median >= self.tutorial.accuracy - TOLERANCE

    def words(self) -> str:
        """A line for people."""
        seeds = " ".join(f"{accuracy:.4f}" for accuracy in self.accuracies)
        missed = "" if self.is_within else "  MISSED"
        told = self.tutorial
        return (
            f"{told.preset:<22} {told.epochs:>2} epochs  tutorial {told.accuracy:.4f}"
            f"  median {self.median:.4f}  ({seeds})  {self.seconds:.0f} s{missed}"
        )

    def record(self) -> dict[str, object]:
        """For programs."""
        return {
            "preset": self.tutorial.preset,
            "epochs": self.tutorial.epochs,
            "tutorial": self.tutorial.accuracy,
            "accuracies": self.accuracies,
            "median": self.median,
            "within": self.is_within,
        }


def measured(tutorial: Tutorial, mnist: Mnist) -> Row:
    """Train with each seed."""
    outcomes = [
        train(plan_for(tutorial.preset, epochs=tutorial.epochs, seed=seed), mnist.train, mnist.test, _unheard)
        for seed in SEEDS
    ]
    reached = tuple(outcome.test_accuracy for outcome in outcomes if outcome)
    return Row(tutorial, reached, sum(outcome.seconds for outcome in outcomes if outcome))


def main() -> int:
    """Print the table; exit 1 if a preset misses its tutorial's accuracy."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.tutorials", description=__doc__)
    words.add_argument(
        "presets", nargs="*", choices=[*{row.preset for row in TUTORIALS}, []], metavar="PRESET"
    )
    words.add_argument("--json", action="store_true", help="one JSON object a row")
    given = words.parse_args()
    mnist = load_mnist()
    rows = []
    for tutorial in TUTORIALS:
        if given.presets and tutorial.preset not in given.presets:
            continue
        rows.append(measured(tutorial, mnist))
        print(json.dumps(rows[-1].record()) if given.json else rows[-1].words(), flush=True)
    return 0 if all(row.is_within for row in rows) else 1


def _unheard(_event: object) -> None:
    """Nobody watches."""


if __name__ == "__main__":
    sys.exit(main())
