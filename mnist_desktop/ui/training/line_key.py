"""What the lines of the plots mean."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.curve_data import RunCurves
from mnist_desktop.ui.widgets.labels import label


class LineKey(QWidget):
    """A row of short lines, each painted as in the plots, with their names."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with the lines that every run has."""
        super().__init__(parent)
        self.setObjectName("line_key")
        self.validation = _Sample(theme, "accent", 2.6, Qt.PenStyle.SolidLine)
        self.best = _Sample(theme, "success", 1.0, Qt.PenStyle.DotLine)
        self.best_text = label("", "caption", "best_epoch")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._add(
            _Sample(theme, "field_line", 1.0, Qt.PenStyle.SolidLine),
            label(self.tr("Latest steps"), "caption"),
        )
        training = _Sample(theme, "muted", 1.4, Qt.PenStyle.DashLine)
        self._add(training, label(self.tr("Training"), "caption"))
        self.validation_text = label(self.tr("Validation"), "caption")
        self._add(self.validation, self.validation_text)
        self._add(self.best, self.best_text)
        self._show(self.validation, self.validation_text, False)
        self._show(self.best, self.best_text, False)

    def tell(self, run: RunCurves) -> None:
        """Name what this run has."""
        best = run.best()
        self._show(self.validation, self.validation_text, len(run.validation_accuracy()[0]) > 0)
        self._show(self.best, self.best_text, best is not None)
        if best is not None:
            share = best.accuracy if best.validation_accuracy is None else best.validation_accuracy
            text = self.tr("Best epoch: {epoch}, {share} %")
            self.best_text.setText(text.format(epoch=best.epoch, share=f"{share * 100:.1f}"))

    def _add(self, sample: QWidget, text: QLabel) -> None:
        if self._row.count():
            self._row.addSpacing(8)
        self._row.addWidget(sample)
        self._row.addWidget(text)

    @staticmethod
    def _show(sample: QWidget, text: QLabel, is_shown: bool) -> None:
        sample.setVisible(is_shown)
        text.setVisible(is_shown)


class _Sample(QWidget):
    """A short line."""

    def __init__(self, theme: Theme, role: str, width: float, style: Qt.PenStyle) -> None:
        super().__init__()
        self._theme, self._role, self._width, self._style = theme, role, width, style
        self.setFixedSize(QSize(24, 12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(getattr(self._theme.colours, self._role)), self._width, self._style))
        painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)
        painter.end()
