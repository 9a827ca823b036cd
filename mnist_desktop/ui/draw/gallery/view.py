"""The scrolling gallery. Qt asks only for what is seen, so its length does not matter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from mnist_desktop.gallery.collection import Collection, Order, Shown
from mnist_desktop.ui.draw.gallery.entry_picture import CELL
from mnist_desktop.ui.draw.gallery.model import GalleryModel, Index
from mnist_desktop.ui.draw.gallery.painter import LEAST_ROOM, EntryPainter
from mnist_desktop.ui.theme.theme import Theme

_STEP = 40
_MARGIN = 4


class GalleryView(QListView):
    """Shows images; the arrow keys move, several can be chosen.

    Signals:
        opened: The number of the image that was double clicked or confirmed with Enter.
        typed: The text of a key that may name a class.
        label_removed: Delete or Backspace was pressed.
        left: Escape was pressed.
        chosen_changed: Another image is current, or others are chosen.
    """

    opened = Signal(int)
    typed = Signal(str)
    label_removed = Signal()
    left = Signal()
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("gallery_view")
        self.setAccessibleName(self.tr("Images"))
        self.setToolTip(self.tr("Enter or a double click opens an image on the board; digits label it"))
        self.images = GalleryModel(self)
        self.painter_of_entries = EntryPainter(theme, self)
        self.setItemDelegate(self.painter_of_entries)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        self.setModel(self.images)
        self.doubleClicked.connect(self._on_double_clicked)
        theme.changed.connect(self.viewport().update)

    def show_images(self, collection: Collection, order: Order, shown: Shown) -> None:
        """Arrange anew; what is chosen stays so, and what is seen stays where it is, as far as can be."""
        current, chosen = self.current_number(), self.chosen_numbers()
        scrolled = self.verticalScrollBar().value()
        is_same = collection is self.painter_of_entries.collection
        self.painter_of_entries.collection = collection
        if not self.images.show_images(collection, order, shown):
            return
        if is_same and current is not None:
            self._choose(current, chosen)
            self.doItemsLayout()
            self.verticalScrollBar().setValue(scrolled)
        elif self.images.numbers:
            self.setCurrentIndex(self.images.index(0))
        self.chosen_changed.emit()

    def current_number(self) -> int | None:
        """The image with the cursor."""
        index = self.currentIndex()
        return self.images.numbers[index.row()] if index.isValid() else None

    def chosen_numbers(self) -> list[int]:
        """The images that are chosen, in the order that is shown."""
        choice = self.selectionModel().selection()
        parts = [choice.at(place) for place in range(choice.size())]
        rows = sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))
        return [self.images.numbers[row] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, signs label, Delete takes the label away, Escape leaves; the rest is Qt's."""
        key, text = event.key(), event.text()
        is_plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        number = self.current_number()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if number is not None:
                self.opened.emit(number)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.label_removed.emit()
        elif is_plain and text.isprintable() and text.strip():
            self.typed.emit(text)
        elif key == Qt.Key.Key_Right and is_plain and self._is_at_end_of_row(1):
            self._step(1)
        elif key == Qt.Key.Key_Left and is_plain and self._is_at_end_of_row(-1):
            self._step(-1)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell of another cursor."""
        super().currentChanged(current, previous)
        self.chosen_changed.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell of another choice."""
        super().selectionChanged(selected, deselected)
        self.chosen_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let each row fill the width."""
        # A row that fills the width to its last pixel is one too long for Qt.
        width = self.viewport().width() - 1
        room = QSize(width // max(1, width // LEAST_ROOM.width()), LEAST_ROOM.height())
        self.painter_of_entries.room = room
        self.setGridSize(room)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Room for two images each way."""
        return CELL * 2

    def _is_at_end_of_row(self, step: int) -> bool:
        """Whether the next image stands in another row, where Qt would not go."""
        here = self.currentIndex()
        there = self.images.index(here.row() + step)
        return (
            here.isValid() and there.isValid() and self.visualRect(here).top() != self.visualRect(there).top()
        )

    def _step(self, step: int) -> None:
        self.setCurrentIndex(self.images.index(self.currentIndex().row() + step))

    def _choose(self, current: int | None, chosen: Sequence[int]) -> None:
        rows = sorted(row for number in chosen if (row := self.images.row_of(number)) is not None)
        selection = QItemSelection()
        for first, last in _stretches(rows):
            selection.select(self.images.index(first), self.images.index(last))
        row = None if current is None else self.images.row_of(current)
        choice = self.selectionModel()
        if row is not None:
            choice.setCurrentIndex(self.images.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)
        choice.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.images.numbers[index.row()])


def _stretches(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours among sorted rows."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
