"""What is in somebody's files, how it would be taken, and taking it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from mnist_desktop.data.importing.understood import Understood, steps
from mnist_desktop.data.set_library import SetFacts, SetLibrary
from mnist_desktop.jobs.job import Fraction, Job
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.jobs.newest import NewestWins
from mnist_desktop.problems import Problem
from mnist_desktop.ui.data import import_words
from mnist_desktop.ui.data.import_body import ImportBody
from mnist_desktop.ui.data.import_work import Seen, preview_of, survey_work, take_work
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label, set_role
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown

_SMALL = (480, 160)
_SIZE = (880, 620)
_LEAST = (820, 560)


class ImportDialog(QDialog):
    """Looks at files at once, shows what it found, and takes the set up when the user says so.

    Signals:
        taken: The `SetFacts` of the set that was taken up.
        work_started: A `WorkShown` for the status bar.
    """

    taken = Signal(object)
    work_started = Signal(object)

    def __init__(
        self,
        paths: Sequence[Path],
        *,
        library: SetLibrary,
        lane: Lane,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """Look at these files in the lane."""
        super().__init__(parent)
        self.setObjectName("import-dialog")
        self.setWindowTitle(self.tr("Import a set"))
        self.setMinimumSize(*_SMALL)
        self.resize(*_SMALL)
        self._paths = tuple(paths)
        self._library, self._lane = library, lane
        self._job: Job | None = None
        self._understood: Understood | None = None
        self._is_taking = False
        self.story = label("", "story", "import-story")
        self.story.setWordWrap(True)
        self.body = ImportBody(theme)
        self.form = self.body.form
        self.progress = QProgressBar()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.agree = QPushButton(self.tr("Import"))
        self._previews = NewestWins(lane, preview_of, self)
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_found(False)
        self._look()

    def done(self, result: int) -> None:
        """Leave nothing working behind."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is cancelling."""
        self.reject()
        event.accept()

    def _look(self) -> None:
        self._tell(self.tr("Looking at the files …"))
        self.agree.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self._start(self._lane.submit(survey_work(self._paths, self.form.label_column)))

    def _start(self, job: Job) -> None:
        self._job = job
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)

    def _show_found(self, is_found: bool) -> None:
        self.body.setVisible(is_found)
        self.agree.setEnabled(is_found and not self.form.refusal)

    def _tell(self, text: str, role: str = "story") -> None:
        set_role(self.story, role)
        self.story.setText(text)

    def _on_understood(self, understood: Understood) -> None:
        is_first = self._understood is None
        self._understood = understood
        self.progress.hide()
        self.body.facts.show_pairs(import_words.facts(understood))
        self.form.show_understood(understood)
        self.body.sheet.show_images(understood.preview)
        self._show_found(True)
        self._judge()
        if is_first:
            self._grow()
            self.form.name.setFocus()
            self.form.name.selectAll()
        else:
            self._on_choice_changed()

    def _grow(self) -> None:
        """Make room for what was found, about the same middle and within the screen."""
        middle, screen = self.geometry().center(), self.screen().availableGeometry()
        self.setMinimumSize(*_LEAST)
        self.resize(*_SIZE)
        place = self.frameGeometry()
        place.moveCenter(middle)
        left = max(screen.left(), min(place.left(), screen.right() - place.width()))
        top = max(screen.top(), min(place.top(), screen.bottom() - place.height()))
        self.move(left, top)

    def _judge(self) -> None:
        """Say what will be done, or what is wrong with a choice."""
        if self._understood is None or self._is_taking:
            return
        refusal, choices = self.form.refusal, self.form.choices
        self.agree.setEnabled(not refusal)
        if refusal:
            self._tell(refusal, "danger")
            return
        self._tell(self.tr("This is what was found. Nothing has been taken yet."))
        done = [
            import_words.step_words(step, self._understood, choices)
            for step in steps(self._understood, choices)
        ]
        self.body.steps.setText("\n".join(done) or self.tr("The images are taken as they are."))

    def _on_choice_changed(self) -> None:
        self._judge()
        if self._understood is not None and not self.form.refusal:
            self._previews.request((self._understood, self.form.choices))

    def _on_previewed(self, seen: Seen) -> None:
        if self._understood is not None and not self._is_taking:
            self.body.sheet.show_images(seen.preview)

    def _on_preview_failed(self, error: Exception) -> None:
        self.agree.setEnabled(False)
        self._tell_error(error)

    def _on_agreed(self) -> None:
        if self._understood is None or self.form.refusal:
            return
        self._is_taking = True
        self.agree.setEnabled(False)
        self.form.setEnabled(False)
        self._tell(self.tr("Taking the images …"))
        self.progress.setRange(0, 0)
        self.progress.show()
        choices = self.form.choices
        source = ", ".join(str(path) for path in self._paths)
        job = self._lane.submit(take_work(self._understood, choices, self._library, source))
        self._start(job)
        self.work_started.emit(WorkShown(self.tr("Importing {name}").format(name=choices.name), job))

    def _on_progressed(self, report: object) -> None:
        if isinstance(report, Fraction) and self.sender() is self._job:
            self.progress.setRange(0, report.total)
            self.progress.setValue(report.done)
            words = self.tr("Taking the images: {done} of {total}")
            self._tell(words.format(done=f"{report.done:,}", total=f"{report.total:,}"))

    def _on_succeeded(self, result: object) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(result, Understood):
            self._on_understood(result)
        elif isinstance(result, SetFacts):
            self.accept()
            self.taken.emit(result)

    def _on_failed(self, error: Exception) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self._end_taking()
        if self._understood is None:
            self.agree.hide()
            self.cancel.setText(self.tr("Close"))
        self._tell_error(error)

    def _on_cancelled(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._end_taking()
            self._tell(self.tr("Nothing was taken."))

    def _end_taking(self) -> None:
        self._is_taking = False
        self.progress.hide()
        self.form.setEnabled(True)
        self.agree.setEnabled(self._understood is not None and not self.form.refusal)

    def _tell_error(self, error: Exception) -> None:
        is_expected = isinstance(error, Problem)
        text = sentence(error) if isinstance(error, Problem) else self.tr("The files could not be read.")
        self._tell(text, "danger")
        if not is_expected:
            raise error  # to the error relay, as any unexpected exception in the GUI thread

    def _connect(self) -> None:
        self.agree.clicked.connect(self._on_agreed)
        self.cancel.clicked.connect(self.reject)
        self.form.changed.connect(self._on_choice_changed)
        self.form.name_changed.connect(self._judge)
        self.form.column_changed.connect(self._look)
        self._previews.answered.connect(self._on_previewed)
        self._previews.failed.connect(self._on_preview_failed)

    def _name_parts(self) -> None:
        self.progress.setObjectName("import-progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        for button, name, tooltip in (
            (self.cancel, "cancel", self.tr("Take nothing (Escape)")),
            (self.agree, "agree", self.tr("Take the images up as a set of this program")),
        ):
            button.setObjectName(f"import-{name}")
            button.setAccessibleName(button.text())
            button.setToolTip(tooltip)
        self.agree.setProperty("role", "primary")
        self.agree.setDefault(True)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.progress, 1)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.story)
        column.addWidget(self.body, 1)
        column.addStretch(0)
        column.addLayout(foot)
