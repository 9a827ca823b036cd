"""What is known of the image with the cursor, and what can be said of all that are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.data.digits import DIGIT_NAMES
from mnist_desktop.gallery.collection import Collection
from mnist_desktop.gallery.entries import Entry
from mnist_desktop.models.certainty import Sureness
from mnist_desktop.models.class_names import are_digits
from mnist_desktop.printable import printable
from mnist_desktop.ui.draw.gallery import words
from mnist_desktop.ui.draw.gallery.entry_picture import paint_thumbnail
from mnist_desktop.ui.draw.told import told
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel, shortened_words
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.widgets.pixel_view import PixelView
from mnist_desktop.ui.widgets.probability_bars import ProbabilityBars
from mnist_desktop.ui.wording import sentence

WIDTH = 272
_PICTURE = 84
_ROLES = {Sureness.NOT_SURE: "warning", Sureness.NO_DIGIT: "danger"}


class ThumbnailView(QWidget):
    """Shows an image file."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._theme = theme
        self.entry: Entry | None = None
        theme.changed.connect(self.update)

    def show_entry(self, entry: Entry | None) -> None:
        """Show another one."""
        self.entry = entry
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it in the middle of a square."""
        painter = QPainter(self)
        square = QRect(0, 0, min(self.width(), self.height()), min(self.width(), self.height()))
        if self.entry is not None:
            paint_thumbnail(painter, square, self.entry, self._theme.colours.surface)
        painter.setPen(QColor(self._theme.colours.line))
        painter.drawRect(square.adjusted(0, 0, -1, -1))
        painter.end()


class EntryDetails(QFrame):
    """Beside the gallery.

    Signals:
        open_wanted: The current image is to be put on the board.
        label_chosen: The class that the chosen images show, or None.
        confirm_wanted: The chosen images show what was read in them.
    """

    open_wanted = Signal()
    label_chosen = Signal(object)
    confirm_wanted = Signal()

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start with nothing."""
        super().__init__(parent)
        self.setObjectName("gallery_details")
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        self.title = ElidedLabel("heading", "gallery_name")
        self.thumbnail = ThumbnailView(theme)
        self.preview = PixelView(theme)
        self.reading = label("", "strong", "gallery_reading")
        self.note = label("", "caption", "gallery_note")
        self.problem = label("", "danger", "gallery_problem")
        self.place = ElidedLabel("muted", "gallery_place")
        self.bars = ProbabilityBars(theme, DIGIT_NAMES)
        self.chosen = label("", "muted", "gallery_chosen")
        self.labels = QComboBox()
        self.confirm = QPushButton(self.tr("As read"))
        self.open = QPushButton(self.tr("Open on the board"))
        self._class_names: tuple[str, ...] = ()
        self._name_parts(icons)
        self._lay_out()
        self.open.clicked.connect(self.open_wanted)
        self.confirm.clicked.connect(self.confirm_wanted)
        self.labels.activated.connect(self._on_activated)
        self.offer_classes(DIGIT_NAMES)

    def offer_classes(self, class_names: tuple[str, ...]) -> None:
        """Let these be chosen as labels."""
        if class_names != self._class_names:
            self._class_names = class_names
            self.labels.clear()
            self.labels.addItems([self.tr("No label"), *class_names])

    def show_chosen(self, collection: Collection, current: int | None, chosen: Sequence[int]) -> None:
        """Show the image with the cursor, and what may be done with those that are chosen."""
        can_be_labelled = [number for number in chosen if collection.entry(number).has_ink]
        given = {collection.label(number) for number in can_be_labelled}
        only = given.pop() if len(given) == 1 else None
        place = self._class_names.index(only) + 1 if only in self._class_names else 0
        self.labels.setCurrentIndex(-1 if given else place)
        for part in (self.labels, self.confirm):
            part.setEnabled(bool(can_be_labelled))
        count = f"{len(chosen):,}"
        self.chosen.setText(
            self.tr("Label of {count} images").format(count=count) if len(chosen) > 1 else self.tr("Label")
        )
        self._show_entry(collection, current)

    def _show_entry(self, collection: Collection, number: int | None) -> None:
        entry = None if number is None else collection.entry(number)
        self.title.show_text("" if number is None else words.name_of(collection, number))
        self.thumbnail.show_entry(entry)
        self.preview.show_array(None if entry is None else entry.model_input)
        problem = None if entry is None else entry.problem
        self.problem.setText("" if problem is None else shortened_words(sentence(problem)))
        for part in (self.thumbnail, self.preview, self.bars, self.reading):
            part.setVisible(problem is None)
        self.problem.setVisible(problem is not None)
        self.open.setEnabled(entry is not None and entry.has_ink)
        self.place.show_text(
            "" if entry is None else printable(str(entry.path.parent)), _box_words(self, entry)
        )
        self._show_answer(collection, number)

    def _show_answer(self, collection: Collection, number: int | None) -> None:
        answer = None if number is None else collection.answer(number)
        if answer is None:
            self.reading.setText("" if number is None else words.answer_words(collection, number))
            set_role(self.reading, "strong")
            self.note.hide()
            self.bars.show_probabilities(self._class_names, None)
            return
        of_digits = are_digits(answer.class_names)
        said = told(answer.certainty, answer.digit_probability, answer.threshold, of_digits=of_digits)
        self.reading.setText(f"{said.glyph}   {said.words}" if answer.is_digit else said.words)
        self.reading.setToolTip(said.words_meaning)
        set_role(self.reading, _ROLES.get(answer.certainty.sureness, "strong"))
        self.note.setText(said.note)
        self.note.setVisible(bool(said.note))
        self.note.setToolTip(said.note_meaning)
        self.bars.show_probabilities(answer.class_names, answer.probabilities, has_winner=answer.is_digit)

    def _name_parts(self, icons: IconShop) -> None:
        self.thumbnail.setObjectName("gallery_thumbnail")
        self.thumbnail.setAccessibleName(self.tr("The image itself"))
        self.thumbnail.setToolTip(self.tr("The image as it is in its file"))
        self.preview.setObjectName("gallery_input")
        self.preview.setAccessibleName(self.tr("What the model sees"))
        self.preview.setToolTip(self.tr("The 28x28 pixels that the model got of this image"))
        self.bars.setObjectName("gallery_bars")
        self.bars.setAccessibleName(self.tr("Probability of each class"))
        self.bars.setToolTip(
            self.tr("How likely each class is, in the model's own judgement, if it is one of them")
        )
        self.labels.setObjectName("gallery_label")
        self.labels.setAccessibleName(self.tr("Label"))
        self.labels.setToolTip(
            self.tr(
                "What the chosen images really show. In the gallery type the digit, or Delete for no label"
            )
        )
        self.confirm.setObjectName("gallery_confirm")
        self.confirm.setAccessibleName(self.tr("Label as read"))
        self.confirm.setToolTip(
            self.tr("Label the chosen images with what the model read, but for those called no digit")
        )
        self.open.setObjectName("gallery_open")
        self.open.setAccessibleName(self.open.text())
        self.open.setToolTip(self.tr("Put this image on the board (Enter, or a double click)"))
        icons.dress(self.open, "square-pen")
        for part in (self.problem, self.note):
            part.setWordWrap(True)

    def _lay_out(self) -> None:
        for picture in (self.thumbnail, self.preview):
            picture.setFixedSize(_PICTURE, _PICTURE)
        pictures = QHBoxLayout()
        pictures.setSpacing(8)
        pictures.addWidget(self.thumbnail)
        pictures.addWidget(self.preview)
        pictures.addStretch(1)
        labelling = QHBoxLayout()
        labelling.setSpacing(8)
        labelling.addWidget(self.labels, 1)
        labelling.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.place)
        column.addLayout(pictures)
        for part in (self.reading, self.note, self.problem):
            column.addWidget(part)
        column.addWidget(self.bars, 10)
        column.addStretch(1)
        column.addWidget(self.chosen)
        column.addLayout(labelling)
        column.addWidget(self.open)

    def _on_activated(self, place: int) -> None:
        self.label_chosen.emit(self._class_names[place - 1] if place else None)


def _box_words(details: EntryDetails, entry: Entry | None) -> str:
    if entry is None or entry.box is None:
        return ""
    x, y, width, height = (f"{side:.0f}" for side in entry.box)
    text = details.tr("The ink is {width} wide and {height} high and begins at {x}, {y}.")
    return text.format(width=width, height=height, x=x, y=y)
