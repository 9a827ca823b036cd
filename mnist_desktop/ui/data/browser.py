"""One set to look through: filters, a first look, the grid, and one image closely."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.data.selection import of_classes, sample
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.ui.data import words
from mnist_desktop.ui.data.filter_row import DigitFilter, FilterRow
from mnist_desktop.ui.data.gallery import Gallery
from mnist_desktop.ui.data.overview import SetOverview
from mnist_desktop.ui.data.reading import ReadSet
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label, set_role

if TYPE_CHECKING:
    from mnist_desktop.ui.data.closer_look import CloserLook

SAMPLE = 100


class DigitBrowser(QWidget):
    """Lets the user look through a set.

    Signals:
        canvas_wanted: The (28, 28) uint8 pixels of an image, for the canvas.
    """

    canvas_wanted = Signal(object)

    def __init__(
        self,
        read: ReadSet,
        *,
        shelf: ModelShelf,
        lane: Lane,
        theme: Theme,
        icons: IconShop,
        parent: QWidget | None = None,
    ) -> None:
        """Start with a first look; the lane, which trains, changes images when that is asked for."""
        super().__init__(parent)
        self._read = read
        self._names = read.data_set.train.class_names
        self._seed = 0
        self._is_sample = False
        self._came_from: QWidget | None = None
        self.filters = FilterRow(read.counts, self._names, icons)
        self.count_words = label("", "muted", "data-count")
        self.all_button = QPushButton(self.tr("Show all"))
        self.overview_button = QPushButton(self.tr("Overview"))
        self.overview = SetOverview(theme)
        self.gallery = Gallery(theme, icons)
        self._make_closer = partial(_closer_look, shelf, lane, theme, icons)
        self._closer: CloserLook | None = None
        self.grid, self.pane, self.details = self.gallery.grid, self.gallery.pane, self.gallery.details
        self._stack = QStackedWidget()
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_filtered()
        self.show_overview()

    @property
    def digits(self) -> LabelledImages:
        """The part that is shown."""
        return self._read.part(self.filters.wanted.part)

    @property
    def closer(self) -> CloserLook:
        """One image closely, made when it is first wanted: what can change an image is much to import."""
        if self._closer is None:
            self._closer = self._make_closer()
            self._closer.left.connect(self._on_closer_left)
            self._closer.stepped.connect(self._on_closer_stepped)
            self._closer.canvas_wanted.connect(self.canvas_wanted)
            self._stack.addWidget(self._closer)
        return self._closer

    def shows(self, view: QWidget) -> bool:
        """Whether this is what is seen: overview, gallery or closer."""
        return self._stack.currentWidget() is view

    def show_overview(self) -> None:
        """Show the first look at this part."""
        self.overview.show_part(self._read, self.filters.wanted.part)
        self._show_view(self.overview)

    def go_to(self, text: str) -> None:
        """Show the image with a number, lifting filters that hide it; what is no number is told."""
        number = int(text) if text.strip().isdecimal() else -1
        if not 0 <= number < self.digits.count:
            told = self.tr("There is no {part} {image} with that number. They run from 0 to {last}.")
            set_role(self.count_words, "warning")
            self.count_words.setText(
                told.format(
                    part=self._part(), image=words.one(self._names), last=f"{self.digits.count - 1:,}"
                )
            )
            return
        self.gallery.go_to(self._shown_position(number))
        self._show_view(self.gallery)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown_position(self, number: int) -> int:
        """Where the grid shows an image, after lifting filters that hide it."""
        position = self.gallery.position_of(number)
        if position is None:
            self.filters.lift_classes()
            return number
        self._tell_count()
        return position

    def _show_view(self, view: QWidget) -> None:
        self._stack.setCurrentWidget(view)
        is_closer = view is self._closer
        for part in (self.filters, self.count_words):
            part.setHidden(is_closer)
        self.overview_button.setVisible(view is self.gallery)
        self._show_all_button()
        self._tell_count()

    def _show_all_button(self) -> None:
        is_narrowed = self._is_sample or bool(self.filters.wanted.classes)
        can_narrow = self.shows(self.gallery)
        self.all_button.setVisible(self.shows(self.overview) or (is_narrowed and can_narrow))

    def _show_filtered(self) -> None:
        wanted = self.filters.wanted
        positions = of_classes(self.digits.labels, wanted.classes)
        if self._is_sample:
            positions = sample(positions, SAMPLE, self._seed)
        self.gallery.show_images(self.digits, wanted.part, positions)

    def _tell_count(self) -> None:
        wanted, count, total = self.filters.wanted, f"{self.grid.count:,}", f"{self.digits.count:,}"
        names = ", ".join(self._names[index] for index in sorted(wanted.classes))
        if self._is_sample and names:
            told = self.tr("{count} {part} {images} picked at random, only {names}")
        elif self._is_sample:
            told = self.tr("{count} of {total} {part} {images}, picked at random")
        elif names:
            told = self.tr("{count} of {total} {part} {images}, only {names}")
        else:
            told = self.tr("All {total} {part} {images}")
        set_role(self.count_words, "muted")
        images = words.several(self._names)
        self.count_words.setText(
            told.format(count=count, total=total, part=self._part(), names=names, images=images)
        )

    def _part(self) -> str:
        return words.part_words(self.filters.wanted.part)

    def _look_closely(self, index: int) -> None:
        position = self._shown_position(index)
        self.grid.make_current(position)
        self.closer.show_image(self.digits, self.filters.wanted.part, index)
        self.closer.allow(previous=position > 0, following=position < self.grid.count - 1)
        self._show_view(self.closer)

    def _on_filter_changed(self, wanted: DigitFilter) -> None:
        self._is_sample = False
        self._show_filtered()
        if self.shows(self.overview) and not wanted.classes:
            self.show_overview()
        else:
            self._show_view(self.gallery)

    def _on_class_chosen(self, label: int) -> None:
        self.filters.choose_classes(frozenset({label}))
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sample_asked(self) -> None:
        self._is_sample = True
        self._seed += 1
        self._show_filtered()
        self._show_view(self.gallery)

    def _on_all_asked(self) -> None:
        self._show_view(self.gallery)
        self.filters.lift_classes()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_overview_asked(self) -> None:
        self._is_sample = False
        self.filters.lift_classes()
        self.show_overview()
        self.all_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closer_asked(self, index: int) -> None:
        self._came_from = self._stack.currentWidget()
        self._look_closely(index)
        self.closer.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closer_stepped(self, step: int) -> None:
        if self.grid.current is not None:
            position = min(max(self.grid.current + step, 0), self.grid.count - 1)
            self._look_closely(self.grid.index_at(position))

    def _on_closer_left(self) -> None:
        if self._came_from is self.overview:
            self.show_overview()
            self.overview.nine.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.grid.current is not None:
            self._show_view(self.gallery)
            self.gallery.go_to(self.grid.current)

    def _name_parts(self) -> None:
        for button, name, tooltip in (
            (self.all_button, "data-all", self.tr("Lift the filters and show all images of this part")),
            (
                self.overview_button,
                "data-overview-button",
                self.tr("Show the first nine, the facts and the classes of this part"),
            ),
        ):
            button.setObjectName(name)
            button.setProperty("role", "flat")
            button.setAccessibleName(button.text())
            button.setToolTip(tooltip)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.count_words, 1)
        line.addWidget(self.all_button)
        line.addWidget(self.overview_button)
        for view in (self.overview, self.gallery):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.filters)
        column.addLayout(line)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._on_filter_changed)
        self.filters.number_asked.connect(self.go_to)
        self.filters.sample_asked.connect(self._on_sample_asked)
        self.all_button.clicked.connect(self._on_all_asked)
        self.overview_button.clicked.connect(self._on_overview_asked)
        self.overview.image_chosen.connect(self._on_closer_asked)
        self.overview.class_chosen.connect(self._on_class_chosen)
        self.gallery.closer_wanted.connect(self._on_closer_asked)
        self.gallery.canvas_wanted.connect(self.canvas_wanted)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filters.focus_number)


def _closer_look(shelf: ModelShelf, lane: Lane, theme: Theme, icons: IconShop) -> CloserLook:
    from mnist_desktop.ui.data.closer_look import CloserLook

    return CloserLook(shelf=shelf, lane=lane, theme=theme, icons=icons)
