"""The answer beside the board: the reading, how sure it is, the bars, and what the model sees."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from mnist_desktop.data.digits import SIDE
from mnist_desktop.models.certainty import Sureness, certainty_of
from mnist_desktop.models.class_names import are_digits
from mnist_desktop.models.recogniser import DIGITS
from mnist_desktop.ui.draw.caution_button import CautionButton
from mnist_desktop.ui.draw.reader import Reading
from mnist_desktop.ui.draw.told import Told, nothing, told
from mnist_desktop.ui.shape_words import sizes
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import shortened_words
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.widgets.pixel_view import PixelView
from mnist_desktop.ui.widgets.probability_bars import ProbabilityBars

_LONGEST_GLYPH = 2
_LONG_NAME = 20
_LONGEST_WORD = 14
"""Letters of which one word of a name has room beside the narrowest board."""
_ROLES = {
    Sureness.CERTAIN: "muted",
    Sureness.FAIRLY_SURE: "muted",
    Sureness.NOT_SURE: "warning",
    Sureness.NO_DIGIT: "danger",
}


class AnswerPanel(QWidget):
    """Shows the newest `Reading`; an empty board shows no answer."""

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without an answer."""
        super().__init__(parent)
        self.setObjectName("answer")
        self._sureness = Sureness.CERTAIN
        self._said: tuple[Told, Sureness] | None = None
        self.glyph = self._glyph_label()
        self.words = label("", "muted", "certainty")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setFixedHeight(22)
        self.note = label("", "caption", "certainty_note")
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.note.setFixedHeight(16)
        self.caution = CautionButton(icons)
        self.compare = self._compare_button(icons)
        self.bars = ProbabilityBars(theme, DIGITS, on_surface=True)
        self.bars.setObjectName("bars")
        self._name_bars(True, of_digits=True)
        self.preview = PixelView(theme, on_surface=True)
        self.preview.setObjectName("model_input")
        self.preview.setAccessibleName(self.tr("What the model sees"))
        self.preview.setToolTip(self.tr("The pixels that the model really got"))
        self.about = label("", "caption", "model_input_about")
        self._say_size((SIDE, SIDE))
        self.about.setWordWrap(True)
        self._lay_out()

    def show_reading(self, reading: Reading, *, is_unfinished: bool = False) -> None:
        """Show a reading, or nothing for an empty board.

        Half a digit is often none. Nobody is to be warned of it: while the drawing is unfinished the words
        are there, their colour waits for `settle`.
        """
        self._show_seen(reading)
        of_digits = are_digits(reading.class_names)
        if reading.probabilities is None:
            self._name_bars(True, of_digits=of_digits)
            self.bars.show_probabilities(reading.class_names, None)
            self._say(nothing(), Sureness.CERTAIN)
            self.settle()
            return
        certainty = certainty_of(
            reading.class_names, reading.probabilities, reading.digit_probability, reading.threshold
        )
        is_digit = certainty.sureness is not Sureness.NO_DIGIT
        self._name_bars(is_digit, of_digits=of_digits)
        self.bars.show_probabilities(reading.class_names, reading.probabilities, has_winner=is_digit)
        said = told(certainty, reading.digit_probability, reading.threshold, of_digits=of_digits)
        self._say(said, certainty.sureness)
        if is_unfinished:
            set_role(self.words, "muted")
        else:
            self.settle()

    def settle(self) -> None:
        """Colour the words: the pen was lifted."""
        set_role(self.words, _ROLES[self._sureness])

    def _name_bars(self, is_one: bool, *, of_digits: bool) -> None:
        if of_digits:
            name = self.tr("Probability of each digit") if is_one else self.tr("If it were a digit")
            text = self.tr("How likely each digit is, in the model's own judgement, if it is a digit at all")
        else:
            name = (
                self.tr("Probability of each class") if is_one else self.tr("If it were one of the classes")
            )
            text = self.tr("How likely each class is, in the model's own judgement, if it is one of them")
        self.bars.setAccessibleName(name)
        self.bars.explain(text)

    def _show_seen(self, reading: Reading) -> None:
        seen = reading.model_input if reading.seen is None else reading.seen
        self.preview.show_array(seen)
        if seen is not None:
            self._say_size((seen.shape[1], seen.shape[0]), is_image=reading.is_image)

    def _say_size(self, size: tuple[int, int], *, is_image: bool = False) -> None:
        words = (
            self.tr("{size} pixels, the image as it is in its set")
            if is_image
            else self.tr("{size} pixels, drawn from your strokes")
        )
        self.about.setText(words.format(size=sizes(size)))

    def _say(self, said: Told, sureness: Sureness) -> None:
        # Readings come with every point of a stroke, and every text that is set is an event.
        if (said, sureness) != self._said:
            self._said = said, sureness
            self._set_texts(said, sureness)

    def _set_texts(self, said: Told, sureness: Sureness) -> None:
        is_name = len(said.glyph) > _LONGEST_GLYPH
        # A word that no line has room for would be cut off on both sides.
        self.glyph.setText(shortened_words(said.glyph, _LONGEST_WORD))
        self.glyph.setToolTip(said.glyph if is_name else "")
        self.glyph.setAccessibleName(said.spoken)
        self.glyph.setAccessibleDescription(said.words)
        usual = "reading_name" if is_name else "reading"
        if len(said.glyph) > _LONG_NAME:
            usual = "reading_long_name"
        set_role(self.glyph, "no_reading" if sureness is Sureness.NO_DIGIT else usual)
        self.words.setText(said.words)
        self.words.setToolTip(said.words_meaning)
        self._sureness = sureness
        self.note.setText(said.note)
        self.note.setToolTip(said.note_meaning)

    def _compare_button(self, icons: IconShop) -> QToolButton:
        button = QToolButton()
        button.setObjectName("compare")
        button.setProperty("role", "flat")
        button.setFixedSize(32, 32)
        button.setAccessibleName(self.tr("Compare models"))
        icons.dress(button, "columns-3")
        return button

    def _glyph_label(self) -> QLabel:
        glyph = label("", "reading", "reading")
        glyph.setAlignment(Qt.AlignmentFlag.AlignCenter)
        glyph.setAccessibleName(nothing().spoken)
        glyph.setWordWrap(True)
        glyph.setFixedHeight(148)
        glyph.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return glyph

    def _lay_out(self) -> None:
        self.preview.setMinimumSize(84, 84)
        self.preview.setMaximumSize(168, 168)
        self.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addStretch(1)
        told.addWidget(label(self.tr("What the model sees"), "", "model_input_title"))
        told.addWidget(self.about)
        told.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.preview, 3)
        foot.addLayout(told, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        # The buttons float over corners of the glyph's room and take none of it.
        top = QGridLayout()
        top.addWidget(self.glyph, 0, 0)
        top.addWidget(self.compare, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        top.addWidget(self.caution, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.note)
        column.addSpacing(8)
        column.addWidget(self.bars, 3)
        column.addSpacing(8)
        column.addLayout(foot, 2)
