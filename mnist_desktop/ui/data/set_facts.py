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
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, ElidedLabel]] = []
        self.counts = self._line("data-fact-counts", self.tr("Images"))
        self.shape = self._line("data-fact-shape", self.tr("Shape"))
        self.values = self._line("data-fact-values", self.tr("Values"))
        self.original = self._line("data-fact-original", self.tr("Made of"))
        self.source = self._line("data-fact-source", self.tr("From"))

    def show_part(self, statistics: Statistics, train: int, test: int) -> None:
        """Show the figures of a part; `train` and `test` are the counts of both."""
        self.counts.show_text(
            self.tr("{train} to learn from, {test} to test").format(train=f"{train:,}", test=f"{test:,}")
        )
        shape = " × ".join(f"{size:,}" for size in statistics.shape)
        self.shape.show_text(shape, self.tr("The array of this part: images, rows, columns"))
        self.values.show_text(
            self.tr("{low} to {high}, {type}").format(
                low=statistics.lowest, high=statistics.highest, type=statistics.dtype
            ),
            self.tr("The smallest and largest value of a pixel, 0 for paper and 255 for ink, and its type"),
        )

    def show_source(self, original: str, source: str) -> None:
        """Show what its images were before, and where they came from; what is empty is left out."""
        for (key, value), text in zip(self._lines[-2:], (original, source), strict=True):
            value.show_text(text)
            key.setVisible(bool(text))
            value.setVisible(bool(text))

    def _line(self, name: str, title: str) -> ElidedLabel:
        key, value = label(title, "muted"), ElidedLabel(name=name)
        row = len(self._lines)
        self._grid.addWidget(key, row, 0)
        self._grid.addWidget(value, row, 1)
        self._lines.append((key, value))
        return value
