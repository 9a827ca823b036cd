"""The Draw place: board and tools on the left, the answer on the right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.class_names import are_digits
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.draw.answer import AnswerPanel
from mnist_desktop.ui.draw.board import Board
from mnist_desktop.ui.draw.comparing import DrawingComparison
from mnist_desktop.ui.draw.comparison import ComparisonPanel
from mnist_desktop.ui.draw.opened_images import OpenedImages
from mnist_desktop.ui.draw.reader import LiveReader, Reading
from mnist_desktop.ui.draw.tools import ToolRow
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.splitters import restore_splitter, splitter_text


class DrawPage(QWidget):
    """Draw, and see it read while the pen moves.

    Signals:
        caution_chosen: A `Caution`, for `set_caution`.
        failed: The exception that keeps the model in use from reading.
        work_started: A `WorkShown`, of what is opened or kept here.
        file_saved: A `FileSaved`.
    """

    caution_chosen = Signal(object)
    failed = Signal(object)
    work_started = Signal(object)
    file_saved = Signal(object)

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        lane: Lane,
        comparing: Lane,
        theme: Theme,
        icons: IconShop,
        parent: QWidget | None = None,
    ) -> None:
        """Read with the shelf's active model in the lane; those compared with it read in `comparing`."""
        super().__init__(parent)
        self.setObjectName("draw_page")
        self.board = Board(theme)
        self.board.setObjectName("ink_board")
        self.board.setAccessibleName(self.tr("Drawing board"))
        self.setFocusProxy(self.board)
        self.tools = ToolRow(self.board, icons)
        self.answer = AnswerPanel(theme, icons)
        self.comparison = ComparisonPanel(theme, icons)
        self.reader = LiveReader(lane, self)
        self.comparing = DrawingComparison(shelf, comparing, self.comparison, self)
        self._shelf = shelf
        self._told_model = ""
        self._images = OpenedImages()
        self._gallery: QWidget | None = None
        self._way_back = self._way_to_images(icons)
        self._lay_out()
        self.answer.caution.chosen.connect(self.caution_chosen)
        self.answer.compare.clicked.connect(self._on_compare)
        keys = QShortcut(QKeySequence(Qt.Key.Key_C), self._splitter)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._on_compare_key)
        self.comparing.reading_wanted.connect(self._read)
        self.comparing.switched.connect(self._on_comparison_switched)
        self.comparing.failed.connect(self.failed)
        self.board.drawing_changed.connect(self._on_drawing_changed)
        self.board.stroke_finished.connect(self.answer.settle)
        self.reader.read.connect(self._on_read)
        self.reader.failed.connect(self._on_failed)
        shelf.active_changed.connect(self._on_active_changed)
        shelf.models_changed.connect(self._explain_comparison)
        self._on_active_changed(shelf.active)

    def set_caution(self, caution: Caution) -> None:
        """Be so careful from now on, and read anew what is on the board."""
        self.answer.caution.show_caution(caution)
        self.reader.caution = self.comparing.caution = caution
        self._read()

    def compare(self, identifiers: tuple[str, ...] = ()) -> None:
        """Let several models read what is drawn: these, or those of the last time."""
        self.show_board()
        self.comparing.compare(identifiers)

    def open_image(self, pixels: NDArray[np.uint8]) -> None:
        """Put an image of a set on the board, as strokes that can be changed and undone.

        While nobody changes it, the models read its very pixels and not those of the strokes.

        Args:
            pixels: (28, 28) uint8, ink 255 on 0.

        """
        self.show_board()
        self.board.show_drawing(self._images.opened(pixels))

    def host(self, gallery: QWidget) -> None:
        """Have a gallery that takes the place of board and answer while it is shown."""
        self._gallery = gallery
        self._stack.addWidget(gallery)
        self.tools.add_way(self._way_back)

    def show_gallery(self) -> None:
        """Show the gallery; from now on a button beneath the board leads to it."""
        if self._gallery is not None:
            self._way_back.show()
            self._stack.setCurrentWidget(self._gallery)
            self.setFocusProxy(self._gallery)
            self._gallery.setFocus()

    def show_board(self) -> None:
        """Show board and answer again."""
        self._stack.setCurrentWidget(self._splitter)
        self.setFocusProxy(self.board)
        self.board.setFocus()

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        return {
            "splitter": splitter_text(self._splitter),
            "brush_width": str(self.tools.width_slider.value()),
            "compared": self.comparing.text_to_remember(),
        }

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        if "splitter" in state:
            restore_splitter(self._splitter, state["splitter"])
        self.comparing.restore(state.get("compared", ""))
        if state.get("brush_width", "").isdigit():
            self.tools.width_slider.setValue(int(state["brush_width"]))

    def _way_to_images(self, icons: IconShop) -> QPushButton:
        button = QPushButton(self.tr("Images"))
        button.setObjectName("show_gallery")
        button.setAccessibleName(self.tr("Back to the images"))
        button.setToolTip(self.tr("Go back to the images that were opened"))
        icons.dress(button, "images")
        button.clicked.connect(self.show_gallery)
        button.hide()
        return button

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("board")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.board)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(frame, 1)
        column.addWidget(self.tools)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("draw_splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._right = QStackedWidget()
        self._right.addWidget(self.answer)
        self._right.addWidget(self.comparison)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(0, 2)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([760, 380])
        self._right.setMinimumWidth(280)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 16)
        row.addWidget(self._stack)

    def _on_drawing_changed(self, drawing: Drawing) -> None:
        self.comparing.show_drawing(drawing)
        self.reader.request(drawing, self._images.input_of(drawing))

    def _read(self) -> None:
        self._on_drawing_changed(self.board.drawing)

    def _on_read(self, reading: Reading) -> None:
        # An answer about a drawing that is gone would stand on an empty board.
        if reading.drawing.is_empty == self.board.drawing.is_empty:
            self.comparing.follow(reading)
            if not self.comparing.is_on:
                self.answer.show_reading(reading, is_unfinished=self.board.is_drawn_on)

    def _on_failed(self, error: Exception) -> None:
        self.comparing.read_alone()
        # What stands there was read by another model.
        self.answer.show_reading(Reading(Drawing(), self._shelf.active.facts.class_names, None, None))
        if self._told_model != self._shelf.active.facts.identifier:
            self._told_model = self._shelf.active.facts.identifier
            self.failed.emit(error)

    def _on_compare(self) -> None:
        self.compare()

    def _on_compare_key(self) -> None:
        if self.comparing.is_on:
            self.comparing.leave()
        elif self.answer.compare.isEnabled():
            self.compare()

    def _on_comparison_switched(self, is_on: bool) -> None:
        self._right.setCurrentWidget(self.comparison if is_on else self.answer)
        (self.comparison.leave if is_on else self.answer.compare).setFocus()
        self._read()

    def _explain_comparison(self) -> None:
        can_compare = len(self.comparing.usable) > 1
        self.answer.compare.setEnabled(can_compare)
        self.answer.compare.setToolTip(
            self.tr("{name} reads. Let other models read the drawing beside it (C)").format(
                name=self._shelf.active.facts.name
            )
            if can_compare
            else self.tr("There is no other model yet: train one, or open a model file")
        )

    def _invite(self, model: LibraryModel) -> None:
        """Only a model for digits asks for one."""
        if are_digits(model.facts.class_names):
            hint, description = (
                self.tr("Draw a digit here"),
                self.tr("Draw a digit with mouse, pen or finger"),
            )
        else:
            hint, description = self.tr("Draw here"), self.tr("Draw with mouse, pen or finger")
        self.board.invite(hint, description)

    def _on_active_changed(self, model: LibraryModel) -> None:
        self._told_model = ""
        self._invite(model)
        self._explain_comparison()
        self.answer.caution.setVisible(model.facts.can_reject)
        self.reader.use(model)
        self._read()
