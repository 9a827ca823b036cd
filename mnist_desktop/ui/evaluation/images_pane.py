"""The images behind a figure: one of them large, all of them beneath it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.ui.evaluation.image_view import ImageView
from mnist_desktop.ui.evaluation.image_words import description
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_grid import DigitGrid

_ENOUGH_FOR_LARGE = 580
_GRID, _LOWEST_GRID = 132, 92


class ImagesPane(QWidget):
    """A grid of images with the current one above it; without the grid where only one is looked at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._evaluated: Evaluated | None = None
        self.view = ImageView(theme)
        self.grid = DigitGrid(theme)
        self.grid.setObjectName("evaluation-images")
        self.grid.setAccessibleName(self.tr("Images"))
        self.grid.setToolTip(self.tr("Click an image to see what the model thought of it"))
        self.grid.setMinimumHeight(_LOWEST_GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.view)
        column.addWidget(self.grid, 1)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self.grid.chosen.connect(self._on_moved)
        self.grid.moved.connect(self._on_moved)

    def show_images(self, evaluated: Evaluated, indices: NDArray[np.int64]) -> None:
        """Show some of the images that were evaluated, the first of them large."""
        self._evaluated = evaluated
        self._show_grid(is_shown=True)
        self.grid.show_digits(
            evaluated.measured_set.images, indices, lambda index: description(evaluated, index)
        )
        if len(indices):
            self.grid.make_current(0)
            self._on_moved(0)
        else:
            self.view.show_nothing()

    def show_image(self, evaluated: Evaluated, index: int) -> None:
        """Show one image alone."""
        self._evaluated = evaluated
        self._show_grid(is_shown=False)
        self.view.show_image(evaluated, index)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Make the picture large where there is room."""
        self._make_room()

    def _show_grid(self, *, is_shown: bool) -> None:
        self.grid.setVisible(is_shown)
        self._rest.setVisible(not is_shown)
        self._make_room()

    def _make_room(self) -> None:
        needed = _ENOUGH_FOR_LARGE + (0 if self.grid.isHidden() else _GRID)
        self.view.show_large(is_large=self.height() >= needed)

    def _on_moved(self, position: int) -> None:
        if self._evaluated is not None:
            self.view.show_image(self._evaluated, self.grid.index_at(position))
