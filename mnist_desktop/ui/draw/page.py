"""The Draw place: board and tools on the left, the answer on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from mnist_desktop.ink.drawing import Drawing
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.draw.answer import AnswerPanel
from mnist_desktop.ui.draw.board import Board
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
    """

    caution_chosen = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        lane: Lane,
        theme: Theme,
        icons: IconShop,
        parent: QWidget | None = None,
    ) -> None:
        """Read with the shelf's active model in the lane."""
        super().__init__(parent)
        self.setObjectName("draw_page")
        self.board = Board(theme)
        self.board.setObjectName("ink_board")
        self.board.setAccessibleName(self.tr("Drawing board"))
        self.board.setAccessibleDescription(self.tr("Draw a digit with mouse, pen or finger"))
        self.setFocusProxy(self.board)
        self.tools = ToolRow(self.board, icons)
        self.answer = AnswerPanel(theme, icons)
        self.reader = LiveReader(lane, self)
        self._shelf = shelf
        self._told_model = ""
        self._lay_out()
        self.answer.caution.chosen.connect(self.caution_chosen)
        self.board.drawing_changed.connect(self._on_drawing_changed)
        self.board.stroke_finished.connect(self.answer.settle)
        self.reader.read.connect(self._on_read)
        self.reader.failed.connect(self._on_failed)
        shelf.active_changed.connect(self._on_active_changed)
        self._on_active_changed(shelf.active)

    def set_caution(self, caution: Caution) -> None:
        """Be so careful from now on, and read anew what is on the board."""
        self.answer.caution.show_caution(caution)
        self.reader.caution = caution
        self.reader.request(self.board.drawing)

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        return {
            "splitter": splitter_text(self._splitter),
            "brush_width": str(self.tools.width_slider.value()),
        }

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        if "splitter" in state:
            restore_splitter(self._splitter, state["splitter"])
        if state.get("brush_width", "").isdigit():
            self.tools.width_slider.setValue(int(state["brush_width"]))

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
        self._splitter.addWidget(self.answer)
        self._splitter.setStretchFactor(0, 2)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([760, 380])
        self.answer.setMinimumWidth(280)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 16)
        row.addWidget(self._splitter)

    def _on_drawing_changed(self, drawing: Drawing) -> None:
        self.reader.request(drawing)

    def _on_read(self, reading: Reading) -> None:
        # An answer about a drawing that is gone would stand on an empty board.
        if reading.drawing.is_empty == self.board.drawing.is_empty:
            self.answer.show_reading(reading, is_unfinished=self.board.is_drawn_on)

    def _on_failed(self, error: Exception) -> None:
        # What stands there was read by another model.
        self.answer.show_reading(Reading(Drawing(), self._shelf.active.facts.class_names, None, None))
        if self._told_model != self._shelf.active.facts.identifier:
            self._told_model = self._shelf.active.facts.identifier
            self.failed.emit(error)

    def _on_active_changed(self, model: LibraryModel) -> None:
        self._told_model = ""
        self.answer.caution.setVisible(model.facts.can_reject)
        self.reader.use(model)
        self.reader.request(self.board.drawing)
