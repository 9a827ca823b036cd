"""The grid of images, and one image's details that slide in beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.ui.data import words
from mnist_desktop.ui.data.details import DigitDetails
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.digit_grid import DigitGrid
from mnist_desktop.ui.widgets.side_pane import SidePane

_PANE_WIDTH = 304


class Gallery(QWidget):
    """Shows some images of a part.

    Signals:
        closer_wanted: The index of an image that is to be seen closely.
        canvas_wanted: The (28, 28) uint8 pixels of an image, for the canvas.
    """

    closer_wanted = Signal(int)
    canvas_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._digits: LabelledImages | None = None
        self._part = ""
        self.grid = DigitGrid(theme)
        self.details = DigitDetails(theme)
        self.pane = SidePane(
            name="data-details", width=_PANE_WIDTH, content=self.details, theme=theme, icons=icons
        )
        self.grid.setObjectName("data-grid")
        self._lay_out()
        self._connect()

    def show_images(self, digits: LabelledImages, part: str, indices: NDArray[np.int64]) -> None:
        """Show the images at `indices` (m,) of a part, none of them large."""
        self._digits, self._part = digits, part
        several, one = words.several(digits.class_names), words.one(digits.class_names)
        self.grid.setAccessibleName(several.capitalize())
        self.grid.setToolTip(self.tr("Click one {image} to see it large; arrow keys move").format(image=one))
        self.grid.show_digits(digits.images, indices, self.describe)
        self.pane.shut()

    def position_of(self, index: int) -> int | None:
        """Where the image with an index is shown, None where it is not."""
        found = np.flatnonzero(self.grid.indices == index)
        return int(found[0]) if len(found) else None

    def go_to(self, position: int) -> None:
        """Show the image at a position large."""
        self.grid.make_current(position)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_details(position)

    def describe(self, index: int) -> str:
        """Words for one image of the part that is shown."""
        assert self._digits is not None
        return words.described(self._digits.class_names, int(self._digits.labels[index]), self._part, index)

    def _show_details(self, position: int) -> None:
        assert self._digits is not None
        index = self.grid.index_at(position)
        self.details.show_digit(self._digits, index, words.part_title(self._part))
        self.details.allow(previous=position > 0, following=position < self.grid.count - 1)
        self.pane.present(f"{words.one_title(self._digits.class_names)} {index:,}")

    def _on_moved(self, position: int) -> None:
        if not self.pane.isHidden():
            self._show_details(position)

    def _on_stepped(self, step: int) -> None:
        if self.grid.current is not None:
            position = min(max(self.grid.current + step, 0), self.grid.count - 1)
            self.grid.make_current(position)
            self._show_details(position)

    def _on_closed(self) -> None:
        if self.isVisible():
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closer(self) -> None:
        if self.grid.current is not None:
            self.closer_wanted.emit(self.grid.index_at(self.grid.current))

    def _on_canvas(self) -> None:
        if self.grid.current is not None and self._digits is not None:
            self.canvas_wanted.emit(self._digits.images[self.grid.index_at(self.grid.current)])

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = QHBoxLayout(card)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.grid)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(card, 1)
        row.addWidget(self.pane)

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_details)
        self.grid.moved.connect(self._on_moved)
        self.grid.left.connect(self.pane.shut)
        self.details.stepped.connect(self._on_stepped)
        self.details.closer_wanted.connect(self._on_closer)
        self.details.canvas_wanted.connect(self._on_canvas)
        self.pane.closed.connect(self._on_closed)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.pane)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.pane.shut)
