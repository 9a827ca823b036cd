"""What stands beneath the images of a gallery."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.ui.evaluation.image_words import read_name, sure_words
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.widgets.captioned_grid import Caption

translate = QCoreApplication.translate


def verdict_caption(evaluated: Evaluated, index: int) -> Caption:
    """What an image was read as, and whether that is right."""
    measurement = evaluated.measurement
    is_right = bool(measurement.is_right[index])
    read, label = read_name(evaluated, index), evaluated.measured_set.label_of(index)
    is_other = not measurement.truth.shows_class[index]
    if not read or (is_other and is_right):
        words = (
            translate("EvaluationGallery", "no digit") if read else translate("EvaluationGallery", "no ink")
        )
        return Caption((words,), is_right)
    if is_right:
        return Caption((read,), is_right)
    return Caption(
        (translate("EvaluationGallery", "{read}, not {label}").format(read=read, label=label),), is_right
    )


def mistake_caption(evaluated: Evaluated, index: int) -> Caption:
    """The true label, and what was read with which certainty."""
    label, read = evaluated.measured_set.label_of(index), read_name(evaluated, index)
    true = translate("EvaluationGallery", "true {label}").format(label=label)
    if not read:
        return Caption((true, translate("EvaluationGallery", "no ink")))
    words = translate("EvaluationGallery", "read {read}").format(read=read)
    return Caption((true, words, sure_words(evaluated, index)))
