"""What is said of training on from where an earlier training stood."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import EpochFinished, best_epoch

translate = QCoreApplication.translate


def further_words(plan: TrainingPlan, history: Sequence[EpochFinished]) -> str:
    """What training further does, for a tooltip; the model need not be what it goes on from."""
    best = _kept_best(plan, history)
    if best is None:
        return translate(
            "Further",
            "Train this model for as many epochs more as the settings say, from where it stands",
        )
    text = translate(
        "Further",
        "Train for as many epochs more as the settings say, from the last epoch. "
        "The model that was kept is from the best one, epoch {epoch}.",
    )
    return text.format(epoch=best.epoch)


def _kept_best(plan: TrainingPlan, history: Sequence[EpochFinished]) -> EpochFinished | None:
    """The epoch whose weights were kept, where that is not the last one."""
    best = best_epoch(tuple(history))
    planned = plan.epochs + (plan.ink_epochs.epochs if plan.ink_epochs else 0)
    keeps_best = plan.keep_best or len(history) < planned
    if best is None or best.validation_accuracy is None or best is history[-1] or not keeps_best:
        return None
    return best
