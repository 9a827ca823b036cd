"""One image large, with its probabilities as bars and the way to the canvas."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.ui.evaluation.image_words import description, digit_words, judged_words, place_words
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.pixel_view import PixelView
from mnist_desktop.ui.widgets.probability_bars import ProbabilityBars

_SMALL, _LARGE = 140, 224


class ImageView(QWidget):
    """Shows an image that was evaluated.

    Signals:
        canvas_wanted: The image, (28, 28) uint8 with ink 255, is wanted on the canvas.
    """

    canvas_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without an image."""
        super().__init__(parent)
        self._evaluated: Evaluated | None = None
        self._index: int | None = None
        self.picture = PixelView(theme)
        self.picture.setObjectName("evaluation-picture")
        self.bars = ProbabilityBars(theme, ())
        self.bars.setObjectName("evaluation-bars")
        self.bars.setAccessibleName(self.tr("Probability of each class"))
        self.judged = label("", "strong", "evaluation-image-judged")
        self.place = label("", "muted", "evaluation-image-place")
        self.digit = label("", "muted", "evaluation-image-digit")
        self.open_on_canvas = QPushButton(self.tr("Open on the canvas"))
        self._lay_out()
        self.show_large(is_large=False)
        self.open_on_canvas.clicked.connect(self._on_open)

    def show_image(self, evaluated: Evaluated, index: int) -> None:
        """Show one of the images that were evaluated."""
        self._evaluated, self._index = evaluated, index
        measurement, images = evaluated.measurement, evaluated.measured_set.images
        self.picture.show_array(images[index].astype(np.float32) / np.float32(255))
        self.picture.setAccessibleName(description(evaluated, index))
        self.judged.setText(judged_words(evaluated, index))
        self.place.setText(place_words(evaluated, index))
        self.digit.setText(digit_words(evaluated, index))
        self.digit.setVisible(bool(self.digit.text()))
        has_answer = measurement.predictions[index] != NO_CLASS
        numbers = measurement.probabilities[index].astype(np.float32) if has_answer else None
        self.bars.show_probabilities(measurement.class_names, numbers)
        self.open_on_canvas.setEnabled(bool(images[index].any()))

    def show_nothing(self) -> None:
        """There is no image."""
        self._evaluated = self._index = None
        self.picture.show_array(None)
        self.picture.setAccessibleName(self.tr("No image"))
        self.judged.setText(self.tr("No image"))
        self.place.clear()
        self.digit.hide()
        self.bars.show_probabilities((), None)
        self.open_on_canvas.setEnabled(False)

    def show_large(self, *, is_large: bool) -> None:
        """Put the bars beneath a large picture, or beside a small one."""
        side = _LARGE if is_large else _SMALL
        self.picture.setFixedSize(side, side)
        way = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        self._both.setDirection(way)

    def _lay_out(self) -> None:
        self.open_on_canvas.setObjectName("evaluation-open-on-canvas")
        self.open_on_canvas.setAccessibleName(self.tr("Open on the canvas"))
        self.open_on_canvas.setToolTip(
            self.tr("Put this image on the board of the Draw place; undo there brings back what it held")
        )
        for part in (self.judged, self.place):
            part.setWordWrap(True)
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.picture, self.open_on_canvas):
            left.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(12)
        self._both.addLayout(left)
        self._both.addWidget(self.bars, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._both)
        column.addSpacing(6)
        for part in (self.judged, self.place, self.digit):
            column.addWidget(part)

    def _on_open(self) -> None:
        if self._evaluated is not None and self._index is not None:
            self.canvas_wanted.emit(self._evaluated.measured_set.images[self._index])
