"""Opening model files into the library: one, or several one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mnist_desktop.jobs.job import Cancelled, Fraction, JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import Library
from mnist_desktop.models.weights_for import WeightsFor
from mnist_desktop.presence import is_present
from mnist_desktop.problems import Problem, ProblemCode
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.preset_networks import weights_for_preset
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.models.form_words import no_digits
from mnist_desktop.ui.models.questions import OpeningQuestions
from mnist_desktop.ui.models.words import opened_words
from mnist_desktop.ui.models.work import OpenedFile, opening_work
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown

_PARTS = 1000


@dataclass(frozen=True)
class FileResult:
    """What became of one file: a model, or the trouble with it."""

    path: Path
    opened: OpenedFile | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class _FileDone:
    """Reported after each file."""

    result: FileResult


class FileOpening(QObject):
    """Opens files in the background and tells the result once.

    Signals:
        work_started: A `WorkShown` for the status bar.
        status_told: A sentence for the status bar.
        opened: The `LibraryModel` of each file that was opened, as soon as it is there.
        tried: The `Path` of each file that exists and was to be opened.
    """

    work_started = Signal(object)
    status_told = Signal(str)
    opened = Signal(object)
    tried = Signal(object)

    def __init__(
        self,
        shelf: ModelShelf,
        lane: Lane,
        dialogs: Dialogs,
        presets: OwnPresets,
        parent: QObject | None = None,
    ) -> None:
        """Open into the shelf's library, in the lane; weights may belong to the user's own presets too."""
        super().__init__(parent)
        self._shelf, self._lane, self._dialogs, self._presets = shelf, lane, dialogs, presets
        self._questions = OpeningQuestions(shelf, dialogs, presets, self)

    def open(self, paths: Sequence[Path], preset: str = "") -> None:
        """Open these files, one after the other; weights without a network as this preset, if any."""
        if not paths:
            return
        if len(paths) == 1:
            title = self.tr("Opening {name}").format(name=paths[0].name)
        else:
            title = self.tr("Opening {count} model files").format(count=len(paths))
        for path in paths:
            if is_present(path):
                self.tried.emit(path)
        presets, name = self._presets, self.tr("Opened model")
        job = self._lane.submit(
            _one_after_the_other(
                paths, self._shelf.library, name, lambda: weights_for_preset(preset, presets.presets())
            )
        )
        job.progressed.connect(self._on_progressed)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        self.work_started.emit(WorkShown(title, job, is_asked_about=True))

    def _on_progressed(self, report: object) -> None:
        if isinstance(report, _FileDone) and report.result.opened is not None:
            self._shelf.models_changed.emit()
            self.opened.emit(report.result.opened.model)

    def _on_succeeded(self, results: tuple[FileResult, ...]) -> None:
        if len(results) == 1:
            self._tell_one(results[0])
        else:
            self._tell_several(results)

    def _tell_one(self, result: FileResult) -> None:
        if result.problem is not None:
            self._tell_trouble(result.path, result.problem)
        if result.opened is None:
            return
        self.status_told.emit(opened_words(result.opened))
        self._questions.warn_of(result.opened.model)
        self._questions.name_classes(result.opened.model)
        if result.opened.calibration_problem is not None:
            self._dialogs.trouble(result.opened.calibration_problem)

    def _tell_trouble(self, path: Path, problem: Problem) -> None:
        preset = self._questions.preset_for(problem)
        if preset:
            self.open([path], preset)
        elif not _can_be_asked_about(problem):
            self._dialogs.trouble(problem)

    def _tell_several(self, results: tuple[FileResult, ...]) -> None:
        opened = sum(result.opened is not None for result in results)
        told = [(result.path.name, words) for result in results if (words := _words(result))]
        head = (
            self.tr("Opened {count} of {all} files.")
            if opened
            else self.tr("None of {all} files was opened.")
        )
        head = head.format(count=opened, all=len(results))
        self.status_told.emit(head)
        if told:
            self._dialogs.tell_list(self.tr("Opened files"), head, told)
        for result in results:
            if result.opened is not None:
                self._questions.name_classes(result.opened.model)
            elif result.problem is not None and _can_be_asked_about(result.problem):
                self._tell_trouble(result.path, result.problem)

    def _on_failed(self, error: Exception) -> None:
        raise error  # to the error relay, as any unexpected exception in the GUI thread


def _can_be_asked_about(problem: Problem) -> bool:
    """Whether a question follows in place of its sentence."""
    return problem.code is ProblemCode.MODEL_WEIGHTS_FOR_PRESETS


def _words(result: FileResult) -> str:
    """What is to be told of a file; nothing where all went well, or where it is asked about."""
    if result.problem is not None:
        return "" if _can_be_asked_about(result.problem) else _sentence_in_list(result.problem)
    if result.opened is None:
        return ""
    if result.opened.was_known:
        return opened_words(result.opened)
    problem = result.opened.calibration_problem
    return _sentence_in_list(problem) if problem else no_digits(result.opened.model.facts)


def _sentence_in_list(problem: Problem) -> str:
    """The sentence with the file's name in it: beneath that name its folders only lengthen it."""
    named = {key: Path(str(value)).name for key, value in problem.values.items() if key == "path"}
    return sentence(Problem(problem.code, **{**problem.values, **named}))


def _one_after_the_other(
    paths: Sequence[Path], library: Library, fallback_name: str, find_presets: Callable[[], WeightsFor]
) -> Work:
    """Work that gives a tuple of `FileResult`; trouble with one file leaves the others alone.

    `find_presets` says what weights without a network may belong to; it reads files, so the worker calls it.
    """
    files = tuple(paths)

    def work(control: JobControl) -> tuple[FileResult, ...]:
        results, weights_for = [], find_presets()
        for number, path in enumerate(files):
            control.check()
            work_of_file = opening_work(path, library, fallback_name, weights_for)
            result = _opened(path, work_of_file, _part(control, number, len(files)))
            results.append(result)
            control.report(_FileDone(result))
        return tuple(results)

    return work


def _opened(path: Path, work: Work, control: JobControl) -> FileResult:
    try:
        opened = work(control)
    except Problem as problem:
        return FileResult(path, problem=problem)
    if not isinstance(opened, OpenedFile):
        raise Cancelled
    return FileResult(path, opened)


def _part(control: JobControl, number: int, count: int) -> JobControl:
    """The control of one file's part of the work."""
    if count == 1:
        return control

    def report(report: object) -> None:
        if isinstance(report, Fraction) and report.total:
            done = round(_PARTS * report.done / report.total)
            control.report(Fraction(number * _PARTS + done, count * _PARTS))

    return control.reporting_to(report)
