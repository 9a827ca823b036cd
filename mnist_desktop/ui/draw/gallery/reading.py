"""Many images and the model that reads them, newest wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mnist_desktop.gallery.collection import Collection
from mnist_desktop.gallery.finding import MOST
from mnist_desktop.jobs.job import Job
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.answers import Caution
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.draw.gallery.work import Answered, AnswerWork, Loaded, LoadWork, Unanswered
from mnist_desktop.ui.work import WorkShown


class GalleryReader(QObject):
    """Reads files in one thread and lets the model in use read them in another.

    Another model or caution lets go of what is being read, and everything is read or judged again.

    Signals:
        changed: Images or answers came, or were taken away.
        work_started: A `WorkShown`.
        left_out: How many files there were beyond those that are shown at once.
        failed: The exception that keeps the model or the files from being read.
    """

    changed = Signal()
    work_started = Signal(object)
    left_out = Signal(int)
    failed = Signal(object)

    def __init__(self, model: LibraryModel, loading: Lane, answering: Lane, parent: QObject) -> None:
        """Start without images."""
        super().__init__(parent)
        self.collection = Collection()
        self._model, self._caution = model, Caution.BALANCED
        self._loading, self._answering = loading, answering
        self._load_job: Job | None = None
        self._answer_job: Job | None = None
        self._unread: list[Unanswered] = []

    @property
    def is_busy(self) -> bool:
        """Whether images are still being read."""
        return self._load_job is not None or self._answer_job is not None

    def load(self, paths: Sequence[Path]) -> None:
        """Read these files and folders in place of those that were there."""
        self.stop()
        self.collection = Collection()
        self._load_job = self._loading.submit(LoadWork(paths, MOST))
        self._load_job.progressed.connect(self._on_loaded)
        self._load_job.succeeded.connect(self._on_all_loaded)
        self._load_job.failed.connect(self._on_failed)
        self._load_job.ended.connect(self._on_load_ended)
        self.work_started.emit(WorkShown(self.tr("Opening images"), self._load_job))
        self.changed.emit()

    def stop(self) -> None:
        """Read no more."""
        for job in (self._load_job, self._answer_job):
            if job is not None:
                job.cancel()
        self._load_job = self._answer_job = None
        self._unread = []

    def use(self, model: LibraryModel) -> None:
        """Read everything again with this model."""
        # Another name changes nothing, other names of classes do.
        key = (model.facts.litert_sha256, model.facts.class_names)
        if key != (self._model.facts.litert_sha256, self._model.facts.class_names):
            self.collection.forget_answers()
        self._model = model
        self._read_again()

    def set_caution(self, caution: Caution) -> None:
        """Judge everything again."""
        if caution is not self._caution:
            self._caution = caution
            self._read_again()

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes of the model in use."""
        return self._model.facts.class_names

    def _read_again(self) -> None:
        if self._answer_job is not None:
            self._answer_job.cancel()
            self._answer_job = None
        self._unread = list(self._to_read(self.collection.readable()))
        self.changed.emit()
        self._go_on()

    def _to_read(self, numbers: Iterable[int]) -> Iterable[Unanswered]:
        for number in numbers:
            model_input = self.collection.entry(number).model_input
            if model_input is not None:
                yield Unanswered(number, model_input, self.collection.answer(number))

    def _go_on(self) -> None:
        if self._answer_job is not None or not self._unread:
            return
        items, self._unread = self._unread, []
        job = self._answering.submit(AnswerWork(self._model, self._caution, items))
        self._answer_job = job
        job.progressed.connect(self._on_answered)
        job.failed.connect(self._on_failed)
        job.ended.connect(self._on_answers_ended)
        self.work_started.emit(WorkShown(self.tr("Reading images"), job))

    def _on_loaded(self, report: object) -> None:
        if self.sender() is self._load_job and isinstance(report, Loaded) and report.entries:
            start = len(self.collection)
            self.collection.add(report.entries)
            self._unread += self._to_read(self.collection.readable(start))
            self.changed.emit()
            self._go_on()

    def _on_all_loaded(self, left: object) -> None:
        if self.sender() is self._load_job and isinstance(left, int) and left:
            self.left_out.emit(left)

    def _on_load_ended(self) -> None:
        if self.sender() is self._load_job:
            self._load_job = None
            self.changed.emit()

    def _on_answered(self, report: object) -> None:
        if self.sender() is self._answer_job and isinstance(report, Answered) and report.numbers:
            self.collection.take_answers(report.numbers, report.answers)
            self.changed.emit()

    def _on_answers_ended(self) -> None:
        if self.sender() is self._answer_job:
            self._answer_job = None
            self._go_on()
            self.changed.emit()

    def _on_failed(self, error: object) -> None:
        if self.sender() in (self._load_job, self._answer_job):
            self._unread = []
            self.failed.emit(error)
