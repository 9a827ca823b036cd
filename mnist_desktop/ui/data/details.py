"""One digit of the set: large, with what is known of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.pixel_view import PixelView

PICTURE = 252


class DigitDetails(QWidget):
    """Shows a digit.

    Signals:
        stepped: -1 or 1, to the previous or next digit.
    """

    stepped = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without a digit."""
        super().__init__(parent)
        self.picture = PixelView(theme)
        self.picture.setObjectName("data-picture")
        self.picture.setFixedSize(PICTURE, PICTURE)
        self.reading = label("", "story", "data-label")
        self.place = label("", "muted", "data-place")
        self.place.setWordWrap(True)
        self.previous = QPushButton(self.tr("Previous"))
        self.next = QPushButton(self.tr("Next"))
        self._lay_out()

    def show_digit(self, digits: LabelledImages, index: int, part_words: str) -> None:
        """Show the digit with an index of a set; `part_words` names the set."""
        name = digits.class_names[int(digits.labels[index])]
        self.picture.show_array(digits.images[index].astype(np.float32) / np.float32(255))
        self.picture.setAccessibleName(self.tr("A handwritten {name}").format(name=name))
        self.reading.setText(self.tr("Labelled {name}").format(name=name))
        words = self.tr("{part}, number {index} of {count}, counted from 0")
        self.place.setText(words.format(part=part_words, index=f"{index:,}", count=f"{digits.count:,}"))

    def allow(self, *, previous: bool, following: bool) -> None:
        """Say in which directions there is another digit."""
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def _lay_out(self) -> None:
        for button, name, tooltip in (
            (self.previous, "data-previous", self.tr("Show the digit before (Left arrow)")),
            (self.next, "data-next", self.tr("Show the digit after (Right arrow)")),
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            button.setToolTip(tooltip)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        steps = QHBoxLayout()
        steps.setSpacing(8)
        steps.addWidget(self.previous)
        steps.addWidget(self.next)
        steps.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self.reading)
        column.addWidget(self.place)
        column.addSpacing(8)
        column.addLayout(steps)
        column.addStretch(1)

    def _on_previous(self) -> None:
        self.stepped.emit(-1)

    def _on_next(self) -> None:
        self.stepped.emit(1)
