"""What the images of a set are called: digits where they show digits."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mnist_desktop.training.learnt_set import LearntSet

translate = QCoreApplication.translate


def counted(count: int, data: LearntSet) -> str:
    """So many of its images, e.g. "60,000 digits"."""
    text = translate("Sets", "{count} digits") if data.shows_digits else translate("Sets", "{count} images")
    return text.format(count=f"{count:,}")
