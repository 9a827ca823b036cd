"""What is above the list of models: a field to search in it, and the order that it has."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QVBoxLayout, QWidget

from mnist_desktop.ui.models.arranging import Order
from mnist_desktop.ui.theme.icons import IconShop

_LONGEST_SEARCH = 120


class SearchField(QLineEdit):
    """A line to type into; Escape empties it, the arrow downwards leaves it.

    Signals:
        left_downwards: The arrow key was pressed.
    """

    left_downwards = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("models_search")
        self.setAccessibleName(self.tr("Search models"))
        self.setPlaceholderText(self.tr("Search models"))
        self.setToolTip(
            self.tr("Find models by name, origin, kind of layer or file, e.g. opened conv (Ctrl+F)")
        )
        self.setMaxLength(_LONGEST_SEARCH)
        self.setAcceptDrops(False)  # a file dropped here is to be opened as it is anywhere else
        looking_glass = QAction(self)
        icons.dress(looking_glass, "search", "muted")
        self.addAction(looking_glass, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        for number, button in enumerate(self.findChildren(QToolButton)):
            button.setObjectName(f"models_search_{number}")
            button.setAccessibleName(self.tr("Search models") if number == 0 else self.tr("Clear the search"))
            button.setToolTip(self.toolTip() if number == 0 else self.tr("Show all models again (Esc)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field, the arrow downwards leaves it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class SearchRow(QWidget):
    """Search and order.

    Signals:
        changed: Another search or another order.
        left_downwards: The arrow downwards was pressed in the field.
    """

    changed = Signal()
    left_downwards = Signal()

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with all models, the newest first."""
        super().__init__(parent)
        self.field = SearchField(icons)
        self.orders = QComboBox()
        self.orders.setObjectName("models_order")
        self.orders.setAccessibleName(self.tr("Order of the models"))
        self.orders.setToolTip(self.tr("What the list is sorted by; models of which it is unknown come last"))
        for order, text in (
            (Order.NEWEST, self.tr("Newest first")),
            (Order.NAME, self.tr("By name")),
            (Order.ACCURACY, self.tr("Most accurate first")),
            (Order.SIZE, self.tr("Smallest first")),
            (Order.SPEED, self.tr("Fastest first")),
        ):
            self.orders.addItem(text, order.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.orders)
        self.field.textChanged.connect(self.changed)
        self.field.left_downwards.connect(self.left_downwards)
        self.orders.currentIndexChanged.connect(self.changed)

    @property
    def search(self) -> str:
        """What is searched for."""
        return self.field.text()

    @property
    def order(self) -> Order:
        """What is sorted by."""
        return Order(self.orders.currentData())

    def add_shortcut(self, page: QWidget) -> None:
        """Let Ctrl+F go to the field while the focus is anywhere in `page`."""
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._on_find)

    def settings_state(self) -> dict[str, str]:
        """What is remembered."""
        return {"search": self.search, "order": self.order.value}

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        self.field.setText(state.get("search", "")[:_LONGEST_SEARCH])
        self.orders.setCurrentIndex(max(0, self.orders.findData(state.get("order", ""))))

    def _on_find(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
