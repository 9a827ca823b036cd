"""The figures of an evaluation in a quiet row."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.evaluation.report import Report
from mnist_desktop.ui.widgets.labels import label


class FigureRow(QWidget):
    """Accuracy, wrong, loss and macro F1.

    Signals:
        wrong_asked: The images that were read wrong are wanted.
    """

    wrong_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without figures."""
        super().__init__(parent)
        self.setObjectName("evaluation-figures")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(40)
        self.accuracy = self._add(
            "accuracy", self.tr("Accuracy"), self.tr("The share of the images that was read right")
        )
        self.wrong = self._add("wrong", self.tr("Read wrong"), self.tr("How many images were read wrong"))
        self.loss = self._add(
            "loss",
            self.tr("Loss"),
            self.tr(
                "What training makes smaller: how little the model believed in the true digit, on average"
            ),
        )
        self.macro_f1 = self._add(
            "macro-f1",
            self.tr("Macro F1"),
            self.tr(
                "The mean of the digits' F1 figures; each digit counts the same, however many images it has"
            ),
        )
        self.show_wrong = QPushButton(self.tr("Show the wrong ones"))
        self.show_wrong.setObjectName("evaluation-show-wrong")
        self.show_wrong.setAccessibleName(self.tr("Show the wrong ones"))
        self.show_wrong.setToolTip(self.tr("Show all images that were read wrong, the surest mistakes first"))
        self.show_wrong.clicked.connect(self.wrong_asked)
        self._row.addStretch(1)
        self._row.addWidget(self.show_wrong, 0, Qt.AlignmentFlag.AlignBottom)

    def show_report(self, report: Report) -> None:
        """Show the figures of a report."""
        self.accuracy.setText(f"{report.accuracy * 100:.2f} %")
        self.wrong.setText(
            self.tr("{wrong} of {count}").format(wrong=f"{report.wrong:,}", count=f"{report.count:,}")
        )
        self.loss.setText(f"{report.loss:.4f}")
        self.macro_f1.setText(f"{report.macro_f1 * 100:.2f} %")
        self.show_wrong.setEnabled(report.wrong > 0)

    def _add(self, name: str, title: str, tooltip: str) -> QLabel:
        figure = label("", "figure", f"evaluation-{name}")
        heading = label(title, "caption", f"evaluation-{name}-title")
        figure.setAccessibleName(title)
        for part in (heading, figure):
            part.setToolTip(tooltip)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(figure)
        self._row.addLayout(column)
        return figure
