"""One image in the whole place: its numbers, what the model gets of it, and how training changes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.data import words
from mnist_desktop.ui.data.changed_view import ChangedView
from mnist_desktop.ui.data.model_view import ModelView
from mnist_desktop.ui.data.pixel_numbers import PixelNumbers
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label

_SIDE_WIDTH = 296
_SCROLL_BAR = 12


class CloserLook(QWidget):
    """Shows an image.

    Signals:
        left: The user wants to go back to the grid.
        stepped: -1 or 1, to the previous or next image.
        canvas_wanted: The (28, 28) uint8 pixels of the image, for the canvas.
    """

    left = Signal()
    stepped = Signal(int)
    canvas_wanted = Signal(object)

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        lane: Lane,
        theme: Theme,
        icons: IconShop,
        parent: QWidget | None = None,
    ) -> None:
        """Start without an image; changes are made in the lane, which trains."""
        super().__init__(parent)
        self.setObjectName("data-closer-look")
        self._digits: LabelledImages | None = None
        self._index = 0
        self.title = label("", "heading", "data-closer-title")
        self.place = label("", "muted", "data-closer-place")
        self.title.setWordWrap(True)
        self.place.setWordWrap(True)
        self.numbers = PixelNumbers(theme)
        self.model = ModelView(shelf, theme)
        self.changed = ChangedView(lane, theme, icons)
        self.back = QPushButton(self.tr("Back"))
        self.previous = QPushButton(self.tr("Previous"))
        self.next = QPushButton(self.tr("Next"))
        self.canvas = QPushButton(self.tr("Open on the canvas"))
        self._name_parts()
        self._lay_out()
        self._connect()

    def show_image(self, digits: LabelledImages, part: str, index: int) -> None:
        """Show the image with an index of a part."""
        self._digits, self._index = digits, index
        name = digits.class_names[int(digits.labels[index])]
        self.title.setText(self.tr("Labelled {name}").format(name=name))
        self.place.setText(
            self.tr("{part}, number {index} of {count}, counted from 0").format(
                part=words.part_title(part), index=f"{index:,}", count=f"{digits.count:,}"
            )
        )
        pixels = digits.images[index]
        described = words.described(digits.class_names, int(digits.labels[index]), part, index)
        self.numbers.setAccessibleName(self.tr("Pixels of: {image}").format(image=described))
        self.numbers.show_pixels(pixels)
        self.model.show_pixels(pixels)
        self.changed.show_pixels(pixels)

    def allow(self, *, previous: bool, following: bool) -> None:
        """Say in which directions there is another image."""
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def _on_previous(self) -> None:
        self.stepped.emit(-1)

    def _on_next(self) -> None:
        self.stepped.emit(1)

    def _on_canvas(self) -> None:
        if self._digits is not None:
            self.canvas_wanted.emit(self._digits.images[self._index])

    def _on_range_changed(self, least: int, most: int) -> None:
        bar = self.sender()
        if isinstance(bar, QScrollBar):
            bar.setValue((least + most) // 2)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.canvas.clicked.connect(self._on_canvas)
        for key, button in (
            (Qt.Key.Key_Escape, self.back),
            (Qt.Key.Key_PageUp, self.previous),
            (Qt.Key.Key_PageDown, self.next),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _name_parts(self) -> None:
        for button, name, tooltip in (
            (self.back, "back", self.tr("Go back to all images (Escape)")),
            (self.previous, "previous", self.tr("Show the one before (Page up)")),
            (self.next, "next", self.tr("Show the one after (Page down)")),
            (
                self.canvas,
                "canvas",
                self.tr("Put it on the board of the Draw place, to see it read and to draw on it"),
            ),
        ):
            button.setObjectName(f"data-closer-{name}")
            button.setAccessibleName(button.text())
            button.setToolTip(tooltip)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        numbers = _area("data-numbers-area", self.numbers)
        numbers.setProperty("role", "pane")
        numbers.setFrameShape(QFrame.Shape.StyledPanel)
        numbers.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        numbers.setAccessibleName(self.tr("Pixels and their values"))
        numbers.setToolTip(self.tr("Where there is no room for all, the arrow keys move"))
        # Where there is no room for all, the middle is what matters.
        for bar in (numbers.horizontalScrollBar(), numbers.verticalScrollBar()):
            bar.rangeChanged.connect(self._on_range_changed)
        row.addWidget(numbers, 1)
        side = QWidget()
        side.setFixedWidth(_SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(_in_row(self.back, self.previous, self.next))
        column.addWidget(_area("data-closer-area", self._facts()), 1)
        row.addWidget(side)

    def _facts(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.place)
        column.addLayout(_in_row(self.canvas))
        column.addSpacing(12)
        column.addWidget(self.model)
        column.addSpacing(12)
        column.addWidget(label(self.tr("As training changes it"), "heading"))
        column.addWidget(self.changed)
        column.addStretch(1)
        return content


def _in_row(*buttons: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row


def _area(name: str, content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
