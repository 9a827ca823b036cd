"""The kept trainings as rows of a list, each with a box to compare it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mnist_desktop.training.differences import differences
from mnist_desktop.training.kept_run import KeptRun, RunStatus
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.source_differences import source_differences
from mnist_desktop.training.sources import NO_SOURCES, Sources
from mnist_desktop.ui.training import run_words
from mnist_desktop.ui.training.difference_words import difference_words
from mnist_desktop.ui.training.line_styles import COMPARED

RUN_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class RunRows(QAbstractListModel):
    """A row for each training; `RUN_ROLE` gives it, the check state whether it is compared.

    Signals:
        compared_changed: The identifiers that are compared now, in the order of their choice.
    """

    compared_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without trainings."""
        super().__init__(parent)
        self.runs: tuple[KeptRun, ...] = ()
        self.compared: tuple[str, ...] = ()
        self._current: TrainingPlan | None = None
        self._sources = NO_SOURCES
        self._titles: Mapping[str, str] = {}
        self._models: Mapping[str, str] = {}
        self._shown: KeptRun | None = None

    def name_presets(self, titles: Mapping[str, str]) -> None:
        """Tell what presets of the user's own are called, by their keys."""
        self._titles = titles

    def name_models(self, names: Mapping[str, str]) -> None:
        """Tell what the models are called, by their identifiers; `show_runs` has to follow."""
        self._models = names

    def show_runs(
        self,
        runs: Sequence[KeptRun],
        current: TrainingPlan | None,
        shown: KeptRun | None = None,
        sources: Sources = NO_SOURCES,
    ) -> None:
        """Show these trainings; those that can be compared no more are not."""
        self.beginResetModel()
        self._sources = sources
        self.runs, self._current, self._shown = tuple(runs), current, shown
        self.endResetModel()
        there = {run.identifier for run in self.runs if _has_curves(run)}
        self._compare(tuple(identifier for identifier in self.compared if identifier in there))

    def row_of(self, identifier: str) -> int:
        """The row of a training, -1 if it is not there."""
        return next((row for row, run in enumerate(self.runs) if run.identifier == identifier), -1)

    def basis(self, run: KeptRun) -> KeptRun | None:
        """The training shown, which another one is compared with; None where it is with the settings."""
        shown = self._shown
        return shown if shown is not None and shown.identifier != run.identifier else None

    def difference_words(self, run: KeptRun) -> tuple[str, ...] | None:
        """What differs from its basis; None where that is not known."""
        basis = self.basis(run)
        plan = basis.plan if basis else self._current
        if plan is None:
            return None
        sources = basis.sources if basis else self._sources
        found = differences(plan, run.plan) + source_differences(sources, run.sources)
        # Of a preset that was deleted, only its trainings still know what it was called.
        return difference_words(found, {run.plan.preset: run.name, **self._titles})

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many trainings there are."""
        return 0 if parent.isValid() else len(self.runs)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A box only where there is something to compare, and room for one line more."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        run = self.runs[index.row()]
        has_room = len(self.compared) < len(COMPARED) or run.identifier in self.compared
        return flags | Qt.ItemFlag.ItemIsUserCheckable if _has_curves(run) and has_room else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, check state, words for tooltip and screen reader, and the training itself."""
        run = self.runs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return run_words.title(run, self._model_of(run))
            case Qt.ItemDataRole.CheckStateRole:
                is_compared = run.identifier in self.compared
                return Qt.CheckState.Checked if is_compared else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return run_words.spoken(run, self._model_of(run))
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(run)
            case _:
                return run if role == RUN_ROLE else None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Compare a training, or compare it no more."""
        if role != Qt.ItemDataRole.CheckStateRole or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        identifier = self.runs[index.row()].identifier
        others = tuple(other for other in self.compared if other != identifier)
        self._compare((*others, identifier) if Qt.CheckState(value) == Qt.CheckState.Checked else others)
        return True

    def _compare(self, compared: tuple[str, ...]) -> None:
        if compared == self.compared:
            return
        self.compared = compared
        if self.runs:
            # Where one line more is too many, all other boxes are out of reach.
            self.dataChanged.emit(self.index(0), self.index(len(self.runs) - 1))
        self.compared_changed.emit(compared)

    def _model_of(self, run: KeptRun) -> str | None:
        return self._models.get(run.model) if run.model else None

    def _tooltip(self, run: KeptRun) -> str:
        words, spoken = self.difference_words(run), run_words.spoken(run, self._model_of(run))
        if words is None:
            return spoken
        same = self.tr("The same settings as now")
        if self.basis(run):
            same = self.tr("The same settings as those of the training shown")
        return f"{spoken}\n{'; '.join(words) or same}"


def _has_curves(run: KeptRun) -> bool:
    return bool(run.history) and run.status is not RunStatus.RUNNING
