"""What is said of one image among many."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.gallery.collection import Collection, Kind
from mnist_desktop.models.certainty import Sureness
from mnist_desktop.printable import printable
from mnist_desktop.ui.chances import percent
from mnist_desktop.ui.wording import sentence

translate = QCoreApplication.translate


def name_of(collection: Collection, number: int) -> str:
    """The file's name, and which drawing of it where it is not the first."""
    entry = collection.entry(number)
    name = printable(entry.path.name)
    return f"{name} #{entry.index}" if entry.index else name


def answer_words(collection: Collection, number: int) -> str:
    """The answer in a few words."""
    match collection.kind(number):
        case Kind.UNREADABLE:
            return translate("Gallery", "unreadable")
        case Kind.WAITING:
            return "…"
    answer = collection.answer(number)
    if answer is None:
        return translate("Gallery", "no ink")
    certainty = answer.certainty
    if certainty.sureness is Sureness.NO_DIGIT:
        return translate("Gallery", "not a digit")
    if certainty.sureness is not Sureness.NOT_SURE:
        return f"{certainty.best}   {percent(certainty.share)}"
    if not certainty.second:
        return translate("Gallery", "not sure: {best} or no digit").format(best=certainty.best)
    words = translate("Gallery", "not sure: {best} or {second}")
    return words.format(best=certainty.best, second=certainty.second)


def colour_role(collection: Collection, number: int) -> str:
    """The theme's colour for these words."""
    match collection.kind(number):
        case Kind.UNREADABLE | Kind.NO_DIGIT:
            return "danger"
        case Kind.NOT_SURE:
            return "warning"
        case Kind.WAITING:
            return "muted"
    return "ink"


def spoken(collection: Collection, number: int) -> str:
    """Everything about an image, for tooltips and screen readers."""
    problem, label = collection.entry(number).problem, collection.label(number)
    parts = [name_of(collection, number), answer_words(collection, number)]
    answer = collection.answer(number)
    if answer is not None and answer.certainty.sureness is Sureness.NOT_SURE:
        parts[1] += f" ({percent(answer.certainty.share)})"
    if problem is not None:
        parts[1] = sentence(problem)
    if label is not None:
        parts.append(translate("Gallery", "labelled {label}").format(label=label))
    return "\n".join(parts)


def summary(collection: Collection) -> str:
    """How many there are, and of what kind."""
    counts = collection.counts()
    parts = [
        text.format(count=f"{counts[kind]:,}")
        for kind, text in (
            (Kind.READ, translate("Gallery", "{count} read")),
            (Kind.NOT_SURE, translate("Gallery", "{count} not sure")),
            (Kind.NO_DIGIT, translate("Gallery", "{count} not a digit")),
            (Kind.UNREADABLE, translate("Gallery", "{count} unreadable")),
            (Kind.WAITING, translate("Gallery", "{count} to be read")),
        )
        if counts[kind]
    ]
    labelled = len(collection.labelled())
    if labelled:
        parts.append(translate("Gallery", "{count} labelled").format(count=f"{labelled:,}"))
    return ", ".join(parts)
