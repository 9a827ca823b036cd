"""The figures of an evaluation in a quiet row."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mnist_desktop.evaluation.intervals import Interval, Unit
from mnist_desktop.evaluation.report import Report
from mnist_desktop.ui.widgets.labels import label

_SPACE = 32
_LEAST_SPACE = 12
_WIDTH_FOR_SPACE = 640
_MOST_NAMED = 5


class Figure(QWidget):
    """A title, a figure and a small note under it."""

    def __init__(self, name: str, title: str, meaning: str, parent: QWidget | None = None) -> None:
        """Start without a figure."""
        super().__init__(parent)
        self._meaning = meaning
        self.is_wanted = True
        self.title = label(title, "caption", f"evaluation-{name}-title")
        self.value = label("", "figure", f"evaluation-{name}")
        self.value.setAccessibleName(title)
        self.note = label("", "caption", f"evaluation-{name}-note")
        self.setToolTip(meaning)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.title, self.value, self.note):
            column.addWidget(part)

    def tell(self, value: str, note: str = "", explanation: str = "") -> None:
        """Show a figure; the explanation joins the meaning in the tooltip."""
        self.value.setText(value)
        self.note.setText(note)
        self.setToolTip(f"{self._meaning}. {explanation}" if explanation else self._meaning)
        self.value.setAccessibleDescription(f"{note}. {explanation}" if explanation else note)


class AskingFigure(Figure):
    """A figure with images behind it.

    Signals:
        asked: The figure's name: it was clicked, or confirmed with Enter.
    """

    asked = Signal(str)

    def __init__(self, name: str, title: str, meaning: str, parent: QWidget | None = None) -> None:
        """Start without a figure."""
        super().__init__(name, title, meaning, parent)
        self._name = name
        self.setObjectName(f"evaluation-{name}-figure")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "asking")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the images."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit(self._name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the images."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(self._name)
        else:
            super().keyPressEvent(event)


class FigureRow(QWidget):
    """Accuracy, what was read wrong, calibration error, what was rejected, and loss.

    Signals:
        asked: The name of the figure whose images are wanted: wrong, rejected or others.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without figures."""
        super().__init__(parent)
        self.setObjectName("evaluation-figures")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACE)
        self.accuracy = self._add(
            "accuracy", self.tr("Accuracy"), self.tr("The share of the images that was read right")
        )
        self.wrong = self._add_asking(
            "wrong", self.tr("Read wrong"), self.tr("How many images were read wrong; click to see them")
        )
        self.ece = self._add(
            "calibration",
            self.tr("Calibration error"),
            self.tr("How far the model's certainty is from the share that it really reads right, on average"),
        )
        self.rejected = self._add_asking(
            "rejected",
            self.tr("Rejected"),
            self.tr("How many digits the model called no digit; click to see them"),
        )
        self.others = self._add_asking(
            "others",
            self.tr("Others rejected"),
            self.tr(
                "Of the images that show no digit, the share that the model called no digit; "
                "click to see them"
            ),
        )
        self.loss = self._add(
            "loss",
            self.tr("Loss"),
            self.tr(
                "What training makes smaller: how little the model believed in the true digit, on average"
            ),
        )
        self._row.addStretch(1)
        for figure in (self.wrong, self.rejected, self.others):
            figure.asked.connect(self.asked)

    def show_report(self, report: Report) -> None:
        """Show the figures of a report."""
        self._tell_accuracy(report.accuracy, report.accuracy_interval)
        count = self.tr("of {count}").format(count=f"{report.count:,}")
        self.wrong.tell(f"{report.wrong:,}", count)
        self.ece.tell(_percent(report.ece))
        self._tell_rejected(report)
        self._tell_others(report)
        self.loss.tell(_number(report.loss))
        self._make_room()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Move the figures together where there is little room, and do without the least of them."""
        self._make_room()

    def _make_room(self) -> None:
        space = _SPACE if self.width() >= _WIDTH_FOR_SPACE else _LEAST_SPACE
        self._row.setSpacing(space)
        always = [
            figure for figure in (self.accuracy, self.wrong, self.rejected, self.others) if figure.is_wanted
        ]
        left = self.width() - sum(figure.sizeHint().width() + space for figure in always)
        for figure in (self.ece, self.loss):
            left -= figure.sizeHint().width() + space
            figure.setVisible(left >= -space)

    def _tell_accuracy(self, share: float, interval: Interval | None) -> None:
        if interval is None:
            self.accuracy.tell(_percent(share), self.tr("no digits"))
            return
        bounds = self.tr("{low} to {high} %").format(
            low=f"{interval.low * 100:.1f}", high=f"{interval.high * 100:.1f}"
        )
        self.accuracy.tell(_percent(share), bounds, self._certainty(interval))

    def _certainty(self, interval: Interval | None) -> str:
        """Where a share lies, in a sentence."""
        if interval is None:
            return ""
        words = (
            self.tr(
                "The share lies between {low} and {high} % for other writers like these, in 95 of 100 cases"
            )
            if interval.by is Unit.WRITERS
            else self.tr(
                "The share lies between {low} and {high} % for other images like these, in 95 of 100 cases"
            )
        )
        return words.format(low=f"{interval.low * 100:.1f}", high=f"{interval.high * 100:.1f}")

    def _tell_rejected(self, report: Report) -> None:
        if not report.can_reject:
            explanation = self.tr(
                "This model cannot tell what is no digit, so it answers whatever it is shown"
            )
            self.rejected.tell("–", self.tr("cannot reject"), explanation)
            return
        accepted = self.tr("Of the digits that were not rejected, {share} were read right").format(
            share=_percent(report.accepted_accuracy)
        )
        explanation = ". ".join(
            part for part in (self._certainty(report.rejected_interval), accepted) if part
        )
        self.rejected.tell(f"{report.rejected:,}", _percent(report.rejected_share), explanation)

    def _tell_others(self, report: Report) -> None:
        others = report.others
        self.others.is_wanted = others.count > 0
        self.others.setVisible(self.others.is_wanted)
        if not report.can_reject:
            self.others.tell("–", self.tr("of {count}").format(count=f"{others.count:,}"))
            return
        worst = sorted(others.per_label, key=lambda part: part.rejected - part.count)[:_MOST_NAMED]
        listed = ", ".join(
            f"{part.label} ({part.count - part.rejected:,})" for part in worst if part.rejected < part.count
        )
        taken = self.tr("Most often taken for digits: {labels}").format(labels=listed) if listed else ""
        self.others.tell(
            _percent(others.rejected_share),
            self.tr("{rejected} of {count}").format(
                rejected=f"{others.rejected:,}", count=f"{others.count:,}"
            ),
            ". ".join(part for part in (self._certainty(others.interval), taken) if part),
        )

    def _add(self, name: str, title: str, meaning: str) -> Figure:
        figure = Figure(name, title, meaning)
        self._row.addWidget(figure)
        return figure

    def _add_asking(self, name: str, title: str, meaning: str) -> AskingFigure:
        figure = AskingFigure(name, title, meaning)
        self._row.addWidget(figure)
        return figure


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{share * 100:.2f} %"


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.4f}"
