"""The most frequent confusions as a list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from mnist_desktop.evaluation.confusions import ConfusedPair, most_confused
from mnist_desktop.evaluation.report import Report
from mnist_desktop.ui.evaluation.tables import Column, FigureTable

_MOST = 20


class ConfusionTable(FigureTable):
    """A row for each pair of classes, the most frequently confused first.

    Signals:
        pair_chosen: The `Cell` of the row that was clicked or confirmed.
    """

    pair_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, parent=parent)
        self._pairs: tuple[ConfusedPair, ...] = ()
        self.setObjectName("evaluation-confusions")
        self.setAccessibleName(self.tr("Most frequent confusions"))
        self.setToolTip(self.tr("Click a row to see its images, a title to sort by it"))
        self.row_chosen.connect(self._on_row_chosen)

    def show_report(self, report: Report) -> None:
        """Show the most frequent mistakes."""
        self._pairs = most_confused(report.confusion, _MOST)
        names = [part.label for part in report.per_class]
        columns = (
            Column(self.tr("Shows"), self.tr("What the image shows")),
            Column(self.tr("Read as"), self.tr("What the model read")),
            Column(self.tr("Times"), self.tr("How many images")),
            Column(self.tr("Share"), self.tr("Of all images that show this class, the share read so")),
        )
        self.show_rows(
            columns,
            [
                (
                    names[pair.true],
                    names[pair.read],
                    pair.count,
                    pair.count / max(1, report.per_class[pair.true].support),
                )
                for pair in self._pairs
            ],
        )
        self.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        for figure in (2, 3):
            self.horizontalHeader().setSectionResizeMode(figure, QHeaderView.ResizeMode.ResizeToContents)

    def _on_row_chosen(self, row: int) -> None:
        self.pair_chosen.emit((self._pairs[row].true, self._pairs[row].read))
