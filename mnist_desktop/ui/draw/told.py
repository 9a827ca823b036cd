"""What is said of a reading, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.certainty import Certainty, Sureness
from mnist_desktop.ui.chances import percent

translate = QCoreApplication.translate
_DASH = "–"
_HARDLY_DOUBTED = 0.995
"""A digit probability so high makes no difference that could be seen between the words and the bars."""


@dataclass(frozen=True)
class Told:
    """The words beside the bars.

    Attributes:
        glyph: The class, a dash where it is none.
        spoken: The same for ears.
        words: How sure it is.
        words_meaning: What that means, in a sentence.
        note: A quiet line below, often empty.
        note_meaning: What that means.

    """

    glyph: str
    spoken: str
    words: str = ""
    words_meaning: str = ""
    note: str = ""
    note_meaning: str = ""


def nothing() -> Told:
    """What is said of an empty board."""
    return Told("", translate("Told", "No reading"))


def told(
    certainty: Certainty, digit_probability: float | None, threshold: float, *, of_digits: bool = True
) -> Told:
    """What is said of a reading.

    Args:
        certainty: The judgement.
        digit_probability: How likely it is a digit at all, 0..1; None where the model cannot tell.
        threshold: Below this digit probability it is called no digit.
        of_digits: Whether the classes are the ten digits.

    """
    best = certainty.best
    if digit_probability is None:
        return Told(
            best,
            _spoken(best),
            _sureness(certainty, of_digits=of_digits),
            translate("Told", "How likely the model holds its answer to be right"),
            *_about_rejection(of_digits),
        )
    chance = percent(digit_probability)
    if certainty.sureness is Sureness.NO_DIGIT:
        return _rejected(chance, percent(threshold), of_digits=of_digits)
    meaning = translate(
        "Told", "How likely the answer is right. How likely it is one of the classes: {chance}"
    )
    note = translate("Told", "one of the classes: {chance}")
    if of_digits:
        meaning = translate(
            "Told", "How likely the answer is right. How likely it is a digit at all: {chance}"
        )
        note = translate("Told", "a digit at all: {chance}")
    is_in_doubt = digit_probability < _HARDLY_DOUBTED
    return Told(
        best,
        _spoken(best),
        _sureness(certainty, of_digits=of_digits),
        meaning.format(chance=chance),
        note.format(chance=chance) if is_in_doubt else "",
        _apart_from_bars(of_digits) if is_in_doubt else "",
    )


def _rejected(chance: str, threshold: str, *, of_digits: bool) -> Told:
    """What is said of a drawing that is turned away."""
    if of_digits:
        meaning = translate(
            "Told", "How likely it is a digit at all: {chance}. Below {threshold} it is called none."
        )
        return Told(
            _DASH,
            translate("Told", "The model reads no digit"),
            translate("Told", "not a digit"),
            meaning.format(chance=chance, threshold=threshold),
            translate("Told", "if it were a digit:"),
            translate("Told", "The bars tell what the model would read if it had to be a digit"),
        )
    meaning = translate(
        "Told", "How likely it is one of the classes: {chance}. Below {threshold} it is called none."
    )
    return Told(
        _DASH,
        translate("Told", "The model reads none of its classes"),
        translate("Told", "none of the classes"),
        meaning.format(chance=chance, threshold=threshold),
        translate("Told", "if it were one of them:"),
        translate("Told", "The bars tell what the model would read if it had to be one of its classes"),
    )


def _about_rejection(of_digits: bool) -> tuple[str, str]:
    """A note for a model that rejects nothing, and what follows from that."""
    if of_digits:
        return (
            translate("Told", "This model cannot tell what is not a digit"),
            translate("Told", "It has learnt digits only, so it reads one of them into whatever you draw."),
        )
    return (
        translate("Told", "This model cannot tell what is none of its classes"),
        translate("Told", "It reads one of its classes into whatever you draw."),
    )


def _spoken(best: str) -> str:
    return translate("Told", "The model reads {digit}").format(digit=best)


def _apart_from_bars(of_digits: bool) -> str:
    if not of_digits:
        return translate(
            "Told",
            "How likely the drawing is one of the classes. The answer counts that it may be none, "
            "the bars do not.",
        )
    return translate(
        "Told",
        "How likely the drawing is a digit. The answer counts that it may be none, the bars do not.",
    )


def _sureness(certainty: Certainty, *, of_digits: bool) -> str:
    match certainty.sureness:
        case Sureness.CERTAIN:
            return translate("Told", "certain, {share}").format(share=percent(certainty.share))
        case Sureness.FAIRLY_SURE:
            share = f"{certainty.share * 100:.0f} %"
            return translate("Told", "fairly sure, {share}").format(share=share)
    if not certainty.second and not of_digits:
        return translate("Told", "not sure: {best} or none").format(best=certainty.best)
    if not certainty.second:
        return translate("Told", "not sure: {best} or no digit").format(best=certainty.best)
    words = translate("Told", "not sure: {best} or {second}")
    return words.format(best=certainty.best, second=certainty.second)
