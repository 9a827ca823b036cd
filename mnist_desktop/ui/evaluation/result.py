"""What an evaluation found: figures, confusion matrix, table, and the images behind a cell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mnist_desktop.ui.evaluation.cell_details import CellDetails
from mnist_desktop.ui.evaluation.class_table import ClassTable
from mnist_desktop.ui.evaluation.figures import FigureRow
from mnist_desktop.ui.evaluation.matrix import Cell, ConfusionMatrix
from mnist_desktop.ui.evaluation.tables import WIDTH
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.evaluation.writer_table import WriterTable
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.side_pane import SidePane

_PANE_WIDTH = 300
_SPACE = 12
_WIDTH_FOR_ALL = 1264


class EvaluationResult(QWidget):
    """Shows an `Evaluated`."""

    def __init__(self, theme: Theme, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._evaluated: Evaluated | None = None
        self._general_tooltip = self.tr(
            "A row for each true digit, a column for each answer. Arrow keys move, Enter shows the images."
        )
        self.figures = FigureRow()
        self.matrix = ConfusionMatrix(theme)
        self.words = label("", "story", "evaluation-cell")
        self.matrix_column = QWidget()
        self.table = ClassTable()
        self.writers = WriterTable()
        self.writers_part = QWidget()
        self.table_column = QWidget()
        self.details = CellDetails(theme)
        self.pane = SidePane(
            name="evaluation-details", width=_PANE_WIDTH, content=self.details, theme=theme, icons=icons
        )
        self._name_parts()
        self._lay_out()
        self.figures.wrong_asked.connect(self._on_wrong_asked)
        self.matrix.pointed.connect(self._on_pointed)
        self.matrix.chosen.connect(self._on_chosen)
        self.pane.closed.connect(self._on_closed)
        self.details.grid.left.connect(self.pane.shut)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.pane.shut)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show what an evaluation found, with no cell chosen."""
        if evaluated is self._evaluated:
            return
        self._evaluated = evaluated
        self.pane.shut()
        report = evaluated.measurement.report
        self.figures.show_report(report)
        self.matrix.show_report(report)
        self.table.show_report(report)
        self.writers.show_report(report)
        self.writers_part.setVisible(bool(report.per_writer))
        self._make_room()
        self._on_pointed(None)

    def describe(self, cell: Cell) -> str:
        """A cell in words: "4 read as 9: 6 times, out of 982"."""
        if self._evaluated is None:
            return ""
        report, names = self._evaluated.measurement.report, self._evaluated.measurement.class_names
        true, read = cell
        count, support = report.confusion[true][read], report.per_class[true].support
        values = {"true": names[true], "read": names[read], "count": f"{count:,}", "support": f"{support:,}"}
        if true == read:
            return self.tr("{true} read right: {count} of {support}").format(**values)
        if count == 0:
            return self.tr("{true} read as {read}: never").format(**values)
        times = self.tr("once") if count == 1 else self.tr("{count} times").format(**values)
        return self.tr("{true} read as {read}: {times}, out of {support}").format(times=times, **values)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the matrix square; give the table's room to the details where there is not enough for both."""
        self._make_room()

    def _make_room(self) -> None:
        self.table_column.setVisible(self.pane.isHidden() or self.width() >= _WIDTH_FOR_ALL)
        above = self.matrix_column.sizeHint().height() - self.matrix.sizeHint().height()
        side = self.height() - self.figures.sizeHint().height() - _SPACE - above
        self.matrix_column.setMaximumWidth(max(side, self.matrix.minimumSizeHint().width()))

    def _on_pointed(self, cell: Cell | None) -> None:
        if cell is None:
            self.words.setText(self.tr("Point at a cell to read it, click it to see its images"))
            self.matrix.setToolTip(self._general_tooltip)
            return
        words = self.describe(cell)
        self.words.setText(words)
        self.matrix.setToolTip(words)
        self.matrix.setAccessibleDescription(words)

    def _on_chosen(self, cell: Cell) -> None:
        if self._evaluated is None:
            return
        names = self._evaluated.measurement.class_names
        true, read = names[cell[0]], names[cell[1]]
        words = self.tr("{true} read right") if true == read else self.tr("{true} read as {read}")
        self._show_images(words.format(true=true, read=read), self._evaluated.measurement.of_cell(*cell))

    def _on_wrong_asked(self) -> None:
        if self._evaluated is None:
            return
        self._show_images(self.tr("Mistakes"), self._evaluated.measurement.mistakes())

    def _show_images(self, words: str, indices: NDArray[np.int64]) -> None:
        if self._evaluated is None:
            return
        self.pane.present(self.tr("{words} ({count})").format(words=words, count=f"{len(indices):,}"))
        self._make_room()
        self.details.show_images(self._evaluated, indices)

    def _on_closed(self) -> None:
        self._make_room()
        if self.isVisible():
            self.matrix.setFocus(Qt.FocusReason.MouseFocusReason)

    def _name_parts(self) -> None:
        self.matrix.setObjectName("evaluation-matrix")
        self.matrix.setAccessibleName(self.tr("Confusion matrix"))
        self.matrix.setToolTip(self._general_tooltip)

    def _lay_out(self) -> None:
        legend = self.tr("Grey: read right. Blue: mistakes, the stronger the more.")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        left = QVBoxLayout(self.matrix_column)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.words)
        left.addWidget(label(legend, "caption", "evaluation-legend"))
        left.addSpacing(8)
        left.addWidget(self.matrix, 1)
        self._lay_out_tables()
        parts = QHBoxLayout()
        parts.setSpacing(24)
        parts.addWidget(self.matrix_column, 1000)
        parts.addWidget(self.table_column)
        parts.addStretch(1)
        parts.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_SPACE)
        column.addWidget(self.figures)
        column.addLayout(parts, 1)

    def _lay_out_tables(self) -> None:
        below = QVBoxLayout(self.writers_part)
        below.setContentsMargins(0, 8, 0, 0)
        below.setSpacing(8)
        below.addWidget(label(self.tr("Each writer"), "heading", "evaluation-writers-title"))
        below.addWidget(self.writers, 1)
        self.writers_part.hide()
        self.table_column.setFixedWidth(WIDTH)
        column = QVBoxLayout(self.table_column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Each digit"), "heading", "evaluation-table-title"))
        column.addWidget(self.table)
        column.addWidget(self.writers_part)
        column.addStretch(1)
