"""The answer beside the board: the reading, how sure it is, the bars, and what the model sees."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mnist_desktop.models.recogniser import DIGITS
from mnist_desktop.ui.draw.bars import ProbabilityBars, percent
from mnist_desktop.ui.draw.certainty import Certainty, certainty_of
from mnist_desktop.ui.draw.reader import Reading
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.widgets.pixel_view import PixelView


class AnswerPanel(QWidget):
    """Shows the newest `Reading`; an empty board shows no answer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start without an answer."""
        super().__init__(parent)
        self.setObjectName("answer")
        self.glyph = self._glyph_label()
        self.words = label("", "muted", "certainty")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setMinimumHeight(20)
        self.bars = ProbabilityBars(theme, DIGITS)
        self.bars.setObjectName("bars")
        self.bars.setAccessibleName(self.tr("Probability of each digit"))
        self.bars.setToolTip(self.tr("How likely each digit is, in the model's own judgement"))
        self.preview = PixelView(theme)
        self.preview.setObjectName("model_input")
        self.preview.setAccessibleName(self.tr("What the model sees"))
        self.preview.setToolTip(
            self.tr("The 28 x 28 pixels that the model really got, made from your strokes")
        )
        self._lay_out()

    def show_reading(self, reading: Reading) -> None:
        """Show a reading, or nothing for an empty board."""
        self.bars.show_probabilities(reading.class_names, reading.probabilities)
        self.preview.show_array(reading.model_input)
        if reading.probabilities is None:
            self.glyph.setText("")
            self.words.setText("")
            return
        certainty = certainty_of(reading.class_names, reading.probabilities)
        self.glyph.setText(certainty.best)
        self.words.setText(self._words(certainty))
        set_role(self.words, "muted" if certainty.is_sure else "warning")

    def _words(self, certainty: Certainty) -> str:
        share = percent(certainty.share)
        if certainty.is_certain:
            return self.tr("certain, {share}").format(share=share)
        if certainty.is_sure:
            return self.tr("fairly sure, {share}").format(share=share)
        return self.tr("not sure: {best} or {second}").format(best=certainty.best, second=certainty.second)

    def _glyph_label(self) -> QLabel:
        glyph = label("", "reading", "reading")
        glyph.setAlignment(Qt.AlignmentFlag.AlignCenter)
        glyph.setAccessibleName(self.tr("The digit that the model reads"))
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
        about = label(self.tr("28 x 28 pixels, drawn from your strokes"), "caption", "model_input_about")
        about.setWordWrap(True)
        told.addWidget(about)
        told.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.preview, 3)
        foot.addLayout(told, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.glyph)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addWidget(self.bars, 3)
        column.addSpacing(8)
        column.addLayout(foot, 2)
