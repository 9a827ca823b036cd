"""What the list of kept trainings shows, and what is done there that begins no training."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.training.past_runs import PastRuns
from mnist_desktop.ui.training.right_pane import RightPane
from mnist_desktop.ui.training.run import TrainingRun
from mnist_desktop.ui.training.runs_room import RunsRoom
from mnist_desktop.ui.training.saving import CurveSaving, values_name
from mnist_desktop.ui.training.settings_panel import SettingsPanel


class RunListing(QObject):
    """Keeps the list up to date, lays its trainings behind the curves, takes their settings, deletes them.

    It saves their values as well.
    """

    def __init__(
        self,
        past: PastRuns,
        right: RightPane,
        settings: SettingsPanel,
        run: TrainingRun,
        saving: CurveSaving,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        """Follow what is known of the trainings, and the settings."""
        super().__init__(parent)
        self._past, self._right, self._settings = past, right, settings
        self._run, self._saving, self._dialogs = run, saving, dialogs
        RunsRoom(right, settings, self)
        past.read.connect(self._on_read)
        past.steps_read.connect(self._on_steps_read)
        run.kept_changed.connect(self._on_kept_changed)
        settings.runs_wanted.connect(self._on_runs_wanted)
        settings.changed.connect(self._on_settings_changed)
        right.runs.settings_wanted.connect(self._on_settings_wanted)
        right.runs.values_wanted.connect(self._on_values_wanted)
        right.runs.delete_wanted.connect(self._on_delete)
        right.runs.compared_changed.connect(self._on_compared)

    def _on_read(self) -> None:
        self._show_runs()
        self._on_compared(self._right.runs.compared)

    def _on_kept_changed(self) -> None:
        if self._right.runs.isVisible():
            self._past.refresh()

    def _on_settings_changed(self) -> None:
        if self._right.runs.isVisible():
            self._show_runs()

    def _show_runs(self) -> None:
        shown = self._past.find(self._run.identifier)
        self._right.runs.rows.name_models(self._past.model_names)
        now = self._settings
        self._right.runs.show_runs(self._past.runs, now.plan(), shown, now.sources())

    def _on_runs_wanted(self) -> None:
        self._right.toggle_runs()
        self._on_settings_changed()
        self._past.refresh()

    def _on_compared(self, identifiers: tuple[str, ...]) -> None:
        self._past.read_steps(identifiers)
        self._show_compared(identifiers)

    def _on_steps_read(self) -> None:
        self._show_compared(self._right.runs.compared)

    def _show_compared(self, identifiers: tuple[str, ...]) -> None:
        compared = self._past.compared(identifiers)
        self._right.curves.compare(compared)
        if compared:
            self._right.show_curves()

    def _on_settings_wanted(self, identifier: str) -> None:
        run = self._past.find(identifier)
        if run is not None and not self._run.is_busy:
            self._settings.show_plan(run.plan, run.sources)

    def _on_values_wanted(self, identifier: str) -> None:
        run = self._past.find(identifier)
        if run is not None:
            is_shown = identifier == self._run.identifier
            steps = self._run.curves.step_values if is_shown else partial(self._past.step_values, identifier)
            self._saving.save_values(run.history, steps, values_name(run.name, run.began))

    def _on_delete(self, identifier: str) -> None:
        run = self._past.find(identifier)
        question = self.tr("Delete this training with its curves? Its model stays among your models.")
        if run and self._dialogs.ask(self.tr("Delete training"), question, self.tr("Delete"), danger=True):
            self._past.delete(identifier)
