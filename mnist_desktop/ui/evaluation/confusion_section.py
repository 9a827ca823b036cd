"""What was read as what: the confusion matrix, and beside it the most frequent confusions as a list."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from mnist_desktop.ui.evaluation.confusion_table import ConfusionTable
from mnist_desktop.ui.evaluation.matrix import ConfusionMatrix
from mnist_desktop.ui.evaluation.matrix_layout import Cell
from mnist_desktop.ui.evaluation.section import Section
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label

_LIST_WIDTH = 360
_WIDTH_FOR_LIST = 720


class ConfusionSection(Section):
    """The matrix as counts or as shares, with words for the cell that is pointed at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty, with counts."""
        super().__init__(parent)
        self.setObjectName("evaluation-confusion-section")
        self._evaluated: Evaluated | None = None
        self._general_tooltip = self.tr(
            "A row for each true class, a column for each answer. Arrow keys move, Enter shows the images."
        )
        self.matrix = ConfusionMatrix(theme)
        self.words = label("", "story", "evaluation-cell")
        self.counts = QPushButton(self.tr("Counts"))
        self.shares = QPushButton(self.tr("Shares"))
        self.list = ConfusionTable()
        self.list_part = QWidget()
        self._name_parts()
        self._lay_out()
        self.setFocusProxy(self.matrix)
        self.matrix.pointed.connect(self._on_pointed)
        self.matrix.chosen.connect(self._on_chosen)
        self.list.pair_chosen.connect(self._on_pair_chosen)
        self.shares.toggled.connect(self._on_shares)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show the confusions of a report, with no cell chosen."""
        self._evaluated = evaluated
        self.matrix.show_report(evaluated.measurement.report)
        self.list.show_report(evaluated.measurement.report)
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
        """Keep the matrix square; give the list's room to it where there is not enough for both."""
        self.list_part.setVisible(self.width() >= _WIDTH_FOR_LIST)
        self.matrix.setMaximumWidth(max(self.matrix.height(), self.matrix.minimumSizeHint().width()))

    def _on_pointed(self, cell: Cell | None) -> None:
        if cell is None:
            self.words.setText(self.tr("Point at a cell to read it, click it to see its images"))
            self.matrix.setToolTip(self._general_tooltip)
            return
        words = self.describe(cell)
        self.words.setText(words)
        self.matrix.setToolTip(words)
        self.matrix.setAccessibleDescription(words)

    def _on_pair_chosen(self, cell: Cell) -> None:
        self.matrix.make_current(cell)
        self._on_chosen(cell)

    def _on_chosen(self, cell: Cell) -> None:
        if self._evaluated is None:
            return
        names = self._evaluated.measurement.class_names
        true, read = names[cell[0]], names[cell[1]]
        words = self.tr("{true} read right") if true == read else self.tr("{true} read as {read}")
        self.images_asked.emit(words.format(true=true, read=read), self._evaluated.measurement.of_cell(*cell))

    def _on_shares(self, are_shown: bool) -> None:
        self.matrix.show_shares(are_shown=are_shown)

    def _name_parts(self) -> None:
        self.matrix.setObjectName("evaluation-matrix")
        self.matrix.setAccessibleName(self.tr("Confusion matrix"))
        self.matrix.setToolTip(self._general_tooltip)
        group = QButtonGroup(self)
        for button, name, tooltip in (
            (self.counts, "counts", self.tr("Show how many images each cell has")),
            (
                self.shares,
                "shares",
                self.tr("Show each cell as a share of the images of its true class, in percent"),
            ),
        ):
            button.setObjectName(f"evaluation-{name}")
            button.setAccessibleName(button.text())
            button.setToolTip(tooltip)
            button.setCheckable(True)
            group.addButton(button)
        self.counts.setChecked(True)

    def _lay_out(self) -> None:
        legend = self.tr("Grey: read right. Blue: mistakes, the stronger the more")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.words)
        told.addWidget(label(legend, "caption", "evaluation-legend"))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addLayout(told, 1)
        head.addWidget(self.counts)
        head.addWidget(self.shares)
        self.list_part.setFixedWidth(_LIST_WIDTH)
        beside = QVBoxLayout(self.list_part)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(label(self.tr("Most often confused"), "heading", "evaluation-confusions-title"))
        beside.addWidget(self.list)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.matrix, 1000)
        row.addWidget(self.list_part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(row, 1)
