"""A first look at a set: its first nine images, its facts, and its classes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mnist_desktop.data.digits import SIDE
from mnist_desktop.ui.data import words
from mnist_desktop.ui.data.class_rows import ClassRows
from mnist_desktop.ui.data.first_nine import FirstNine
from mnist_desktop.ui.data.reading import ReadSet
from mnist_desktop.ui.data.set_facts import SetFactGrid
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label


class SetOverview(QWidget):
    """What is seen of a set at first.

    Signals:
        image_chosen: The index of the image that was clicked.
        class_chosen: The class that was clicked.
    """

    image_chosen = Signal(int)
    class_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("data-overview")
        self.nine_heading = label("", "heading", "data-nine-heading")
        self.class_heading = label("", "heading", "data-class-heading")
        self.nine = FirstNine(theme)
        self.facts = SetFactGrid()
        self.classes = ClassRows(theme)
        self._area = QScrollArea()
        self._lay_out()
        self.nine.chosen.connect(self.image_chosen)
        self.classes.chosen.connect(self.class_chosen)
        self.classes.moved.connect(self._on_moved)

    def show_part(self, read: ReadSet, part: str) -> None:
        """Show one part of a set."""
        digits, statistics = read.part(part), read.statistics(part)
        several = words.several(digits.class_names)
        self.nine_heading.setText(
            self.tr("The first {count} {part} {images}").format(
                count=min(9, digits.count), part=words.part_words(part), images=several
            )
        )
        self.nine.show_digits(digits, part)
        data_set = read.data_set
        self.facts.show_part(statistics, data_set.train.count, data_set.test.count)
        self.facts.show_source(self._original(data_set.original_shape), read.source)
        count = len(digits.class_names)
        self.class_heading.setText(self.tr("{count} classes and their mean images").format(count=count))
        self.classes.show_statistics(digits.class_names, statistics)

    def _original(self, shape: tuple[int, ...]) -> str:
        """What the images were before they were taken up; empty where they are unchanged."""
        if not shape:
            return self.tr("strokes or images of several sizes")
        if shape == (SIDE, SIDE):
            return ""
        size = f"{shape[0]} × {shape[1]}"
        form = self.tr("{size} pixels in colour") if len(shape) > 2 else self.tr("{size} pixels")
        return form.format(size=size)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(8)
        left.addWidget(self.nine_heading)
        left.addWidget(self.nine, 1)
        right.addWidget(label(self.tr("What is in it"), "heading"))
        right.addWidget(self.facts)
        right.addSpacing(8)
        right.addWidget(self.class_heading)
        right.addWidget(self._class_area(), 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 4)
        row.addLayout(right, 5)

    def _on_moved(self, label: int) -> None:
        row = self.classes.row(label)
        self._area.ensureVisible(row.left(), row.center().y(), 0, row.height())

    def _class_area(self) -> QScrollArea:
        area = self._area
        area.setObjectName("data-class-area")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.classes)
        return area
