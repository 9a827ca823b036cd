"""Models side by side: measured in the background, and kept so that nothing is measured twice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.evaluation.model_figures import ModelFigures
from mnist_desktop.jobs.job import Fraction, Job
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.models.comparison_column import ComparedColumn
from mnist_desktop.ui.models.comparison_table import ComparisonTable
from mnist_desktop.ui.models.comparison_work import ComparisonWork, InkSeen, ModelMeasured, is_complete
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown


class ComparisonView(QWidget):
    """Columns of models, an ink file of the user's to measure on, and ways on.

    Signals:
        left: The user has compared enough.
        drawing_wanted: The compared models are to read the drawing.
        work_started: A `WorkShown` for the status bar.
        measured: Something new is known of a model.
    """

    left = Signal()
    drawing_wanted = Signal()
    work_started = Signal(object)
    measured = Signal()

    def __init__(
        self,
        *,
        lane: Lane,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        figures: KeptFigures,
        parent: QWidget | None = None,
    ) -> None:
        """Start without models; measure in the lane and keep what was found in `figures`."""
        super().__init__(parent)
        self.setObjectName("compare_view")
        self._lane, self._dialogs, self._figures = lane, dialogs, figures
        self._columns: tuple[ComparedColumn, ...] = ()
        self._active, self._ink_key = "", ""
        self._job: Job | None = None
        self.ink: Path | None = None
        self.table = ComparisonTable(theme)
        self.told = ElidedLabel("muted", "compare_told")
        self.ink_button = self._button("compare_ink", self.tr("Ink file…"), "pencil", icons)
        self.measure = self._button("compare_measure", self.tr("Measure"), "play", icons)
        self.stop = self._button("compare_stop", self.tr("Stop"), "x", icons)
        self.draw = self._button("compare_draw", self.tr("On the drawing"), "square-pen", icons)
        self.back = self._button("compare_back", self.tr("Back to the list"), "boxes", icons)
        self._explain()
        self._lay_out()
        self._connect()

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The compared models."""
        return tuple(column.model.facts.identifier for column in self._columns)

    @property
    def is_measuring(self) -> bool:
        """Whether models are being measured."""
        return self._job is not None

    def compare(self, models: tuple[LibraryModel, ...], active: str) -> None:
        """Show these models and measure what is not known of them; the one in use is marked."""
        self._cancel()
        self._active = active
        self._columns = tuple(ComparedColumn(model, self._known(model)) for model in models)
        self._show()
        self._measure()

    def show_active(self, active: str) -> None:
        """Mark the model in use."""
        self._active = active
        if self._columns:
            self._show()

    def _known(self, model: LibraryModel) -> ModelFigures:
        return self._figures.of(model.facts.litert_sha256)

    def _measure(self) -> None:
        is_known = all(is_complete(column.figures) for column in self._columns)
        if self.is_measuring or (is_known and self.ink is None):
            self._tell()
            return
        work = ComparisonWork(tuple(column.model for column in self._columns), self._figures, self.ink)
        self._job = self._lane.submit(work)
        self._job.progressed.connect(self._on_progressed)
        self._job.failed.connect(self._on_failed)
        self._job.ended.connect(self._on_ended)
        self.work_started.emit(WorkShown(self.tr("Measuring models"), self._job))
        self._tell()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _is_of_now(self) -> bool:
        """Whether a signal is of the work that is wanted, and not of one that was given up for it."""
        return self.sender() is self._job

    def _on_progressed(self, report: object) -> None:
        if not self._is_of_now():
            return
        if isinstance(report, InkSeen):
            self._ink_key = report.key
            self._show()
        elif isinstance(report, ModelMeasured):
            self._take_up(report)
        elif isinstance(report, Fraction) and report.total:
            self.told.show_text(
                self.tr("Measuring, {share} % done").format(share=round(100 * report.done / report.total))
            )

    def _take_up(self, measured: ModelMeasured) -> None:
        for column in self._columns:
            if column.model.facts.identifier == measured.identifier:
                column.figures = measured.figures
                column.problem = self._in_words(measured.problem)
        self._show()
        self.measured.emit()

    def _in_words(self, problem: Problem | None) -> str:
        if problem is None:
            return ""
        if problem.code is ProblemCode.DATA_CLASS_UNKNOWN:
            return self.tr("Its classes are not these digits, so its accuracy cannot be measured here.")
        return sentence(problem)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error  # to the error relay, as any unexpected exception in the GUI thread
        if not self._is_of_now():
            return
        self.ink, self._ink_key = None, ""
        self._dialogs.trouble(error)

    def _on_ended(self) -> None:
        if not self._is_of_now():
            return
        self._job = None
        self._show()
        self._tell()

    def _on_stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.told.show_text(self.tr("Stopping …"))

    def _on_ink(self) -> None:
        kinds = self.tr("Ink files (*.jsonl *.unp *.txt *.dat *.tra *.tes);;All files (*)")
        path = self._dialogs.open_file(self.tr("Measure on an ink file"), kinds)
        if path is not None:
            self._cancel()
            self.ink, self._ink_key = path.absolute(), ""
            self._show()
            self._measure()

    def _show(self) -> None:
        self.table.show_columns(self._columns, self._active, self._ink_key)

    def _tell(self) -> None:
        self.stop.setVisible(self.is_measuring)
        is_missing = any(not is_complete(column.figures, self._ink_key) for column in self._columns)
        self.measure.setVisible(not self.is_measuring and is_missing)
        if self.is_measuring:
            self.told.show_text(self.tr("Measuring …"))
        elif self.ink is None:
            self.told.show_text(
                self.tr("Handwriting is measured on an ink file of yours: drawings with labels.")
            )
        else:
            self.told.show_text(self.tr("Handwriting: {name}").format(name=self.ink.name))

    def _button(self, name: str, text: str, icon: str, icons: IconShop) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        icons.dress(button, icon)
        return button

    def _explain(self) -> None:
        self.ink_button.setToolTip(
            self.tr("Measure on your own handwriting: an ink file (.jsonl) or a UNIPEN file with labels")
        )
        self.measure.setToolTip(self.tr("Measure what is not known yet"))
        self.stop.setToolTip(self.tr("Stop measuring; what was measured is kept"))
        self.draw.setToolTip(self.tr("See these models read what you draw"))
        self.back.setToolTip(self.tr("Show the list of models again (Esc)"))

    def _connect(self) -> None:
        self.ink_button.clicked.connect(self._on_ink)
        self.measure.clicked.connect(self._measure)
        self.stop.clicked.connect(self._on_stop)
        self.draw.clicked.connect(self.drawing_wanted)
        self.back.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Compare models"), "title", "compare_title"), 1)
        for button in (self.ink_button, self.draw, self.back):
            head.addWidget(button)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.told, 1)
        line.addWidget(self.measure)
        line.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.table, 1)
