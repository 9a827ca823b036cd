"""The images of one cell of the matrix, and what the model thought of one of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnist_desktop.evaluation.comparison import NO_CLASS
from mnist_desktop.evaluation.measuring import Measurement
from mnist_desktop.ui.chances import percent
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_grid import DigitGrid
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.pixel_view import PixelView

_PICTURE = 112
_SHOWN = 3


class CellDetails(QWidget):
    """A grid of images; the current one large, with the model's first answers."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._evaluated: Evaluated | None = None
        self.grid = DigitGrid(theme)
        self.grid.setObjectName("evaluation-images")
        self.grid.setAccessibleName(self.tr("Images"))
        self.grid.setToolTip(self.tr("Click an image to see what the model thought of it"))
        self.picture = PixelView(theme)
        self.picture.setObjectName("evaluation-picture")
        self.picture.setFixedSize(_PICTURE, _PICTURE)
        self.place = label("", "muted", "evaluation-image-place")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setWordWrap(True)
        self.answers = label("", "", "evaluation-image-answers")
        self.answers.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self.grid.chosen.connect(self._show_image)
        self.grid.moved.connect(self._show_image)

    def show_images(self, evaluated: Evaluated, indices: NDArray[np.int64]) -> None:
        """Show some of the images that were evaluated, the first of them large."""
        self._evaluated = evaluated
        self.grid.show_digits(evaluated.measured_set.images, indices, self._describe)
        if len(indices):
            self.grid.make_current(0)
            self._show_image(0)
        else:
            self.picture.show_array(None)
            self.place.setText(self.tr("No image"))
            self.answers.clear()

    def _describe(self, index: int) -> str:
        if self._evaluated is None:
            return ""
        measurement, shown = self._evaluated.measurement, self._evaluated.measured_set
        values = {"image": self._place(index), "label": shown.label_of(index)}
        read = int(measurement.predictions[index])
        if read == NO_CLASS:
            return self.tr("{image}: labelled {label}, no ink").format(**values)
        return self.tr("{image}: labelled {label}, read as {read}").format(
            read=measurement.class_names[read], **values
        )

    def _place(self, index: int) -> str:
        """Which image of the set it is."""
        if self._evaluated is None:
            return ""
        if self._evaluated.measured_set.source.path is None:
            return self.tr("Test digit {index}").format(index=f"{index:,}")
        return self.tr("Number {index}").format(index=f"{index + 1:,}")

    def _show_image(self, position: int) -> None:
        if self._evaluated is None:
            return
        index, shown = self.grid.index_at(position), self._evaluated.measured_set
        self.picture.show_array(shown.images[index].astype(np.float32) / np.float32(255))
        self.picture.setAccessibleName(self._describe(index))
        lines = [self._place(index), self.tr("Labelled {label}").format(label=shown.label_of(index))]
        if writer := shown.writer_of(index):
            lines.append(self.tr("Drawn by {writer}").format(writer=writer))
        self.place.setText("\n".join(lines))
        self.answers.setText("\n".join(self._answers(self._evaluated.measurement, index)))

    def _answers(self, measurement: Measurement, index: int) -> list[str]:
        """What the model thought, a line each."""
        if measurement.predictions[index] == NO_CLASS:
            return [self.tr("No ink, so no answer")]
        row = measurement.probabilities[index]
        best = np.argsort(-row, kind="stable")[:_SHOWN]
        lines = [f"{measurement.class_names[int(read)]}   {percent(float(row[read]))}" for read in best]
        if measurement.digit_probabilities is not None:
            share = percent(float(measurement.digit_probabilities[index]))
            is_rejected = measurement.verdicts.rejected[index]
            words = self.tr("A digit: {share}, rejected") if is_rejected else self.tr("A digit: {share}")
            lines.append(words.format(share=share))
        return lines

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.place)
        words.addWidget(self.answers)
        words.addStretch(1)
        one = QHBoxLayout()
        one.setSpacing(12)
        one.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        one.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(one)
        column.addWidget(self.grid, 1)
