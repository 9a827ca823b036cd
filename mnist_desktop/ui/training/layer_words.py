"""What the kinds of layers are good for, and the counts of a network, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.network_review import NetworkReview

translate = QCoreApplication.translate


def purpose(kind: str) -> str:
    """A sentence on what a layer of this kind does."""
    return {
        "Conv2D": translate("LayerWords", "Small windows slide over the picture and look for patterns."),
        "MaxPooling2D": translate(
            "LayerWords", "Keeps the largest number of each window, which makes the picture smaller."
        ),
        "Dense": translate("LayerWords", "Each of its units sees every number that comes in."),
        "Dropout": translate(
            "LayerWords", "Sets some numbers to zero while training, so that less is learnt by heart."
        ),
        "BatchNormalization": translate(
            "LayerWords", "Brings each channel to mean 0 and spread 1, so that training goes more steadily."
        ),
        "Activation": translate("LayerWords", "Puts every number through a function."),
        "Flatten": translate("LayerWords", "Puts all numbers of a picture in one row."),
        "GlobalAveragePooling2D": translate("LayerWords", "Keeps only the mean of each channel."),
        "Reshape": translate("LayerWords", "Puts the same numbers into another shape."),
    }[kind]


def counts(seen: NetworkReview) -> str:
    """How many parameters there are, and how many of them are not trained."""
    text = translate("LayerWords", "{count} parameters").format(count=f"{seen.parameters:,}")
    if not seen.fixed_parameters:
        return text
    fixed = translate("LayerWords", "{count} of them not trained")
    return f"{text}, {fixed.format(count=f'{seen.fixed_parameters:,}')}"
