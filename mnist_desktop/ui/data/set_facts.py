"""What a set consists of, as names and words."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mnist_desktop.data.statistics import Statistics
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label


class SetFactGrid(QWidget):
    """Counts, shape, type and values, and where the set is from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without facts."""
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 5)
        self._grid.setColumnStretch(3, 2)
        self._lines: list[tuple[QLabel, ElidedLabel]] = []
        self.counts = self._line("data-fact-counts", self.tr("Images"), 0, 0)
        self.classes = self._line("data-fact-classes", self.tr("Classes"), 0, 2)
        self.shape = self._line("data-fact-shape", self.tr("Shape"), 1, 0)
        self.values = self._line("data-fact-values", self.tr("Values"), 1, 2)
        self.source = self._line("data-fact-source", self.tr("From"), 2, 0, columns=3)

    def show_part(self, statistics: Statistics, train: int, test: int, source: str) -> None:
        """Show the figures of a part; `train` and `test` are the counts of both, `source` may be empty."""
        self.counts.show_text(
            self.tr("{train} to learn from, {test} to test").format(train=f"{train:,}", test=f"{test:,}")
        )
        self.classes.show_text(f"{len(statistics.class_counts):,}")
        shape = " × ".join(f"{size:,}" for size in statistics.shape)
        self.shape.show_text(shape, self.tr("The array of this part: images, rows, columns"))
        self.values.show_text(
            self.tr("{low} to {high}, {type}").format(
                low=statistics.lowest, high=statistics.highest, type=statistics.dtype
            ),
            self.tr("The smallest and largest value of a pixel, 0 for paper and 255 for ink, and its type"),
        )
        self.source.show_text(source)
        for part in self._lines[-1]:
            part.setVisible(bool(source))

    def _line(self, name: str, title: str, row: int, column: int, columns: int = 1) -> ElidedLabel:
        key, value = label(title, "muted"), ElidedLabel(name=name)
        self._grid.addWidget(key, row, column)
        self._grid.addWidget(value, row, column + 1, 1, columns)
        self._lines.append((key, value))
        return value
