"""What an evaluation found: sections to choose from, and the images behind what is clicked in them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.ui.evaluation.confidence_section import ConfidenceSection
from mnist_desktop.ui.evaluation.confusion_section import ConfusionSection
from mnist_desktop.ui.evaluation.gallery_section import LabelsSection, MistakesSection, PredictionsSection
from mnist_desktop.ui.evaluation.images_pane import ImagesPane
from mnist_desktop.ui.evaluation.overview import OverviewSection
from mnist_desktop.ui.evaluation.section import Section
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.section_row import SectionRow
from mnist_desktop.ui.widgets.side_pane import SidePane

_PANE_WIDTH = 368
OVERVIEW, CONFUSION, CONFIDENCE = "overview", "confusion", "confidence"
PREDICTIONS, MISTAKES, LABELS = "predictions", "mistakes", "labels"


class EvaluationResult(QWidget):
    """Shows an `Evaluated`, one section at a time.

    Signals:
        canvas_wanted: An image, (28, 28) uint8 with ink 255, is wanted on the canvas.
    """

    canvas_wanted = Signal(object)

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.evaluated: Evaluated | None = None
        self._sections: dict[str, Section] = {}
        self._shown: dict[str, Evaluated] = {}
        self.row = SectionRow("evaluation-sections")
        self.stack = QStackedWidget()
        self.overview = OverviewSection(theme)
        self.confusion = ConfusionSection(theme)
        self.confidence = ConfidenceSection(theme)
        self.predictions = PredictionsSection(theme)
        self.mistakes = MistakesSection(theme)
        self.labels = LabelsSection(theme)
        self.details = ImagesPane(theme)
        self.pane = SidePane(
            name="evaluation-details", width=_PANE_WIDTH, content=self.details, theme=theme, icons=icons
        )
        self._add_sections()
        self._lay_out()
        self.row.chosen.connect(self._on_section_chosen)
        self.pane.closed.connect(self._on_closed)
        self.details.grid.left.connect(self.pane.shut)
        self.details.view.canvas_wanted.connect(self.canvas_wanted)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.pane.shut)

    def add_section(self, key: str, title: str, meaning: str, section: Section) -> None:
        """Add a section at the end of the row."""
        self._sections[key] = section
        self.row.add(key, title, meaning)
        self.stack.addWidget(section)
        section.images_asked.connect(self._on_images_asked)
        section.image_asked.connect(self._on_image_asked)
        if len(self._sections) == 1:
            self.setFocusProxy(section)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show what an evaluation found, in the section that is chosen, with nothing else open."""
        if evaluated is self.evaluated:
            return
        self.evaluated = evaluated
        self.pane.shut()
        self._fill(self.row.current)

    def _fill(self, key: str) -> None:
        if self.evaluated is not None and self._shown.get(key) is not self.evaluated:
            self._shown[key] = self.evaluated
            self._sections[key].show_evaluated(self.evaluated)

    def _on_section_chosen(self, key: str) -> None:
        self.pane.shut()
        self._fill(key)
        self.stack.setCurrentWidget(self._sections[key])
        self.setFocusProxy(self._sections[key])

    def _on_images_asked(self, title: str, indices: NDArray[np.int64]) -> None:
        if self.evaluated is None:
            return
        words = self.tr("{words} ({count})")
        self.pane.present(words.format(words=title, count=f"{len(indices):,}"))
        self.details.show_images(self.evaluated, indices)

    def _on_image_asked(self, index: int) -> None:
        if self.evaluated is None:
            return
        self.pane.present(self.tr("One image"))
        self.details.show_image(self.evaluated, index)

    def _on_closed(self) -> None:
        self._sections[self.row.current].forget_images()
        if self.isVisible():
            self._sections[self.row.current].setFocus(Qt.FocusReason.MouseFocusReason)

    def _add_sections(self) -> None:
        self.add_section(
            OVERVIEW,
            self.tr("Overview"),
            self.tr("The figures, and those of each class and each writer"),
            self.overview,
        )
        self.add_section(CONFUSION, self.tr("Confusions"), self.tr("What was read as what"), self.confusion)
        self.add_section(
            CONFIDENCE,
            self.tr("Confidence"),
            self.tr("Whether it is right as often as it says, and what caution costs"),
            self.confidence,
        )
        self.add_section(
            PREDICTIONS,
            self.tr("Predictions"),
            self.tr("Images picked at random, right or wrong"),
            self.predictions,
        )
        self.add_section(
            MISTAKES, self.tr("Mistakes"), self.tr("All images that were read wrong"), self.mistakes
        )
        self.add_section(LABELS, self.tr("Labels"), self.tr("Images whose label looks wrong"), self.labels)

    def _lay_out(self) -> None:
        parts = QHBoxLayout()
        parts.setSpacing(24)
        parts.addWidget(self.stack, 1)
        parts.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.row)
        column.addLayout(parts, 1)
