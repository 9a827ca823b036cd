"""The Evaluate place: measures a model on labelled images and shows where it errs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.job import Fraction, Job
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.problems import Problem
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.evaluation.found import FoundEvaluations, Wanted
from mnist_desktop.ui.evaluation.model_choice import ModelChoice
from mnist_desktop.ui.evaluation.report_saving import ReportSaving
from mnist_desktop.ui.evaluation.result import EvaluationResult
from mnist_desktop.ui.evaluation.robustness_section import RobustnessSection
from mnist_desktop.ui.evaluation.source import OpenedPath, Source
from mnist_desktop.ui.evaluation.source_row import SourceRow
from mnist_desktop.ui.evaluation.told import measured_words, reading_words
from mnist_desktop.ui.evaluation.work import Evaluated, EvaluationWork, key_of
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.elided import ElidedLabel
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.notice import Notice
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown


class EvaluationPage(QWidget):
    """Measures by itself at the first visit and for each model or set that is chosen while it is seen.

    Signals:
        work_started: A `WorkShown` for the status bar.
        canvas_wanted: An image, (28, 28) uint8 with ink 255, is wanted on the canvas.
        file_saved: A `FileSaved` for the status bar.
    """

    work_started = Signal(object)
    file_saved = Signal(object)
    canvas_wanted = Signal(object)

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        sets: SetLibrary,
        lane: Lane,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        caution: Caution = Caution.BALANCED,
        parent: QWidget | None = None,
    ) -> None:
        """Measure the shelf's models on those sets in the lane, at first the active one."""
        super().__init__(parent)
        self.setObjectName("evaluation-page")
        self._sets = sets
        self._lane = lane
        self.caution = caution
        self._job: Job | None = None
        self._running: Wanted | None = None
        self._given_up: Wanted | None = None
        self._found = FoundEvaluations()
        self.model = ModelChoice(shelf)
        self.source = SourceRow(sets, dialogs, icons)
        self.story = ElidedLabel("muted", "evaluation-story")
        self.again = QPushButton(self.tr("Evaluate again"))
        self.report = QPushButton(self.tr("Save report…"))
        self.saving = ReportSaving(lane, dialogs, self)
        self.notice = Notice("evaluation-notice")
        self.result = EvaluationResult(theme, icons)
        self.robustness = RobustnessSection(theme, lane, lambda: self.model.current)
        self.robustness.work_started.connect(self.work_started)
        self.result.add_section(
            "robustness",
            self.tr("Robustness"),
            self.tr("How far images can be changed until it errs"),
            self.robustness,
        )
        self.setFocusProxy(self.result)
        self._name_buttons(icons)
        self._lay_out()
        self.report.clicked.connect(self._on_report)
        self.saving.work_started.connect(self.work_started)
        self.saving.file_saved.connect(self.file_saved)
        self.source.chosen.connect(self._on_source_chosen)
        self.again.clicked.connect(self._on_again)
        self.notice.button.clicked.connect(self._on_notice_button)
        self.model.chosen.connect(self._on_model_chosen)
        self.result.canvas_wanted.connect(self.canvas_wanted)

    def set_caution(self, caution: Caution) -> None:
        """Call drawings no digit more or less readily; nothing has to be read again for that."""
        self.caution = caution
        found = self._found.of(self._wanted)
        if self._job is None and found is not None:
            self._show_found(found)

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        return {"section": self.result.row.current}

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        if state.get("section") in self.result.row.buttons:
            self.result.row.choose(state["section"])

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what has not been measured."""
        super().showEvent(event)
        self.source.list_sets()
        self._follow()

    @property
    def _wanted(self) -> Wanted:
        return key_of(self.model.current), self.source.current

    def _follow(self) -> None:
        """Show what is known of the chosen model on the chosen set, or find it out."""
        wanted = self._wanted
        if self._job is not None and wanted == self._running:
            return
        self._cancel()
        found = self._found.of(wanted)
        if found is not None:
            self._show_found(found)
        elif wanted != self._given_up:
            self._evaluate()
        else:
            self.story.show_text("")
            self._show_buttons(False)
            self._stack.setCurrentWidget(self.notice)

    def _evaluate(self, *, is_read_anew: bool = False) -> None:
        self.robustness.give_up()
        model, source = self.model.current, self.source.current
        name = model.facts.name
        self._running, self._given_up = (key_of(model), source), None
        self.story.show_text("")
        self._show_buttons(False)
        self.notice.tell(
            reading_words(name, source), button=self.tr("Cancel"), tooltip=self.tr("Stop the evaluation")
        )
        self.notice.show_progress(0, 0)
        self._stack.setCurrentWidget(self.notice)
        known = None if is_read_anew else self._found.set_of(source)
        job = self._lane.submit(EvaluationWork(model, source, self.caution, self._sets, known))
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self.work_started.emit(WorkShown(self.tr("Evaluating {name}").format(name=name), job))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show_found(self, found: Evaluated) -> None:
        if found.caution is not self.caution:
            found = found.at(self.caution)
            self._found.keep(found)
        self.story.show_text(measured_words(self.model.current.facts.name, found))
        self._show_buttons(True)
        self.result.show_evaluated(found)
        self._stack.setCurrentWidget(self.result)

    def _is_late(self) -> bool:
        """Whether the job that tells something has been given up for another."""
        return self.sender() is not self._job

    def _on_model_chosen(self, _model: LibraryModel) -> None:
        if self.isVisible():
            self._follow()
        elif self._wanted != self._running:
            self._cancel()

    def _on_source_chosen(self, _source: Source) -> None:
        self._follow()

    def _on_again(self) -> None:
        self._cancel()
        # A file may hold something else by now.
        self._evaluate(is_read_anew=isinstance(self.source.current, OpenedPath))

    def _on_notice_button(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self._evaluate()

    def _on_progressed(self, report: object) -> None:
        if isinstance(report, Fraction) and not self._is_late():
            self.notice.show_progress(report.done, report.total)

    def _on_report(self) -> None:
        if self.result.evaluated is not None:
            self.saving.save(self.model.current, self.result.evaluated, self.robustness.found)

    def _on_succeeded(self, found: Evaluated) -> None:
        self._found.keep(found)
        if not self._is_late():
            self._job = None
            self._show_found(found)

    def _on_failed(self, error: Exception) -> None:
        if self._is_late():
            return
        is_expected = isinstance(error, Problem)
        words = sentence(error) if isinstance(error, Problem) else self.tr("The evaluation did not work.")
        self._offer_again(words, is_trouble=True)
        if not is_expected:
            raise error  # to the error relay, as any unexpected exception in the GUI thread

    def _on_cancelled(self) -> None:
        if not self._is_late():
            self._offer_again(self.tr("The evaluation was cancelled."), is_trouble=False)

    def _offer_again(self, words: str, *, is_trouble: bool) -> None:
        self._job = None
        self._given_up = self._running
        self.notice.tell(
            words,
            button=self.tr("Evaluate"),
            tooltip=self.tr("Let the model read this set"),
            is_trouble=is_trouble,
        )

    def _show_buttons(self, are_shown: bool) -> None:
        self.again.setVisible(are_shown)
        self.report.setVisible(are_shown)

    def _name_buttons(self, icons: IconShop) -> None:
        for name, button, tooltip in (
            ("evaluation-again", self.again, self.tr("Let the model read this set once more")),
            ("evaluation-report", self.report, self.tr("Save all of this as a page, a table or JSON")),
        ):
            button.setObjectName(name)
            button.setAccessibleName(button.text().rstrip("…"))
            button.setToolTip(tooltip)
            button.hide()
        icons.dress(self.report, "file-down")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("Evaluate"), "title", "evaluation-title"))
        head.addSpacing(8)
        head.addWidget(self.model)
        head.addWidget(label(self.tr("on"), "muted", "evaluation-on"))
        head.addWidget(self.source)
        head.addStretch(1)
        head.addWidget(self.again)
        head.addWidget(self.report)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notice)
        self._stack.addWidget(self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.story)
        column.addWidget(self._stack, 1)
