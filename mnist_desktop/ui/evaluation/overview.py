"""The first look at an evaluation: figures, classes, writers, and the surest mistakes."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnist_desktop.evaluation.choosing import of_class, of_others, of_rejected, of_writer
from mnist_desktop.ui.evaluation.class_table import ClassTable
from mnist_desktop.ui.evaluation.figures import FigureRow
from mnist_desktop.ui.evaluation.image_captions import mistake_caption
from mnist_desktop.ui.evaluation.image_words import description
from mnist_desktop.ui.evaluation.section import Section
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.evaluation.writer_table import WriterTable
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.captioned_grid import CaptionedGrid
from mnist_desktop.ui.widgets.labels import label

_WIDEST, _NARROWEST, _NARROWEST_WRITERS = 560, 396, 360
_WIDTH_FOR_MISTAKES, _WIDTH_FOR_WRITERS = 900, 780


class OverviewSection(Section):
    """Figures in a row; under them the classes, and beside these the writers or else the surest mistakes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("evaluation-overview-section")
        self._evaluated: Evaluated | None = None
        self.figures = FigureRow()
        self.table = ClassTable()
        self.writers = WriterTable()
        self.writers_part = QWidget()
        self.mistakes = CaptionedGrid(theme, lines=3)
        self.mistakes_part = QWidget()
        self.classes_part = QWidget()
        self._tables = QHBoxLayout()
        self._used = self.classes_part
        self._lay_out()
        self.setFocusProxy(self.table)
        self.figures.asked.connect(self._on_figure)
        self.table.row_chosen.connect(self._on_class)
        self.writers.row_chosen.connect(self._on_writer)
        self.mistakes.chosen.connect(self._on_mistake)
        self.mistakes.moved.connect(self._on_mistake)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show the figures of a report."""
        self._evaluated = evaluated
        report = evaluated.measurement.report
        self.figures.show_report(report)
        self.table.show_report(report)
        self.writers.show_report(report)
        self.mistakes.show_captioned(
            evaluated.measured_set.images,
            evaluated.measurement.mistakes(),
            lambda index: description(evaluated, index),
            lambda index: mistake_caption(evaluated, index),
        )
        self._make_room()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Show what stands beside the classes where there is room for both, else what was used last."""
        self._make_room()

    def _make_room(self) -> None:
        has_writers = self.writers.figures.rowCount() > 0
        has_room = self.width() >= (_WIDTH_FOR_WRITERS if has_writers else _WIDTH_FOR_MISTAKES)
        beside = self.writers_part if has_writers else self.mistakes_part
        self.writers_part.setVisible(has_writers and (has_room or self._used is beside))
        has_mistakes = self.mistakes.count > 0 and not has_writers
        self.mistakes_part.setVisible(has_mistakes and (has_room or self._used is beside))
        self.classes_part.setVisible(has_room or self._used is not beside)
        # Mistakes fill whatever room there is; tables do not.
        self._tables.setStretch(self._tables.count() - 1, 0 if has_mistakes else 1)

    def forget_images(self) -> None:
        """Let the classes come back."""
        self._used = self.classes_part
        self._make_room()

    def _on_mistake(self, position: int) -> None:
        self._used = self.mistakes_part
        self.image_asked.emit(self.mistakes.index_at(position))

    def _on_figure(self, name: str) -> None:
        if self._evaluated is None:
            return
        measurement = self._evaluated.measurement
        found = {
            "wrong": (self.tr("Mistakes"), measurement.mistakes),
            "rejected": (self.tr("Rejected"), lambda: of_rejected(measurement)),
            "others": (self.tr("No digits"), lambda: of_others(measurement)),
        }
        title, choose = found[name]
        self.images_asked.emit(title, choose())

    def _on_class(self, number: int) -> None:
        if self._evaluated is None:
            return
        measurement = self._evaluated.measurement
        if number < len(measurement.class_names):
            words = self.tr("Labelled {name}").format(name=measurement.class_names[number])
            self.images_asked.emit(words, of_class(measurement, number))

    def _on_writer(self, number: int) -> None:
        if self._evaluated is None:
            return
        self._used = self.writers_part
        measurement = self._evaluated.measurement
        name = measurement.report.per_writer[number].writer
        self.images_asked.emit(self.tr("Drawn by {name}").format(name=name), of_writer(measurement, name))

    def _lay_out(self) -> None:
        self.table.setMinimumWidth(_NARROWEST)
        self.writers.setMinimumWidth(_NARROWEST_WRITERS)
        for part in (self.classes_part, self.writers_part):
            part.setMaximumWidth(_WIDEST)
        self.mistakes.setObjectName("evaluation-surest-mistakes")
        self.mistakes.setAccessibleName(self.tr("Surest mistakes"))
        self.mistakes.setToolTip(self.tr("Click an image to see it large, with its probabilities"))
        titles = (
            (self.writers_part, self.writers, self.tr("Each writer"), "evaluation-writers-title"),
            (self.mistakes_part, self.mistakes, self.tr("Surest mistakes"), "evaluation-surest-title"),
        )
        for part, content, title, name in titles:
            beside = QVBoxLayout(part)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(8)
            beside.addWidget(label(title, "heading", name))
            beside.addWidget(content, 1)
            beside.addStretch(0)
            part.hide()
        classes = QVBoxLayout(self.classes_part)
        classes.setContentsMargins(0, 0, 0, 0)
        classes.setSpacing(8)
        classes.addWidget(label(self.tr("Each class"), "heading", "evaluation-table-title"))
        classes.addWidget(self.table, 1)
        classes.addStretch(0)
        self._tables.setSpacing(24)
        for part, factor in ((self.classes_part, 30), (self.writers_part, 30), (self.mistakes_part, 40)):
            self._tables.addWidget(part, factor)
        self._tables.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.figures)
        column.addLayout(self._tables, 1)
