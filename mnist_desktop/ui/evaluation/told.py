"""What the Evaluate place tells of a measurement in one line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ui.evaluation.source import Source
from mnist_desktop.ui.evaluation.work import Evaluated

translate = QCoreApplication.translate


def reading_words(model: str, source: Source) -> str:
    """What is going on."""
    if source.path is None:
        return translate("Evaluation", "{model} reads MNIST's 10,000 test digits …").format(model=model)
    return translate("Evaluation", "{model} reads {set} …").format(model=model, set=source.name)


def measured_words(model: str, found: Evaluated) -> str:
    """What was measured, on what, and how long it took."""
    report, data = found.measurement.report, found.measured_set.data
    seconds = f"{found.seconds:.1f}"
    if isinstance(data, LabelledImages):
        return translate(
            "Evaluation", "{model} on MNIST's {count} test digits, measured in {seconds} s"
        ).format(model=model, count=f"{report.count:,}", seconds=seconds)
    parts = [
        (report.count, translate("Evaluation", "digits: {count}")),
        (report.others.count, translate("Evaluation", "others: {count}")),
        (len(report.per_writer), translate("Evaluation", "writers: {count}")),
        (report.empty, translate("Evaluation", "without ink: {count}")),
        (data.unlabelled, translate("Evaluation", "without a label, left out: {count}")),
        (len(data.unreadable), translate("Evaluation", "could not be read, left out: {count}")),
    ]
    listed = ", ".join(words.format(count=f"{count:,}") for count, words in parts if count)
    return translate("Evaluation", "{model} on {set} ({listed}), measured in {seconds} s").format(
        model=model, set=data.name, listed=listed, seconds=seconds
    )
