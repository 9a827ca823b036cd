"""How well each writer is read, as a table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mnist_desktop.evaluation.report import Report, WriterReport
from mnist_desktop.ui.evaluation.tables import Cell, Column, FigureTable


class WriterTable(FigureTable):
    """A row for each writer, the worst read first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, parent=parent)
        self.setObjectName("evaluation-writers")
        self.setAccessibleName(self.tr("Figures of each writer"))
        self.setToolTip(self.tr("Click a writer to see their images, a title to sort by it"))

    def show_report(self, report: Report) -> None:
        """Show the writers of a report, with what was rejected where the model can reject."""
        columns = [
            Column(self.tr("Writer"), self.tr("Whose hand it is")),
            Column(self.tr("Images"), self.tr("How many of this writer's images show a class of the model")),
            Column(self.tr("Right"), self.tr("The share of them that was read right, rejected or not")),
        ]
        if report.can_reject:
            columns.append(Column(self.tr("Rejected"), self.tr("How many of them were called no digit")))
        if report.can_reject and report.others.count:
            meaning = self.tr("Of this writer's images that show none, the share that was rejected")
            columns.append(Column(self.tr("Others"), meaning))
        self.show_rows(columns, [_row(part)[: len(columns)] for part in report.per_writer])
        self.sortByColumn(2, Qt.SortOrder.AscendingOrder)


def _row(part: WriterReport) -> tuple[Cell, ...]:
    others = part.others_rejected / part.others if part.others else float("nan")
    return (part.writer, part.count, part.accuracy, part.rejected, others)
