"""The Evaluate place: measures the active model on MNIST's test digits and shows where it errs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.data.digits import LabelledImages
from mnist_desktop.jobs.job import Fraction, Job
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.problems import Problem
from mnist_desktop.ui.evaluation.result import EvaluationResult
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
    """Measures by itself at the first visit and for each model that becomes active while it is seen.

    Signals:
        work_started: A `WorkShown` for the status bar.
    """

    work_started = Signal(object)

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        lane: Lane,
        theme: Theme,
        icons: IconShop,
        parent: QWidget | None = None,
    ) -> None:
        """Measure the shelf's active model in the lane."""
        super().__init__(parent)
        self.setObjectName("evaluation-page")
        self._shelf = shelf
        self._lane = lane
        self._job: Job | None = None
        self._running_key = ""
        self._given_up_key = ""
        self._found: dict[str, Evaluated] = {}
        self._digits: LabelledImages | None = None
        self.story = ElidedLabel("muted", "evaluation-story")
        self.again = QPushButton(self.tr("Evaluate again"))
        self.notice = Notice("evaluation-notice")
        self.result = EvaluationResult(theme, icons)
        self.setFocusProxy(self.result.matrix)
        self._lay_out()
        self.again.clicked.connect(self._on_again)
        self.notice.button.clicked.connect(self._on_notice_button)
        shelf.active_changed.connect(self._on_active_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what has not been measured."""
        super().showEvent(event)
        self._follow_active()

    def _follow_active(self) -> None:
        """Show what is known of the active model, or find it out."""
        model = self._shelf.active
        key = key_of(model)
        if self._job is not None and key == self._running_key:
            return
        self._cancel()
        if key in self._found:
            self._show_found(self._found[key])
        elif key != self._given_up_key:
            self._evaluate(model)
        else:
            self.story.show_text("")
            self.again.hide()
            self._stack.setCurrentWidget(self.notice)

    def _evaluate(self, model: LibraryModel) -> None:
        name = model.facts.name
        self._running_key, self._given_up_key = key_of(model), ""
        self.story.show_text("")
        self.again.hide()
        self.notice.tell(
            self.tr("{name} reads MNIST's 10,000 test digits …").format(name=name),
            button=self.tr("Cancel"),
            tooltip=self.tr("Stop the evaluation"),
        )
        self.notice.show_progress(0, 0)
        self._stack.setCurrentWidget(self.notice)
        job = self._lane.submit(EvaluationWork(model, self._digits))
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
        words = self.tr("{name} on MNIST's {count} test digits, measured in {seconds} s")
        self.story.show_text(
            words.format(
                name=self._shelf.active.facts.name,
                count=f"{found.measurement.report.count:,}",
                seconds=f"{found.seconds:.1f}",
            )
        )
        self.again.show()
        self.result.show_evaluated(found)
        self._stack.setCurrentWidget(self.result)

    def _is_late(self) -> bool:
        """Whether the job that tells something has been given up for another."""
        return self.sender() is not self._job

    def _on_active_changed(self, _model: object) -> None:
        if self.isVisible():
            self._follow_active()
        elif key_of(self._shelf.active) != self._running_key:
            self._cancel()

    def _on_again(self) -> None:
        self._cancel()
        self._evaluate(self._shelf.active)

    def _on_notice_button(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self._evaluate(self._shelf.active)

    def _on_progressed(self, report: object) -> None:
        if isinstance(report, Fraction) and not self._is_late():
            self.notice.show_progress(report.done, report.total)

    def _on_succeeded(self, found: Evaluated) -> None:
        self._found[found.key] = found
        self._digits = found.digits
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
        self._given_up_key = self._running_key
        self.notice.tell(
            words,
            button=self.tr("Evaluate"),
            tooltip=self.tr("Let the active model read the test digits"),
            is_trouble=is_trouble,
        )

    def _lay_out(self) -> None:
        self.again.setObjectName("evaluation-again")
        self.again.setAccessibleName(self.tr("Evaluate again"))
        self.again.setToolTip(self.tr("Let the active model read the test digits once more"))
        self.again.hide()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(self.tr("Evaluate"), "title", "evaluation-title"))
        head.addWidget(self.story, 1)
        head.addWidget(self.again)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.notice)
        self._stack.addWidget(self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
