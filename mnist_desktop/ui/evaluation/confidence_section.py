"""How far the model's sureness can be trusted: the reliability diagram, and coverage against accuracy."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mnist_desktop.evaluation.calibration import CalibrationBin
from mnist_desktop.evaluation.choosing import of_bin
from mnist_desktop.evaluation.coverage import CoverageCurve, CoveragePoint, coverage_curve, left_out
from mnist_desktop.evaluation.reliability import reliability_bins
from mnist_desktop.ui import caution_words
from mnist_desktop.ui.evaluation.coverage_plot import CoveragePlot, MarkedPoint
from mnist_desktop.ui.evaluation.reliability import FEW, ReliabilityDiagram
from mnist_desktop.ui.evaluation.section import Section
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label

_WIDTH_FOR_BOTH = 640
_TWO_LINES = 36


class ConfidenceSection(Section):
    """Two plots beside each other; where there is room for one only, the one that was used last."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("evaluation-confidence-section")
        self._evaluated: Evaluated | None = None
        self._curve: CoverageCurve | None = None
        self.diagram = ReliabilityDiagram(theme)
        self.plot = CoveragePlot(theme)
        self.error = label("", "heading", "evaluation-ece")
        self.bin_words = label("", "muted", "evaluation-bin")
        self.coverage_title = label(self.tr("Answered and right"), "heading", "evaluation-coverage-title")
        self.point_words = label("", "muted", "evaluation-coverage-point")
        self._name_plots()
        self._left = self._column(self.error, self.bin_words, self.diagram)
        self._right = self._column(self.coverage_title, self.point_words, self.plot)
        self._used = self._left
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addWidget(self._left, 1)
        row.addWidget(self._right, 1)
        self.setFocusProxy(self.diagram)
        self.diagram.pointed.connect(self._on_bin_pointed)
        self.diagram.chosen.connect(self._on_bin_chosen)
        self.plot.pointed.connect(self._on_point_pointed)
        self.plot.chosen.connect(self._on_point_chosen)

    def show_evaluated(self, evaluated: Evaluated) -> None:
        """Show how sure the model was of what it read."""
        self._evaluated = evaluated
        measurement = evaluated.measurement
        self._curve = coverage_curve(measurement)
        self.diagram.show_bins(reliability_bins(measurement))
        self.plot.show_curve(self._curve, _marks(evaluated, self._curve))
        ece = measurement.report.ece
        share = "–" if math.isnan(ece) else f"{ece * 100:.2f} %"
        self.error.setText(self.tr("Calibration error {share}").format(share=share))
        self._on_bin_pointed(None)
        self._on_point_pointed(None)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Show both where there is room."""
        self._make_room()

    def forget_images(self) -> None:
        """Begin with the diagram again."""
        self._used = self._left
        self._make_room()

    def _make_room(self) -> None:
        has_room = self.width() >= _WIDTH_FOR_BOTH
        for part in (self._left, self._right):
            part.setVisible(has_room or part is self._used)

    def _on_bin_pointed(self, number: int | None) -> None:
        if number is None:
            self.bin_words.setText(
                self.tr(
                    "Bars on the dashed line: right as often as it says. Short lines: how sure it says it "
                    "is. Grey: fewer than {few} images."
                ).format(few=FEW)
            )
            return
        words = self._bin_in_words(self.diagram.bins[number])
        self.bin_words.setText(words)
        self.diagram.setAccessibleDescription(words)

    def _bin_in_words(self, part: CalibrationBin) -> str:
        values = {
            "low": f"{part.low * 100:.0f}",
            "high": f"{part.high * 100:.0f}",
            "count": f"{part.count:,}",
        }
        if not part.count:
            return self.tr("{low} to {high} % sure: no image").format(**values)
        return self.tr(
            "{low} to {high} % sure, on average {confidence} %: {accuracy} % of {count} read right"
        ).format(confidence=f"{part.confidence * 100:.1f}", accuracy=f"{part.accuracy * 100:.1f}", **values)

    def _on_bin_chosen(self, number: int) -> None:
        if self._evaluated is None:
            return
        part = self.diagram.bins[number]
        title = self.tr("{low} to {high} % sure").format(
            low=f"{part.low * 100:.0f}", high=f"{part.high * 100:.0f}"
        )
        self._used = self._left
        self.images_asked.emit(title, of_bin(self._evaluated.measurement, number))

    def _on_point_pointed(self, point: CoveragePoint | None) -> None:
        if point is None:
            self.point_words.setText(self._general_words())
            return
        words = self._point_in_words(point)
        self.point_words.setText(words)
        self.plot.setAccessibleDescription(words)

    def _general_words(self) -> str:
        if self._curve is None or self._curve.is_of_digits:
            return self.tr(
                "What it does not take for a digit it does not answer. Dots: the cautions of the program; "
                "filled: the one in use."
            )
        return self.tr(
            "This model cannot tell what is no digit. The curve shows what if it only answered where it "
            "is sure."
        )

    def _point_in_words(self, point: CoveragePoint) -> str:
        right = "–" if math.isnan(point.accuracy) else f"{point.accuracy * 100:.2f} %"
        words = self.tr("At least {threshold} % sure: {coverage} % answered, {right} of these right").format(
            threshold=_percent(point.threshold), coverage=f"{point.coverage * 100:.2f}", right=right
        )
        if math.isnan(point.others_accepted):
            return words
        return self.tr("{words}; of what shows no digit {others} % answered").format(
            words=words, others=f"{point.others_accepted * 100:.1f}"
        )

    def _on_point_chosen(self, point: CoveragePoint) -> None:
        if self._evaluated is None:
            return
        self._used = self._right
        title = self.tr("Below {share} % sure").format(share=_percent(point.threshold))
        self.images_asked.emit(title, left_out(self._evaluated.measurement, point.threshold))

    def _name_plots(self) -> None:
        self.diagram.setObjectName("evaluation-reliability")
        self.diagram.setAccessibleName(self.tr("Reliability diagram"))
        self.diagram.setToolTip(
            self.tr("Click a bar to see its images. Left and Right move, Enter shows the images.")
        )
        self.plot.setObjectName("evaluation-coverage")
        self.plot.setAccessibleName(self.tr("Answered against right"))
        self.plot.setToolTip(
            self.tr("Click the curve to see what is not answered there. Left and Right move, Enter shows it.")
        )
        self.error.setToolTip(
            self.tr(
                "How far the model's sureness is from the share that it reads right, on average over the "
                "bars, each counting as much as it has images"
            )
        )

    def _column(self, title: QLabel, words: QLabel, plot: QWidget) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words.setFixedHeight(_TWO_LINES)
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(plot, 1)
        return made


def _marks(evaluated: Evaluated, curve: CoverageCurve) -> tuple[MarkedPoint, ...]:
    """The program's cautions; none for a model that cannot reject, which answers everything at each."""
    if not curve.is_of_digits:
        return ()
    return tuple(
        MarkedPoint(caution_words.name(caution), curve.at(threshold), caution is evaluated.caution)
        for caution, threshold in evaluated.thresholds.items()
    )


def _percent(share: float) -> str:
    """A sureness in percent, with as many places as tell it from certainty."""
    return f"{share * 100:.1f}" if share < 0.999 else f"{share * 100:.4f}".rstrip("0").rstrip(".")
