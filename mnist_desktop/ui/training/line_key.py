"""What the lines of the plots mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mnist_desktop.training.progress import reached
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.compared import ComparedRun
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.training.line_styles import BEST, COMPARED, LIVE, TRAINING, VALIDATION, LineStyle
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.flow_layout import FlowLayout
from mnist_desktop.ui.widgets.labels import label

_COLUMN_WIDTH = 190
"""Enough for the name of an earlier run with its day and time."""
_MOST_COLUMNS = 3


class LineKey(QWidget):
    """Short lines, each painted as in the plots, with their names; earlier runs in rows beneath."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with the lines that every run has."""
        super().__init__(parent)
        self.setObjectName("line_key")
        self._theme = theme
        self._own = FlowLayout(16, 2)
        self.live, self.live_text = self._add(LIVE, self.tr("Latest steps"))
        self.training, self.training_text = self._add(TRAINING, self.tr("Training"))
        self.validation, self.validation_text = self._add(VALIDATION, self.tr("Validation"))
        self.best, self.best_text = self._add(BEST, "", "best_epoch")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self.compared_texts: list[ElidedLabel] = []
        self._compared: list[QWidget] = []
        self._columns = _MOST_COLUMNS
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._own)
        column.addLayout(self._grid)
        _show(self.validation_text, False)
        _show(self.best_text, False)

    def tell(self, run: RunCurves) -> None:
        """Name what this run has."""
        best = run.best()
        _show(self.validation_text, len(run.validation_accuracy()[0]) > 0)
        _show(self.best_text, best is not None)
        if best is not None:
            text = self.tr("Best epoch: {epoch}, {share} %")
            if best.validation_accuracy is None:
                text = self.tr("Best epoch: {epoch}, {share} % in training")
            self.best_text.setText(text.format(epoch=best.epoch, share=f"{reached(best) * 100:.1f}"))

    def tell_compared(self, runs: Sequence[ComparedRun]) -> None:
        """Name the runs that are laid behind it."""
        for widget in self._compared:
            widget.hide()
            widget.deleteLater()
        self._compared, self.compared_texts = [], []
        for number, (run, style) in enumerate(zip(runs, COMPARED, strict=False)):
            sample, text = _Sample(self._theme, style), ElidedLabel("caption", f"compared_run_{number}")
            text.show_text(run.name)
            self._compared += (sample, text)
            self.compared_texts.append(text)
        self._arrange_compared()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many earlier runs into a row as can be told apart."""
        super().resizeEvent(event)
        if self._fitting_columns() != self._columns:
            self._arrange_compared()

    def _fitting_columns(self) -> int:
        return min(_MOST_COLUMNS, max(1, self.width() // _COLUMN_WIDTH))

    def _arrange_compared(self) -> None:
        self._columns = self._fitting_columns()
        for number, widget in enumerate(self._compared):
            row, column = divmod(number, 2 * self._columns)
            self._grid.addWidget(widget, row, column)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, int(column < self._columns))

    def entries(self) -> tuple[tuple[LineStyle, str], ...]:
        """The lines that are named, and their names."""
        own = (
            (self.live, self.live_text),
            (self.training, self.training_text),
            (self.validation, self.validation_text),
            (self.best, self.best_text),
        )
        shown = [(sample.style_shown, text.text()) for sample, text in own if not text.isHidden()]
        earlier = [(style, text.whole) for style, text in zip(COMPARED, self.compared_texts, strict=False)]
        return (*shown, *earlier)

    def _add(self, style: LineStyle, words: str, name: str = "") -> tuple[_Sample, QLabel]:
        sample, text = _Sample(self._theme, style), label(words, "caption", name)
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(sample)
        row.addWidget(text)
        self._own.addWidget(entry)
        return sample, text


def _show(text: QLabel, is_shown: bool) -> None:
    """Show a name with the line beside it, or neither."""
    text.setVisible(is_shown)
    entry = text.parentWidget()
    if entry is not None:
        entry.setVisible(is_shown)


class _Sample(QWidget):
    """A short line."""

    def __init__(self, theme: Theme, style: LineStyle) -> None:
        super().__init__()
        self._theme, self.style_shown = theme, style
        self.setFixedSize(QSize(24, 12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.style_shown.pen(self._theme.colours))
        painter.drawLine(QPointF(0, self.height() / 2), QPointF(self.width(), self.height() / 2))
        painter.end()
