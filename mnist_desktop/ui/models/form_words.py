"""How a model wants its input, and how well it read in that form, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.class_names import are_digits
from mnist_desktop.models.facts import ModelFacts
from mnist_desktop.models.form_finding import least_accuracy
from mnist_desktop.ui.pixel_words import pixel_range

translate = QCoreApplication.translate


def reads_no_digits(facts: ModelFacts) -> bool:
    """Whether the model was tried on digits and read them no better than guessing would."""
    known = facts.probe_accuracy
    return known is not None and known < least_accuracy(facts.outputs)


def found(facts: ModelFacts) -> str:
    """E.g. "reads 97 % of the built-in test digits, pixel range 0–255"; empty where it was not tried."""
    if facts.probe_accuracy is None or facts.input_form is None:
        return ""
    return translate("FormWords", "reads {share} of the built-in test digits, {range}").format(
        share=_share(facts.probe_accuracy), range=pixel_range(facts.input_form)
    )


def form(facts: ModelFacts) -> str:
    """E.g. "pixel range 0–255, dark on light; reads 97 % of the built-in test digits"; empty if unknown."""
    if facts.probe_accuracy is None or facts.input_form is None:
        return ""
    return translate("FormWords", "{range}; reads {share} of the built-in test digits").format(
        share=_share(facts.probe_accuracy), range=pixel_range(facts.input_form)
    )


def form_meaning() -> str:
    """How that was found out, in a sentence."""
    return translate(
        "FormWords",
        "A model's file does not say in which range it takes its pixels. When it was opened, it read digits "
        "in every usual one, and this is the best.",
    )


def no_digits(facts: ModelFacts) -> str:
    """A warning for a model that reads no digits where it should; empty for the others."""
    if not reads_no_digits(facts) or not are_digits(facts.class_names):
        return ""
    return translate(
        "FormWords",
        "This model reads only {share} of the built-in test digits, in whatever range its pixels are given. "
        "It was perhaps trained on something other than digits.",
    ).format(share=_share(facts.probe_accuracy or 0.0))


def _share(value: float) -> str:
    return f"{value * 100:.0f} %"
