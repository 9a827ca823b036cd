"""The left side of the Models place: search, order, and the list, or why it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.ui.models.arranging import SpeedOf, arranged
from mnist_desktop.ui.models.compare_row import CompareRow
from mnist_desktop.ui.models.model_list import ModelList
from mnist_desktop.ui.models.search_row import SearchRow
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label


class NothingFound(QWidget):
    """What stands in the list's place when a search finds nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(parent)
        self.setObjectName("models_nothing")
        self.words = label("", "muted", "models_nothing_words")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.show_all = QPushButton(self.tr("Show all models"))
        self.show_all.setObjectName("models_show_all")
        self.show_all.setAccessibleName(self.show_all.text())
        self.show_all.setToolTip(self.tr("Clear the search"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 24, 12, 12)
        column.setSpacing(12)
        column.addWidget(self.words)
        column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def tell(self, search: str) -> None:
        """Say what was not found."""
        self.words.setText(
            self.tr('No model fits "{search}". Its name, origin, layers and file were searched.').format(
                search=" ".join(search.split())
            )
        )


class ModelListing(QWidget):
    """Lists the models that the search finds, in the order that was chosen.

    Signals:
        listed: The list was made anew; it may be empty.
        comparison_wanted: The ticked models are to be compared side by side.
        drawing_wanted: The ticked models are to read the drawing.
    """

    listed = Signal()
    comparison_wanted = Signal()
    drawing_wanted = Signal()

    def __init__(
        self, theme: Theme, icons: IconShop, speed_of: SpeedOf, parent: QWidget | None = None
    ) -> None:
        """Start empty; `speed_of` knows how fast a model reads."""
        super().__init__(parent)
        self._speed_of = speed_of
        self._models: tuple[LibraryModel, ...] = ()
        self._active = ""
        self.searching = SearchRow(icons)
        self.list = ModelList(theme)
        self.nothing = NothingFound()
        self.hint = label(
            self.tr("Networks that you train and model files that you open are kept here."),
            "caption",
            "models_hint",
        )
        self.hint.setWordWrap(True)
        self.comparing = CompareRow(icons)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.searching)
        column.addWidget(self._stack, 1)
        column.addWidget(self.comparing)
        column.addWidget(self.hint)
        self.searching.changed.connect(self._list_anew)
        self.searching.left_downwards.connect(self._on_left_downwards)
        self.list.ticked_changed.connect(self._on_ticked_changed)
        self.comparing.compare.clicked.connect(self.comparison_wanted)
        self.comparing.draw.clicked.connect(self.drawing_wanted)
        self.nothing.show_all.clicked.connect(self._on_show_all)

    def show_models(self, models: tuple[LibraryModel, ...], active: str) -> None:
        """List these models, which come the newest first; the one with the identifier `active` reads."""
        self._models, self._active = models, active
        self.hint.setVisible(len(models) == 1)
        self._list_anew()

    def present(self, identifier: str) -> None:
        """Choose a model; a search that does not find it is given up."""
        if not self.list.choose(identifier):
            self.searching.field.clear()
            self.list.choose(identifier)

    def _list_anew(self) -> None:
        search = self.searching.search
        models = arranged(self._models, search, self.searching.order, self._speed_of)
        self.list.show_models(models, self._active)
        self._stack.setCurrentWidget(self.list if models else self.nothing)
        if not models:
            self.nothing.tell(search)
        self.listed.emit()

    def _on_ticked_changed(self) -> None:
        self.comparing.show_ticked(self.list.ticked)

    def _on_left_downwards(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_show_all(self) -> None:
        self.searching.field.clear()
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
