"""Saving what an evaluation found as a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mnist_desktop import __version__
from mnist_desktop.data.files import LabelledInputs
from mnist_desktop.evaluation.robustness import Robustness
from mnist_desktop.jobs.job import JobControl, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import LibraryModel
from mnist_desktop.reports.files import write_report
from mnist_desktop.reports.told import EvaluationTold
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.evaluation.told import source_words
from mnist_desktop.ui.evaluation.work import Evaluated
from mnist_desktop.ui.work import FileSaved, WorkShown

_NOT_IN_NAMES = '<>:"/\\|?*'
"""What one system or another does not have in the name of a file."""


class ReportSaving(QObject):
    """Asks for a file and writes the report in the background.

    Signals:
        work_started: A `WorkShown` for the status bar.
        file_saved: A `FileSaved` for the status bar.
    """

    work_started = Signal(object)
    file_saved = Signal(object)

    def __init__(self, lane: Lane, dialogs: Dialogs, parent: QObject | None = None) -> None:
        """Write in the lane."""
        super().__init__(parent)
        self._lane, self._dialogs = lane, dialogs

    def save(self, model: LibraryModel, found: Evaluated, curves: Robustness | None = None) -> None:
        """Ask for a file and write it, as a page, a table or JSON."""
        told = replace(evaluation_told(model, found), robustness=curves)
        name = "".join("_" if sign in _NOT_IN_NAMES else sign for sign in told.model)
        name_filter = self.tr("Page to look at (*.html);;Table (*.csv);;JSON (*.json)")
        target = self._dialogs.save_file(self.tr("Save the report"), f"{name}.html", name_filter)
        if target is None:
            return
        job = self._lane.submit(_writing(told, target))
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._dialogs.trouble)
        self.work_started.emit(WorkShown(self.tr("Saving {name}").format(name=target.name), job))

    def _on_saved(self, target: Path) -> None:
        words = self.tr("Saved as {name}").format(name=target.name)
        self.file_saved.emit(FileSaved(words, target.absolute().parent))


def evaluation_told(model: LibraryModel, found: Evaluated) -> EvaluationTold:
    """All that the report of an evaluation tells."""
    data = found.measured_set.data
    return EvaluationTold(
        model=model.facts.name,
        facts=model.facts,
        set_name=source_words(found.measured_set.source),
        images=found.measured_set.images,
        measurement=found.measurement,
        caution=found.caution,
        cautions=dict(found.thresholds),
        seconds=found.seconds,
        written=datetime.now(UTC).astimezone(),
        version=__version__,
        unlabelled=data.unlabelled if isinstance(data, LabelledInputs) else 0,
        unreadable=len(data.unreadable) if isinstance(data, LabelledInputs) else 0,
    )


def _writing(told: EvaluationTold, target: Path) -> Work:
    def work(_control: JobControl) -> Path:
        write_report(target, told)
        return target

    return work
