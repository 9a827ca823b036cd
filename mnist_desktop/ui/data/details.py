"""One image of the set: large, with what is known of it, and what can be done with it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.models.class_names import are_digits
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.pixel_view import PixelView

SMALLEST, PICTURE = 140, 252


class DigitDetails(QWidget):
    """Shows an image.

    Signals:
        stepped: -1 or 1, to the previous or next image.
        closer_wanted: The image is to be seen closely.
        canvas_wanted: The image is to be put on the canvas.
    """

    stepped = Signal(int)
    closer_wanted = Signal()
    canvas_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without an image."""
        super().__init__(parent)
        self.picture = PixelView(theme)
        self.picture.setObjectName("data-picture")
        self.picture.setMinimumSize(SMALLEST, SMALLEST)
        self.picture.setMaximumSize(PICTURE, PICTURE)
        self.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.reading = label("", "story", "data-label")
        self.place = label("", "muted", "data-place")
        self.reading.setWordWrap(True)
        self.place.setWordWrap(True)
        self.previous = QPushButton(self.tr("Previous"))
        self.next = QPushButton(self.tr("Next"))
        self.closer = QPushButton(self.tr("Look closely"))
        self.canvas = QPushButton(self.tr("Open on the canvas"))
        self._name_parts()
        self._lay_out()
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.closer.clicked.connect(self.closer_wanted)
        self.canvas.clicked.connect(self.canvas_wanted)

    def show_digit(self, digits: LabelledImages, index: int, part_words: str) -> None:
        """Show the image with an index of a set; `part_words` names the set."""
        name = digits.class_names[int(digits.labels[index])]
        self.picture.show_array(digits.images[index].astype(np.float32) / np.float32(255))
        form = (
            self.tr("A handwritten {name}")
            if are_digits(digits.class_names)
            else self.tr("An image of: {name}")
        )
        self.picture.setAccessibleName(form.format(name=name))
        self.reading.setText(self.tr("Labelled {name}").format(name=name))
        place = self.tr("{part}, number {index} of {count}, counted from 0")
        self.place.setText(place.format(part=part_words, index=f"{index:,}", count=f"{digits.count:,}"))

    def allow(self, *, previous: bool, following: bool) -> None:
        """Say in which directions there is another image."""
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def _name_parts(self) -> None:
        for button, name, tooltip in (
            (self.previous, "data-previous", self.tr("Show the one before (Left arrow)")),
            (self.next, "data-next", self.tr("Show the one after (Right arrow)")),
            (
                self.closer,
                "data-closer",
                self.tr("See the value of each pixel, what a model gets of it, and how training changes it"),
            ),
            (
                self.canvas,
                "data-canvas",
                self.tr("Put it on the board of the Draw place, to see it read and to draw on it"),
            ),
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            button.setToolTip(tooltip)

    def _lay_out(self) -> None:
        steps = QHBoxLayout()
        steps.setSpacing(8)
        steps.addWidget(self.previous)
        steps.addWidget(self.next)
        steps.addStretch(1)
        doings = QHBoxLayout()
        doings.setSpacing(8)
        doings.addWidget(self.closer)
        doings.addWidget(self.canvas)
        doings.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 100)
        column.addSpacing(4)
        column.addWidget(self.reading)
        column.addWidget(self.place)
        column.addSpacing(4)
        column.addLayout(steps)
        column.addLayout(doings)
        # The picture takes the room first, as much as it can use.
        column.addStretch(1)

    def _on_previous(self) -> None:
        self.stepped.emit(-1)

    def _on_next(self) -> None:
        self.stepped.emit(1)
