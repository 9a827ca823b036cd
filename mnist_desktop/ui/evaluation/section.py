"""What all sections of the Evaluate place have in common."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from mnist_desktop.ui.evaluation.work import Evaluated


class Section(QWidget):
    """One view of an evaluation.

    Signals:
        images_asked: The images behind a figure are wanted: their title, and their indices (m,) int64.
        image_asked: The index of one image that is wanted large.
    """

    images_asked = Signal(str, object)
    image_asked = Signal(int)

    def minimumSizeHint(self) -> QSize:
        """What remains beside the images in the smallest window: a section arranges itself in that."""
        return QSize(428, 300)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show what an evaluation found; for each when the section is first seen."""
        raise NotImplementedError

    def forget_images(self) -> None:
        """The images that were asked for are no longer looked at."""
