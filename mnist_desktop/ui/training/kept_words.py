"""Which weights a training has left, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.progress import TrainingOutcome

translate = QCoreApplication.translate


def kept_words(outcome: TrainingOutcome) -> str:
    """From which epoch the model is, and that validation ended the training where it did.

    Empty where the training diverged: that is told with the reason.
    """
    if outcome.diverged:
        return ""
    made, kept = len(outcome.history), outcome.kept_epoch
    if kept is None:
        text = translate("Kept", "The model is from the last step, within epoch {next}")
    elif made == 1:
        text = translate("Kept", "The model is from epoch 1")
    elif kept == made:
        text = translate("Kept", "The model is from epoch {kept}, the last")
    else:
        text = translate("Kept", "The model is from epoch {kept}, the best of {made}")
    told = text.format(kept=kept, made=made, next=made + 1)
    return f"{_early_words(outcome.gave_up_after)}{told}"


def _early_words(waited: int | None) -> str:
    if waited is None:
        return ""
    if waited == 1:
        return translate("Kept", "It ended early, as one epoch brought no better validation. ")
    text = translate("Kept", "It ended early, as {count} epochs brought no better validation. ")
    return text.format(count=waited)
