"""Precision, recall and F1 of each class, and their means, as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget

from mnist_desktop.evaluation.report import Report
from mnist_desktop.ui.evaluation.tables import Cell, Column, FigureTable


class ClassTable(FigureTable):
    """A row for each class; the means beneath them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty, in the order of the classes."""
        super().__init__(Qt.AlignmentFlag.AlignCenter, keeps_order=True, parent=parent)
        self.setObjectName("evaluation-table")
        self.setAccessibleName(self.tr("Figures of each class"))
        self.setToolTip(self.tr("Click a class to see its images, a title to sort by it"))

    def show_report(self, report: Report) -> None:
        """Show the classes of a report, and the means over them."""
        columns = (
            Column(
                self.tr("Class"),
                self.tr(
                    "What the image shows. Beneath the means over all classes: macro, in which each class "
                    "counts the same, and weighted, in which it counts as much as it has images"
                ),
            ),
            Column(
                self.tr("Precision"), self.tr("Of all images read as this class, the share that shows it")
            ),
            Column(self.tr("Recall"), self.tr("Of all images that show this class, the share read as it")),
            Column(self.tr("F1"), self.tr("Precision and recall in one figure: their harmonic mean")),
            Column(self.tr("Images"), self.tr("How many of the images show this class")),
        )
        self.show_rows(
            columns,
            [(part.label, part.precision, part.recall, part.f1, part.support) for part in report.per_class],
            self._means(report),
        )
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)

    def _means(self, report: Report) -> list[tuple[Cell, ...]]:
        macro = (report.macro_precision, report.macro_recall, report.macro_f1)
        weighted = (report.weighted_precision, report.weighted_recall, report.weighted_f1)
        return [
            (self.tr("Macro"), *macro, report.count),
            (self.tr("Weighted"), *weighted, report.count),
        ]
