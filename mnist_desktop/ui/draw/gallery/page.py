"""The gallery: many images, what the model saw of each, and its answer."""

from __future__ import annotations

import time
from itertools import pairwise

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.gallery.finding import MOST
from mnist_desktop.ui.draw.gallery import words
from mnist_desktop.ui.draw.gallery.details import EntryDetails
from mnist_desktop.ui.draw.gallery.filter_row import GalleryFilters
from mnist_desktop.ui.draw.gallery.reading import GalleryReader
from mnist_desktop.ui.draw.gallery.view import GalleryView
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.notice import Notice

_PAUSE_SHARE = 5
"""How many times as long as showing took is waited before the next time."""


class GalleryPage(QWidget):
    """Shows what the reader has.

    Signals:
        left: The user wants the board.
        open_wanted: The number of an image to put on the board.
        table_wanted: The answers are to be saved.
        set_wanted: The labelled images are to be kept.
        more_wanted: Other files are to be opened.
    """

    left = Signal()
    open_wanted = Signal(int)
    table_wanted = Signal()
    set_wanted = Signal()
    more_wanted = Signal()

    def __init__(
        self, reader: GalleryReader, theme: Theme, icons: IconShop, parent: QWidget | None = None
    ) -> None:
        """Follow the reader."""
        super().__init__(parent)
        self.setObjectName("gallery")
        self._reader = reader
        self.view = GalleryView(theme)
        self.setFocusProxy(self.view)
        self.details = EntryDetails(theme, icons)
        self.filters = GalleryFilters()
        self.summary = ElidedLabel("muted", "gallery_summary")
        self.hint = ElidedLabel("warning", "gallery_hint")
        self.notice = Notice("gallery_notice")
        self.back = self._button("gallery_back", self.tr("Board"), self.tr("Back to the board (Esc)"))
        self.more = self._button(
            "gallery_more", self.tr("Open…"), self.tr("Read other images in place of these")
        )
        self.table = self._button(
            "gallery_table",
            self.tr("Save as CSV…"),
            self.tr("Save every file with its answer, its probabilities and its label as a table"),
        )
        self.keep = self._button(
            "gallery_keep",
            self.tr("Keep labelled…"),
            self.tr("Keep the images with a label, as the model saw them, as a set to learn from"),
        )
        for button, icon in (
            (self.back, "square-pen"),
            (self.more, "folder-open"),
            (self.table, "file-down"),
            (self.keep, "save"),
        ):
            icons.dress(button, icon)
        self._is_outdated = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._catch_up)
        self._lay_out()
        self._connect()
        self._order_tabs()
        self._on_changed()

    def _order_tabs(self) -> None:
        parts = (
            *(self.back, self.more, self.table, self.keep, self.filters.kinds, self.filters.orders),
            *(self.view, self.details.labels, self.details.confirm, self.details.open),
        )
        for before, after in pairwise(parts):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.more.clicked.connect(self.more_wanted)
        self.table.clicked.connect(self.table_wanted)
        self.keep.clicked.connect(self.set_wanted)
        self.filters.changed.connect(self._arrange)
        self.notice.button.clicked.connect(self.filters.show_all)
        self.view.left.connect(self.left)
        self.view.opened.connect(self._open)
        self.view.typed.connect(self._on_typed)
        self.view.label_removed.connect(self._on_label_removed)
        self.view.chosen_changed.connect(self._show_chosen)
        self.details.open_wanted.connect(self._on_open_wanted)
        self.details.label_chosen.connect(self._give_label)
        self.details.confirm_wanted.connect(self._on_confirm_wanted)
        self._reader.changed.connect(self._on_changed)
        self._reader.left_out.connect(self._on_left_out)

    def _on_changed(self) -> None:
        if not len(self._reader.collection):
            self.hint.show_text("")
        self._is_outdated = True
        if not self._pause.isActive():
            self._catch_up()

    def _catch_up(self) -> None:
        """Show what has changed, and then pause for long enough that the window stays smooth."""
        if not self._is_outdated:
            return
        self._is_outdated = False
        began = time.monotonic()
        self.details.offer_classes(self._reader.class_names)
        self._arrange()
        self._pause.start(round(_PAUSE_SHARE * 1000 * (time.monotonic() - began)))

    def _arrange(self) -> None:
        collection = self._reader.collection
        self.view.show_images(collection, self.filters.order, self.filters.shown)
        self._tell()
        self._show_chosen()

    def _tell(self) -> None:
        collection = self._reader.collection
        self.summary.show_text(words.summary(collection))
        self.table.setEnabled(bool(len(collection)))
        self.keep.setEnabled(bool(collection.labelled()))
        if self.view.images.numbers:
            self._show_view()
            return
        self._stack.setCurrentWidget(self.notice)
        if len(collection):
            self.notice.tell(
                self.tr("None of the {count} images is of this kind.").format(count=f"{len(collection):,}"),
                button=self.tr("Show all"),
                tooltip=self.tr("Lift the filter and show all images"),
            )
        elif self._reader.is_busy:
            self.notice.tell(self.tr("Looking for images …"))
        else:
            self.notice.tell(
                self.tr(
                    "There are no images or ink files here. Open PNG, JPEG, BMP, GIF, TIFF, WebP or .jsonl."
                )
            )

    def _show_view(self) -> None:
        """Let the keys work there as soon as there is something, unless a list of the filters has them."""
        if self._stack.currentWidget() is self.view:
            return
        self._stack.setCurrentWidget(self.view)
        if self.isVisible() and not self.filters.isAncestorOf(self.window().focusWidget()):
            self.view.setFocus()

    def _show_chosen(self) -> None:
        self.details.show_chosen(
            self._reader.collection, self.view.current_number(), self.view.chosen_numbers()
        )

    def _on_left_out(self, count: int) -> None:
        text = self.tr("{count} more files are left out: at most {most} images are shown at once.")
        self.hint.show_text(text.format(count=f"{count:,}", most=f"{MOST:,}"))

    def _open(self, number: int) -> None:
        if self._reader.collection.entry(number).has_ink:
            self.open_wanted.emit(number)

    def _on_open_wanted(self) -> None:
        number = self.view.current_number()
        if number is not None:
            self._open(number)

    def _on_typed(self, text: str) -> None:
        fitting = [name for name in self._reader.class_names if name.casefold() == text.casefold()]
        # Where there are both, "a" is not "A".
        name = text if text in fitting else fitting[0] if fitting else None
        if name is not None:
            self._give_label(name)

    def _on_label_removed(self) -> None:
        self._give_label(None)

    def _give_label(self, name: str | None) -> None:
        self._reader.collection.give_label(self.view.chosen_numbers(), name)
        self._arrange()

    def _on_confirm_wanted(self) -> None:
        self._reader.collection.confirm(self.view.chosen_numbers())
        self._arrange()

    def _button(self, name: str, text: str, tooltip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tooltip)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.back)
        head.addSpacing(8)
        head.addWidget(label(self.tr("Images"), "title", "gallery_title"))
        head.addSpacing(8)
        head.addWidget(self.hint, 1)
        for button in (self.more, self.table, self.keep):
            head.addWidget(button)
        filters = QHBoxLayout()
        filters.addWidget(self.filters)
        filters.addWidget(self.summary, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.notice)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QHBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._stack)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        pictures = QHBoxLayout()
        pictures.setSpacing(12)
        pictures.addWidget(card, 1)
        pictures.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(filters)
        column.addLayout(pictures, 1)
