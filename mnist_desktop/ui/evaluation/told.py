"""What the Evaluate place tells of a measurement in one line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.data.files import LabelledInputs
from mnist_desktop.ui.evaluation.source import MNIST_TEST, MNIST_TRAIN, OpenedPath, Part, Source
from mnist_desktop.ui.evaluation.work import Evaluated

translate = QCoreApplication.translate


def reading_words(model: str, source: Source) -> str:
    """What is going on."""
    return translate("Evaluation", "{model} reads {set} …").format(model=model, set=source_words(source))


def source_words(source: Source) -> str:
    """What a person calls a set, within a sentence."""
    if isinstance(source, OpenedPath):
        return source.name
    if source == MNIST_TEST:
        return translate("Evaluation", "MNIST's 10,000 test digits")
    if source == MNIST_TRAIN:
        return translate("Evaluation", "MNIST's 60,000 training digits")
    if source.part is Part.TRAIN:
        return translate("Evaluation", "the training part of {name}").format(name=source.name)
    return translate("Evaluation", "the test part of {name}").format(name=source.name)


def measured_words(model: str, found: Evaluated) -> str:
    """What was measured, on what, and how long it took."""
    values = {
        "model": model,
        "set": source_words(found.measured_set.source),
        "seconds": f"{found.seconds:.1f}",
    }
    if found.measured_set.source in (MNIST_TEST, MNIST_TRAIN):
        return translate("Evaluation", "{model} on {set}, measured in {seconds} s").format(**values)
    report, data = found.measurement.report, found.measured_set.data
    unlabelled, unreadable = (
        (data.unlabelled, len(data.unreadable)) if isinstance(data, LabelledInputs) else (0, 0)
    )
    parts = [
        (report.count, translate("Evaluation", "images: {count}")),
        (report.others.count, translate("Evaluation", "others: {count}")),
        (len(report.per_writer), translate("Evaluation", "writers: {count}")),
        (report.empty, translate("Evaluation", "without ink: {count}")),
        (unlabelled, translate("Evaluation", "without a label, left out: {count}")),
        (unreadable, translate("Evaluation", "could not be read, left out: {count}")),
    ]
    listed = ", ".join(words.format(count=f"{count:,}") for count, words in parts if count)
    return translate("Evaluation", "{model} on {set} ({listed}), measured in {seconds} s").format(
        listed=listed, **values
    )
