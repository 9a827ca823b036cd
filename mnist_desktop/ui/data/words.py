"""What the images of a set are called: digits where its classes are the ten digits, else images."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mnist_desktop.models.class_names import are_digits

translate = QCoreApplication.translate

TRAIN, TEST = "train", "test"


def part_words(part: str) -> str:
    """The name of a part within a sentence."""
    return translate("DataWords", "training") if part == TRAIN else translate("DataWords", "test")


def part_title(part: str) -> str:
    """The name of a part by itself."""
    return translate("DataWords", "Training set") if part == TRAIN else translate("DataWords", "Test set")


def several(class_names: Sequence[str]) -> str:
    """Many of them, in a sentence."""
    return translate("DataWords", "digits") if are_digits(class_names) else translate("DataWords", "images")


def one(class_names: Sequence[str]) -> str:
    """One of them, in a sentence."""
    return translate("DataWords", "digit") if are_digits(class_names) else translate("DataWords", "image")


def one_title(class_names: Sequence[str]) -> str:
    """One of them, at the beginning of a line."""
    return translate("DataWords", "Digit") if are_digits(class_names) else translate("DataWords", "Image")


def described(class_names: Sequence[str], label: int, part: str, index: int) -> str:
    """Words for one of them, e.g. "A 7: test digit 0" or "Coat: test image 12"."""
    form = (
        translate("DataWords", "A {name}: {part} digit {index}")
        if are_digits(class_names)
        else translate("DataWords", "{name}: {part} image {index}")
    )
    return form.format(name=class_names[label], part=part_words(part), index=f"{index:,}")
