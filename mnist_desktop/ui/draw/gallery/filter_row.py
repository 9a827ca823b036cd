"""Which images are shown, and in which order."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from mnist_desktop.gallery.collection import Order, Shown
from mnist_desktop.ui.widgets.labels import label


class GalleryFilters(QWidget):
    """Two lists to choose from.

    Signals:
        changed: Another choice was made.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with all images by name."""
        super().__init__(parent)
        self.kinds = QComboBox()
        self.kinds.setObjectName("gallery_shown")
        self.kinds.setAccessibleName(self.tr("Show"))
        self.kinds.setToolTip(self.tr("Which of the images to show"))
        for shown, words in (
            (Shown.ALL, self.tr("All images")),
            (Shown.NOT_SURE, self.tr("Not sure")),
            (Shown.NO_DIGIT, self.tr("Not a digit")),
            (Shown.UNREADABLE, self.tr("Unreadable")),
            (Shown.LABELLED, self.tr("Labelled")),
        ):
            self.kinds.addItem(words, shown.value)
        self.orders = QComboBox()
        self.orders.setObjectName("gallery_order")
        self.orders.setAccessibleName(self.tr("Sort by"))
        self.orders.setToolTip(self.tr("In which order to show them"))
        for order, words in (
            (Order.NAME, self.tr("Name")),
            (Order.LEAST_SURE, self.tr("Least sure first")),
            (Order.MOST_SURE, self.tr("Most sure first")),
            (Order.ANSWER, self.tr("Answer")),
        ):
            self.orders.addItem(words, order.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, box in ((self.tr("Show"), self.kinds), (self.tr("Sort by"), self.orders)):
            row.addWidget(_buddy(words, box))
            row.addWidget(box)
            row.addSpacing(8)
            box.activated.connect(self._on_activated)

    @property
    def shown(self) -> Shown:
        """Which images are shown."""
        return Shown(self.kinds.currentData())

    @property
    def order(self) -> Order:
        """How they are sorted."""
        return Order(self.orders.currentData())

    def show_all(self) -> None:
        """Lift the filter."""
        self.kinds.setCurrentIndex(0)
        self.changed.emit()

    def _on_activated(self) -> None:
        self.changed.emit()


def _buddy(words: str, box: QComboBox) -> QLabel:
    made = label(words, "muted")
    made.setBuddy(box)
    return made
