"""What can be chosen in the settings of a training, with one sentence on each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.advice.rates import USUAL_RATES
from mnist_desktop.training.course import PLATEAU_EPOCHS
from mnist_desktop.ui.training.augmentation_kinds import kinds
from mnist_desktop.ui.training.fields import Choice
from mnist_desktop.ui.training.readout import rate_words

translate = QCoreApplication.translate


def optimizers() -> tuple[Choice, ...]:
    """The rules by which a network changes itself."""
    return (
        Choice(
            "adam",
            "Adam",
            translate(
                "Choices", "Fits the step of each weight to its past. A good start for almost anything."
            ),
        ),
        Choice(
            "adamw",
            "AdamW",
            translate("Choices", "Adam that also keeps all weights small, against learning by heart."),
        ),
        Choice(
            "sgd",
            translate("Choices", "SGD with momentum"),
            translate(
                "Choices", "Rolls downhill like a ball. Wants a larger learning rate, such as {rate}."
            ).format(rate=rate_words(USUAL_RATES["sgd"])),
        ),
        Choice(
            "rmsprop",
            "RMSprop",
            translate("Choices", "Fits the step of each weight to its past, but has no momentum."),
        ),
        Choice(
            "adagrad",
            "Adagrad",
            translate(
                "Choices", "Its steps only get smaller. Wants a larger learning rate, such as {rate}."
            ).format(rate=rate_words(USUAL_RATES["adagrad"])),
        ),
    )


def validations() -> tuple[Choice, ...]:
    """What a network is tried on after each epoch, but for `writers`."""
    return (
        Choice(
            "none",
            translate("Choices", "none"),
            translate(
                "Choices", "It learns from all digits, and how it reads new ones is only seen at the end."
            ),
        ),
        Choice(
            "split",
            translate("Choices", "part held back"),
            translate("Choices", "Some training digits are kept aside and only read, never learnt from."),
        ),
        Choice(
            "test",
            translate("Choices", "test set"),
            translate(
                "Choices", "Reads the test digits after each epoch. The final test is then less of a proof."
            ),
        ),
    )


def writers() -> Choice:
    """The validation of networks that also learn what is no digit."""
    return Choice(
        "writers",
        translate("Choices", "handwriting held back"),
        translate("Choices", "Digits and handwriting that it does not learn from, drawn by other hands."),
    )


def schedules() -> tuple[Choice, ...]:
    """How the learning rate goes over a training."""
    return (
        Choice(
            "constant", translate("Choices", "constant"), translate("Choices", "The rate stays as it is.")
        ),
        Choice(
            "cosine",
            translate("Choices", "cosine"),
            translate("Choices", "Falls smoothly to zero, to end more precisely."),
        ),
        Choice(
            "one-cycle",
            translate("Choices", "one cycle"),
            translate(
                "Choices", "First up, then down to almost zero. Stands a higher rate and learns sooner."
            ),
        ),
        Choice(
            "plateau",
            translate("Choices", "reduce on plateau"),
            translate("Choices", "Halves whenever validation has not got better for {epochs} epochs.").format(
                epochs=PLATEAU_EPOCHS
            ),
        ),
    )


def labels() -> tuple[Choice, ...]:
    """How the right answers are written."""
    return (
        Choice(
            False,
            translate("Choices", "sparse"),
            translate("Choices", "The right answer as one number, such as 7."),
        ),
        Choice(
            True,
            translate("Choices", "one-hot"),
            translate("Choices", "The right answer as ten numbers: 1 for the digit, 0 for all others."),
        ),
    )


def precisions() -> tuple[Choice, ...]:
    """How exactly a training calculates."""
    return (
        Choice(
            "float32",
            "float32",
            translate("Choices", "Calculates with seven digits, as usual."),
        ),
        Choice(
            "bfloat16",
            "bfloat16",
            translate(
                "Choices",
                "Calculates with three digits: quicker on some processors. The model is kept in float32.",
            ),
        ),
        Choice(
            "measured",
            translate("Choices", "the quicker one"),
            translate("Choices", "Tries both for some seconds before it starts, and takes the quicker one."),
        ),
    )


def titles() -> dict[str, str]:
    """What settings are called within a sentence, where that is not what stands beside their fields."""
    return {
        "schedule": translate("Choices", "Reducing the rate on a plateau"),
        "patience": translate("Choices", "Early stopping"),
        "keep_best": translate("Choices", "Keeping the best"),
    } | {kind.name: kind.title for kind in kinds()}
