"""Advice in the words of the window: what it is, what was seen, why it matters, what to do next time."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from mnist_desktop.training.advice.figures import change_figures, figures
from mnist_desktop.training.advice.kinds import Advice, AdviceKind, Sign

_CONTEXT = "Advice"

TITLES: dict[AdviceKind, object] = {
    AdviceKind.DIVERGING: QT_TRANSLATE_NOOP("Advice", "The training diverges"),
    AdviceKind.RATE_TOO_HIGH: QT_TRANSLATE_NOOP("Advice", "Learning rate too high"),
    AdviceKind.RATE_TOO_LOW: QT_TRANSLATE_NOOP("Advice", "Learning rate too low"),
    AdviceKind.TOO_FEW_STEPS: QT_TRANSLATE_NOOP("Advice", "Too few steps"),
    AdviceKind.OVERFITTING: QT_TRANSLATE_NOOP("Advice", "Overfitting"),
    AdviceKind.DEAD_UNITS: QT_TRANSLATE_NOOP("Advice", "Dead units"),
    AdviceKind.TOO_FEW_EPOCHS: QT_TRANSLATE_NOOP("Advice", "Too few epochs"),
    AdviceKind.VALIDATION_BETTER: QT_TRANSLATE_NOOP("Advice", "Validation better than training"),
}
SEEN: dict[Sign, object] = {
    Sign.NO_NUMBER: QT_TRANSLATE_NOOP(
        "Advice", "At a rate of {rate}, the loss was no number any more in step {step} of epoch {epoch}."
    ),
    Sign.GROWN: QT_TRANSLATE_NOOP(
        "Advice", "At a rate of {rate}, the loss has grown from {start} to {loss} in epoch {epoch}."
    ),
    Sign.AT_CHANCE: QT_TRANSLATE_NOOP(
        "Advice", "After {steps} steps at a rate of {rate}, {accuracy} are right, no more than by guessing."
    ),
    Sign.JUMPING: QT_TRANSLATE_NOOP(
        "Advice",
        "At a rate of {rate}, the loss jumps between {lowest} and {highest}, and only {accuracy} are right.",
    ),
    Sign.SLOW: QT_TRANSLATE_NOOP(
        "Advice",
        "At a rate of {rate}, the loss went from {start} to {loss} in {steps} steps. "
        "At this pace it ends at {expected}.",
    ),
    Sign.AVERAGES_BEHIND: QT_TRANSLATE_NOOP(
        "Advice",
        "In validation {validation_accuracy} are right, in training {accuracy} were. The averages of batch "
        "normalisation need about {needed} steps to catch up, and there were {steps}.",
    ),
    Sign.AVERAGES_UNTRIED: QT_TRANSLATE_NOOP(
        "Advice",
        "The averages of batch normalisation need about {needed} steps to catch up, and there were {steps}. "
        "The model may read far worse than the {accuracy} of training.",
    ),
    Sign.RISING: QT_TRANSLATE_NOOP(
        "Advice",
        "Since epoch {best_epoch} the validation loss rose from {best_loss} to {validation_loss}, while the "
        "training loss fell from {loss_then} to {loss}.",
    ),
    Sign.SILENT: QT_TRANSLATE_NOOP(
        "Advice", "{dead} of the {units} units in ReLU layer {layer} answer to no image any more."
    ),
    Sign.IMPROVING: QT_TRANSLATE_NOOP(
        "Advice", "The last epoch still took validation from {accuracy_before} to {accuracy}."
    ),
    Sign.IMPROVING_WITHIN: QT_TRANSLATE_NOOP(
        "Advice",
        "In the only epoch the loss was {loss} on average, and {validation_loss} in validation at its end, "
        "with {accuracy} right.",
    ),
    Sign.DROPOUT: QT_TRANSLATE_NOOP(
        "Advice", "In epoch {epoch} validation is at {validation_accuracy}, training at {accuracy}."
    ),
    Sign.AUGMENTATION: QT_TRANSLATE_NOOP(
        "Advice", "In epoch {epoch} validation is at {validation_accuracy}, training at {accuracy}."
    ),
    Sign.BOTH: QT_TRANSLATE_NOOP(
        "Advice", "In epoch {epoch} validation is at {validation_accuracy}, training at {accuracy}."
    ),
}
_OVERSHOOTS = QT_TRANSLATE_NOOP("Advice", "Each step goes too far and makes the next mistake larger.")
_READS_BY_AVERAGES = QT_TRANSLATE_NOOP(
    "Advice",
    "It goes by the digits of each batch while training, but by averages over many batches when it reads.",
)
REASONS: dict[Sign, object] = {
    Sign.NO_NUMBER: _OVERSHOOTS,
    Sign.GROWN: _OVERSHOOTS,
    Sign.AT_CHANCE: QT_TRANSLATE_NOOP("Advice", "Steps this large leap over all that is worth learning."),
    Sign.JUMPING: QT_TRANSLATE_NOOP("Advice", "Steps this large leap to and fro and never settle."),
    Sign.SLOW: QT_TRANSLATE_NOOP("Advice", "Steps this small learn too little in the time they have."),
    Sign.AVERAGES_BEHIND: _READS_BY_AVERAGES,
    Sign.AVERAGES_UNTRIED: _READS_BY_AVERAGES,
    Sign.RISING: QT_TRANSLATE_NOOP(
        "Advice", "It learns its own digits by heart and becomes less sure of those it never saw."
    ),
    Sign.SILENT: QT_TRANSLATE_NOOP(
        "Advice", "They learn nothing any more, so the network is smaller than it looks. Large steps do that."
    ),
    Sign.IMPROVING: QT_TRANSLATE_NOOP("Advice", "It ended before it had learnt all that it can."),
    Sign.IMPROVING_WITHIN: QT_TRANSLATE_NOOP("Advice", "It ended before it had learnt all that it can."),
    Sign.DROPOUT: QT_TRANSLATE_NOOP(
        "Advice",
        "This is as it should be: dropout makes it harder while training, and only then. With less of it the "
        "two come closer.",
    ),
    Sign.AUGMENTATION: QT_TRANSLATE_NOOP(
        "Advice", "This is as it should be: only the training digits are changed at random, which is harder."
    ),
    Sign.BOTH: QT_TRANSLATE_NOOP(
        "Advice",
        "This is as it should be: dropout and changed digits make it harder while training only. With less "
        "dropout the two come closer.",
    ),
}
CHANGES: dict[str, object] = {
    "learning_rate": QT_TRANSLATE_NOOP("Advice", "learning rate {learning_rate}"),
    "epochs": QT_TRANSLATE_NOOP("Advice", "{epochs} epochs"),
    "augment": QT_TRANSLATE_NOOP("Advice", "change digits at random"),
    "patience": QT_TRANSLATE_NOOP("Advice", "end {patience} epochs after the best"),
    "keep_best": QT_TRANSLATE_NOOP("Advice", "keep the best"),
    "image_limit": QT_TRANSLATE_NOOP("Advice", "{image_limit} digits"),
    "dropout": QT_TRANSLATE_NOOP("Advice", "dropout {dropout}"),
}
"""What each field of a change is called."""


def title(advice: Advice) -> str:
    """What it is, in two or three words."""
    return _translated(TITLES[advice.kind])


def seen(advice: Advice) -> str:
    """What was seen, with its numbers, in a sentence."""
    return _translated(SEEN[advice.sign]).format(**figures(advice))


def reason(advice: Advice) -> str:
    """Why it matters, in a sentence."""
    return _translated(REASONS[advice.sign])


def change(advice: Advice) -> str:
    """What would be changed, e.g. "learning rate 0.0003"; empty where there is nothing to change."""
    if advice.change is None:
        return ""
    values = change_figures(advice)
    return ", ".join(_translated(CHANGES[name]).format(**values) for name in advice.change.settings)


def _translated(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
