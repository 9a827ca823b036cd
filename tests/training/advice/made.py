"""Events of trainings that never were, and what an adviser says to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.advice.kinds import Advice, Sign
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import EpochFinished, StepProgress, TrainingEvent

STEPS = 100
"""In each epoch."""


def told(plan: TrainingPlan, events: Iterable[TrainingEvent]) -> list[Advice]:
    """All that is said while the events come, in their order."""
    adviser = Adviser(plan)
    return [advice for event in events for advice in adviser.take(event)]


def signs(plan: TrainingPlan, events: Iterable[TrainingEvent]) -> list[Sign]:
    """By what it is said."""
    return [advice.sign for advice in told(plan, events)]


def steps(
    losses: Sequence[float], accuracies: Sequence[float] | float, epochs: int = 10, rate: float = 0.0
) -> list[TrainingEvent]:
    """A report each ten steps, with epochs that end between them but are not told."""
    if isinstance(accuracies, float):
        accuracies = [accuracies] * len(losses)
    events: list[TrainingEvent] = []
    for number, (loss, accuracy) in enumerate(zip(losses, accuracies, strict=True)):
        made = 10 * number + 1
        events.append(
            StepProgress(
                (made - 1) // STEPS + 1,
                (made - 1) % STEPS + 1,
                STEPS,
                made / (STEPS * epochs),
                loss,
                accuracy,
                1000.0,
                None,
                rate,
            )
        )
    return events


def epochs(
    losses: Sequence[float],
    validation_losses: Sequence[float] | None = None,
    accuracies: Sequence[float] | float = 0.9,
    validation_accuracies: Sequence[float] | float = 0.9,
) -> list[TrainingEvent]:
    """Epochs without their steps."""
    count = len(losses)
    right = [accuracies] * count if isinstance(accuracies, float) else accuracies
    valid = (
        [validation_accuracies] * count if isinstance(validation_accuracies, float) else validation_accuracies
    )
    return [
        EpochFinished(
            number + 1,
            losses[number],
            right[number],
            None if validation_losses is None else validation_losses[number],
            None if validation_losses is None else valid[number],
            1.0,
        )
        for number in range(count)
    ]
