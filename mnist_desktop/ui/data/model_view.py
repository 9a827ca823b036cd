"""What the model in use gets of one image: taken as a part of its set, and opened as a picture file."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mnist_desktop.ink.model_input import image_to_input, images_to_inputs
from mnist_desktop.models.input_form import InputForm
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.pixel_words import pixel_range
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.pixel_view import PixelView

_PICTURE = 112


class ModelView(QWidget):
    """Follows the model in use."""

    def __init__(self, shelf: ModelShelf, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without an image."""
        super().__init__(parent)
        self.setObjectName("data-model")
        self._shelf = shelf
        self._pixels: NDArray[np.uint8] | None = None
        self.name = ElidedLabel("heading", "data-model-name")
        self.form = ElidedLabel("muted", "data-model-form")
        self.from_set = PixelView(theme)
        self.from_picture = PixelView(theme)
        self._lay_out()
        shelf.active_changed.connect(self._on_active_changed)
        self._on_active_changed(shelf.active)

    def show_pixels(self, pixels: NDArray[np.uint8]) -> None:
        """Show another image (28, 28) uint8, ink 255."""
        self._pixels = pixels
        form = _form_of(self._shelf.active)
        self.from_set.show_array(form.seen(images_to_inputs(pixels)))
        self.from_picture.show_array(form.seen(image_to_input(pixels)))

    def _on_active_changed(self, model: LibraryModel) -> None:
        form = _form_of(model)
        self.name.show_text(self.tr("As {name} gets it").format(name=model.facts.name))
        size = f"{form.picture.height} × {form.picture.width}"
        self.form.show_text(
            self.tr("{size}, {range}").format(size=size, range=pixel_range(form)),
            self.tr("The size and the values in which the model in use takes its pictures"),
        )
        if self._pixels is not None:
            self.show_pixels(self._pixels)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, (view, name, title, tooltip) in enumerate(
            (
                (
                    self.from_set,
                    "data-model-set",
                    self.tr("From the set"),
                    self.tr("In training and evaluation: its pixels as they are, from 0 to 1"),
                ),
                (
                    self.from_picture,
                    "data-model-picture",
                    self.tr("From a picture file"),
                    self.tr(
                        "Opened as a picture: its ink is found, fitted into 20 × 20 pixels and centred, "
                        "unless it is like MNIST's own already"
                    ),
                ),
            )
        ):
            view.setObjectName(name)
            view.setAccessibleName(title)
            view.setToolTip(tooltip)
            view.setFixedSize(_PICTURE, _PICTURE)
            words = label(title, "caption")
            words.setToolTip(tooltip)
            grid.addWidget(view, 0, column, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(words, 1, column)
        grid.setColumnStretch(2, 1)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(4)
        column_of_all.addWidget(self.name)
        column_of_all.addWidget(self.form)
        column_of_all.addSpacing(4)
        column_of_all.addLayout(grid)


def _form_of(model: LibraryModel) -> InputForm:
    return model.facts.input_form or InputForm(model.facts.input_shape)
