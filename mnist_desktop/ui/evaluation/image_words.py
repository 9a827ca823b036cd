"""One image of an evaluation in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.ui.chances import percent
from mnist_desktop.ui.evaluation.source import MNIST_TEST, MNIST_TRAIN
from mnist_desktop.ui.evaluation.work import Evaluated

translate = QCoreApplication.translate


def place_words(evaluated: Evaluated, index: int) -> str:
    """Which image of the set it is, and by whose hand."""
    shown = evaluated.measured_set
    if shown.source == MNIST_TEST:
        words = translate("EvaluationImage", "Test digit {index}").format(index=f"{index:,}")
    elif shown.source == MNIST_TRAIN:
        words = translate("EvaluationImage", "Training digit {index}").format(index=f"{index:,}")
    else:
        words = translate("EvaluationImage", "Number {index}").format(index=f"{index + 1:,}")
    if writer := shown.writer_of(index):
        return translate("EvaluationImage", "{image}, drawn by {writer}").format(image=words, writer=writer)
    return words


def judged_words(evaluated: Evaluated, index: int) -> str:
    """What it is labelled with and what it was read as."""
    label, read = evaluated.measured_set.label_of(index), read_name(evaluated, index)
    if not read:
        return translate("EvaluationImage", "Labelled {label}, no ink").format(label=label)
    return translate("EvaluationImage", "Labelled {label}, read as {read}").format(label=label, read=read)


def description(evaluated: Evaluated, index: int) -> str:
    """The whole in one line, for tooltips and screen readers."""
    return translate("EvaluationImage", "{image}: {judged}").format(
        image=place_words(evaluated, index), judged=judged_words(evaluated, index)
    )


def digit_words(evaluated: Evaluated, index: int) -> str:
    """How likely it is a digit at all; empty where the model cannot tell, or there is no ink."""
    measurement = evaluated.measurement
    if measurement.digit_probabilities is None or not measurement.verdicts.has_ink[index]:
        return ""
    share = percent(float(measurement.digit_probabilities[index]))
    if measurement.verdicts.rejected[index]:
        return translate("EvaluationImage", "A digit: {share}, rejected").format(share=share)
    return translate("EvaluationImage", "A digit: {share}").format(share=share)


def read_name(evaluated: Evaluated, index: int) -> str:
    """The class that an image was read as; empty where it has no ink."""
    read = int(evaluated.measurement.predictions[index])
    return "" if read == NO_CLASS else evaluated.measurement.class_names[read]


def sure_words(evaluated: Evaluated, index: int) -> str:
    """How sure the model was of what it read."""
    return percent(float(evaluated.measurement.probabilities[index].max()))
