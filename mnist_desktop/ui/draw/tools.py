"""The row of tools beneath the board."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QHideEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from mnist_desktop.ui.draw.board import DEFAULT_WIDTH, THINNEST, WIDEST, Board, Tool
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.widgets.labels import label


class ToolRow(QWidget):
    """Pen, eraser, width, undo, redo, clear, each with a shortcut.

    Signals:
        width_chosen: The brush width in board units.
    """

    width_chosen = Signal(float)

    def __init__(self, board: Board, icons: IconShop, parent: QWidget | None = None) -> None:
        """Work on the board."""
        super().__init__(parent)
        self.setObjectName("tools")
        self._board = board
        self._icons = icons
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        group = QActionGroup(self)
        self.pen = self._action("pen", self.tr("Pen"), "pencil", ("P",), self.tr("Draw"))
        self.eraser = self._action(
            "eraser", self.tr("Eraser"), "eraser", ("E",), self.tr("Erase what you touch")
        )
        for action in (self.pen, self.eraser):
            action.setCheckable(True)
            group.addAction(action)
        self.pen.setChecked(True)
        self._row.addSpacing(8)
        self.width_slider = self._slider()
        self._row.addSpacing(8)
        self.undo = self._action(
            "undo",
            self.tr("Undo"),
            "undo-2",
            ("Ctrl+Z",),
            self.tr("Take the last step back"),
        )
        self.redo = self._action(
            "redo", self.tr("Redo"), "redo-2", ("Ctrl+Shift+Z", "Ctrl+Y"), self.tr("Take it again")
        )
        self._row.addStretch(1)
        self.clear = self._action(
            "clear",
            self.tr("Clear"),
            "trash-2",
            ("Del",),
            self.tr("Fresh paper; undo brings the drawing back"),
        )
        self._connect()

    @property
    def actions_in_order(self) -> tuple[QAction, ...]:
        """What the menu shows as well."""
        return (self.undo, self.redo, self.clear, self.pen, self.eraser)

    def add_way(self, button: QWidget) -> None:
        """Put a button that leads elsewhere before the last tool."""
        self._row.insertWidget(self._row.count() - 1, button)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work here."""
        super().showEvent(event)
        self._allow_what_can_be_done()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keys that are pressed in another place leave the drawing alone."""
        super().hideEvent(event)
        self._allow_what_can_be_done()

    def _connect(self) -> None:
        self.pen.triggered.connect(self._on_pen)
        self.eraser.triggered.connect(self._on_eraser)
        self.undo.triggered.connect(self._board.undo)
        self.redo.triggered.connect(self._board.redo)
        self.clear.triggered.connect(self._board.clear)
        self.width_slider.valueChanged.connect(self._on_width)
        self._board.history_changed.connect(self._allow_what_can_be_done)
        self._board.drawing_changed.connect(self._allow_what_can_be_done)
        self._allow_what_can_be_done()

    def _action(self, name: str, text: str, icon: str, keys: tuple[str, ...], help_text: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"action_{name}")
        action.setShortcuts([QKeySequence(key) for key in keys])
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{help_text} ({shown})")
        self._icons.dress(action, icon)
        self.addAction(action)
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "tool")
        button.setDefaultAction(action)
        button.setAccessibleName(text)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._row.addWidget(button)
        return action

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName("brush_width")
        slider.setAccessibleName(self.tr("Brush width"))
        slider.setToolTip(self.tr("How thick the pen draws; the model sees the same thin line in any case"))
        slider.setRange(THINNEST, WIDEST)
        slider.setValue(round(DEFAULT_WIDTH))
        slider.setFixedWidth(132)
        slider.setMinimumHeight(32)
        self._row.addWidget(label(self.tr("Width"), "caption", "brush_width_title"))
        self._row.addWidget(slider)
        return slider

    def _on_pen(self) -> None:
        self._board.tool = Tool.PEN

    def _on_eraser(self) -> None:
        self._board.tool = Tool.ERASER

    def _on_width(self, width: int) -> None:
        self._board.brush_width = float(width)
        self.width_chosen.emit(float(width))

    def _allow_what_can_be_done(self) -> None:
        is_here = self.isVisible()
        self.pen.setEnabled(is_here)
        self.eraser.setEnabled(is_here)
        self.undo.setEnabled(is_here and self._board.can_undo)
        self.redo.setEnabled(is_here and self._board.can_redo)
        self.clear.setEnabled(is_here and not self._board.drawing.is_empty)
