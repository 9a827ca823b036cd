"""Advice on a training as one line for a terminal, and as JSON values."""

from __future__ import annotations

from mnist_desktop.training.advice.figures import change_figures, figures
from mnist_desktop.training.advice.kinds import Advice, Sign

SENTENCES: dict[Sign, str] = {
    Sign.NO_NUMBER: "the training diverges: in step {step} of epoch {epoch} the loss is no number any "
    "more; the learning rate {rate} makes each step overshoot further",
    Sign.GROWN: "the training diverges: the loss has grown from {start} to {loss} in epoch {epoch}; "
    "the learning rate {rate} makes each step overshoot further",
    Sign.AT_CHANCE: "the learning rate {rate} is too high: after {steps} steps {accuracy} are right, "
    "no more than by guessing",
    Sign.JUMPING: "the learning rate {rate} is too high: the loss jumps between {lowest} and {highest}, "
    "and after {steps} steps only {accuracy} are right",
    Sign.SLOW: "the learning rate {rate} is too low: the loss was {start} at the start and is {loss} after "
    "{steps} steps; at this pace it will be {expected} at the end",
    Sign.AVERAGES_BEHIND: "too few steps for batch normalisation: its averages need about {needed} to catch "
    "up and had {steps}, so the model reads worse than it learnt, {validation_accuracy} in validation "
    "against {accuracy} in training",
    Sign.AVERAGES_UNTRIED: "too few steps for batch normalisation: its averages need about {needed} to catch "
    "up and had {steps}, so the model may read far worse than the {accuracy} of training",
    Sign.RISING: "overfitting: since epoch {best_epoch} the validation loss has risen from {best_loss} to "
    "{validation_loss} while the training loss fell from {loss_then} to {loss}; it learns by heart",
    Sign.SILENT: "{dead} of the {units} units in ReLU layer {layer} answer to no image and learn nothing any "
    "more; too large steps are the usual cause",
    Sign.IMPROVING: "too few epochs: the last one still took validation from {accuracy_before} to "
    "{accuracy}, so it ended before it had learnt all that it can",
    Sign.IMPROVING_WITHIN: "too few epochs: the loss still fell fast in the only one, {loss} on average and "
    "{validation_loss} in validation at its end, with {accuracy} right, so it ended before it had learnt all "
    "that it can",
    Sign.DROPOUT: "validation ({validation_accuracy}) is better than training ({accuracy}), which is as it "
    "should be: dropout switches units off while training only",
    Sign.AUGMENTATION: "validation ({validation_accuracy}) is better than training ({accuracy}), which is as "
    "it should be: digits are changed at random while training only",
    Sign.BOTH: "validation ({validation_accuracy}) is better than training ({accuracy}), which is as it "
    "should be: dropout and digits changed at random make training only harder",
}
OPTIONS: dict[str, str] = {
    "learning_rate": "--learning-rate {learning_rate}",
    "epochs": "--epochs {epochs}",
    "augment": "--augment",
    "patience": "--patience {patience}",
    "keep_best": "--keep-best",
    "image_limit": "--image-limit {image_limit}",
    "dropout": "--network with dropout {dropout}",
}
"""How each field of a change is asked for on the command line."""


def advice_sentence(advice: Advice) -> str:
    """What was seen and why it matters, and the options for the next run where a change is offered."""
    sentence = SENTENCES[advice.sign].format(**figures(advice))
    options = change_options(advice)
    return f"{sentence}; next time: {options}" if options else sentence


def change_options(advice: Advice) -> str:
    """The options that make the change, e.g. "--learning-rate 0.001"; empty where there is none."""
    if advice.change is None:
        return ""
    values = {name: text.replace(",", "") for name, text in change_figures(advice).items()}
    return " ".join(OPTIONS[name].format(**values) for name in advice.change.settings)


def advice_record(advice: Advice) -> dict[str, object]:
    """The same as JSON values, for a line of its own."""
    return {
        "event": "advice",
        "advice": advice.kind.value,
        "sign": advice.sign.value,
        "seen": dict(advice.values),
        "change": advice.change.settings if advice.change else None,
        "text": advice_sentence(advice),
    }
