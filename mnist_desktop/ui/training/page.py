"""The Train place: settings on the left, on the right the curves and how the training goes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.training.advice.adviser import Adviser
from mnist_desktop.training.advice.kinds import Advice
from mnist_desktop.training.learnt_set import title_on
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.training.plan import TrainingPlan
from mnist_desktop.training.progress import EpochFinished, TrainingEvent
from mnist_desktop.training.run_session import TrainingOrder, order_to_go_on, order_to_train_further
from mnist_desktop.training.runs import RunStore
from mnist_desktop.training.sources import NO_SOURCES
from mnist_desktop.training.tensorboard_logs import TensorBoardLogs, open_logs
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.columns import Columns
from mnist_desktop.ui.training.network_keeping import NetworkKeeping
from mnist_desktop.ui.training.past_runs import PastRuns
from mnist_desktop.ui.training.phase import Phase
from mnist_desktop.ui.training.result_keeping import ResultKeeping
from mnist_desktop.ui.training.right_pane import RightPane
from mnist_desktop.ui.training.run import TrainingRun
from mnist_desktop.ui.training.run_listing import RunListing
from mnist_desktop.ui.training.saving import CurveSaving
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from mnist_desktop.ui.training.source_finding import with_ink_found
from mnist_desktop.ui.training.source_reading import SourceReading
from mnist_desktop.ui.training.tensorboard_row import TensorBoardRow
from mnist_desktop.ui.training.work import Trained
from mnist_desktop.ui.work import WorkShown


class TrainingPage(QWidget):
    """Train a network and watch it learn.

    Signals:
        status_told: A sentence for the status bar.
        file_saved: A `FileSaved` for the status bar.
        busy_changed: True when a training starts, False when it has ended.
        work_started: A `WorkShown` for the status bar.
        training_ended: No training runs any more, and what was learnt is kept.
    """

    status_told = Signal(str)
    file_saved = Signal(object)
    busy_changed = Signal(object)
    work_started = Signal(object)
    training_ended = Signal()

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        sets: SetLibrary,
        runs: RunStore,
        presets: OwnPresets,
        lane: Lane,
        files: Lane,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """Train in the lane, one training at a time; read and save in the lane for files meanwhile."""
        super().__init__(parent)
        self.setObjectName("training_page")
        self._shelf, self._sets, self._store, self._dialogs = shelf, sets, runs, dialogs
        self._adviser: Adviser | None = None
        self._has_offered = False
        self._broke_off = ""
        self._run = TrainingRun(lane, self)
        self.settings = SettingsPanel(icons)
        self.settings.enable_pause()
        self.tensorboard = TensorBoardRow(files, icons, dialogs)
        self.settings.add_section(
            self.tensorboard, self.tr("TensorBoard"), self.tr("Logs of the training for TensorBoard")
        )
        self.right = RightPane(lane, theme, icons)
        self.reading = SourceReading(self.settings, shelf, sets, files, dialogs, self)
        self.past = PastRuns(runs, shelf.library, files, self)
        self.saving = CurveSaving(self.right.curves, self._run, files, dialogs, self)
        self.listing = RunListing(self.past, self.right, self.settings, self._run, self.saving, dialogs, self)
        self.keeping = ResultKeeping(self.right.result, shelf, files, dialogs, self)
        self.networks = NetworkKeeping(self.settings, self.right, presets, dialogs, self)
        # What is used most, also from without.
        self.story, self.result, self.curves = self.right.story, self.right.result, self.right.curves
        self.intro = self.right.intro
        self._lay_out()
        self._connect()

    def busy(self) -> bool:
        """Whether a training runs, is being stopped or is being finished."""
        return self._run.is_busy

    def holds_unkept_model(self) -> bool:
        """Whether the trained model could not be kept in the library and was not saved elsewhere."""
        return self.keeping.holds_unkept_model

    def start(self) -> None:
        """Train as the settings say."""
        if not self.busy() and self.reading.are_current():
            settings = self.settings
            name = title_on(settings.title, settings.data)
            self._begin(TrainingOrder(settings.plan(), name, sources=settings.sources()))

    def stop(self) -> None:
        """Stop the training within a second and keep what was learnt; `training_ended` tells the end."""
        self._run.stop()

    def go_on(self, identifier: str) -> None:
        """Go on with a kept training that broke off or was stopped."""
        run = self.past.find(identifier)
        if run is None:
            self.right.offer.hide()
        elif begun := self._begin(order_to_go_on(run), run.history):
            self.settings.show_plan(run.plan, begun.sources)

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        parts = (self.settings, self.tensorboard, self.curves, self._columns)
        return {name: word for part in parts for name, word in part.state().items()}

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        for part in (self.settings, self.tensorboard, self.curves, self._columns):
            part.restore(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the earlier trainings when the place is first seen, and the sets whenever it is."""
        super().showEvent(event)
        self.reading.offer_sets()
        if not self._has_offered:
            self.past.refresh()

    def _begin(self, wanted: TrainingOrder, history: tuple[EpochFinished, ...] = ()) -> TrainingOrder | None:
        """Begin where that can be done and is wanted; gives what was begun."""
        if self.busy() or not self.keeping.may_be_forgotten():
            return None
        kept = self.past.find(wanted.go_on or wanted.further or "")
        order = with_ink_found(wanted, kept.sources if kept else None, self._dialogs)
        if order is None:
            return None
        try:
            order.plan.check(len((order.sources or NO_SOURCES).data.class_names))
            logs = self._logs(order)
        except Problem as problem:
            if not self.tensorboard.takes(problem):
                self._dialogs.trouble(problem)
            return None
        had_focus = self.right.focused()
        self._adviser = Adviser(order.plan, history, (order.sources or NO_SOURCES).data.learnable)
        self.right.advice.clear()
        self.right.offer.hide()
        self.right.unkept.hide()
        self.keeping.forget()
        job = self._run.start(order, self._shelf.library, self._sets, self._store, logs=logs, history=history)
        self.curves.show_run(self._run.curves)
        self.right.show_curves()
        if had_focus is not None and not (had_focus.isVisible() and had_focus.isEnabled()):
            self.settings.button.setFocus()
        self.work_started.emit(WorkShown(self.tr("Training {name}").format(name=order.name), job))
        self.busy_changed.emit(True)
        return order

    def _logs(self, order: TrainingOrder) -> TensorBoardLogs | None:
        folder = self.tensorboard.folder()
        return open_logs(folder, order.logs_name) if folder else None

    def _on_phase_changed(self, phase: Phase) -> None:
        is_busy = phase is not Phase.IDLE
        self.settings.show_phase(phase)
        self.right.advice.hold(is_busy)
        self.right.augmentation.lock(is_busy)
        self.right.editor.lock(is_busy)
        self.right.runs.lock(self.tr("A training runs already") if is_busy else "")

    def _on_happened(self, event: TrainingEvent) -> None:
        self.right.unkept.take(event)
        for advice in self._adviser.take(event) if self._adviser else ():
            self.right.advice.show_advice(advice)

    def _on_change_wanted(self, advice: Advice) -> None:
        if not self.busy():
            self.settings.show_plan(advice.changed(self.settings.plan()))
            self.status_told.emit(self.tr("Changed for the next training"))

    def _on_trained(self, trained: Trained) -> None:
        self.keeping.take(trained, self._run.name)

    def _on_ended(self) -> None:
        self.past.refresh()
        self.busy_changed.emit(False)
        self.training_ended.emit()

    def _on_further(self) -> None:
        """Some more epochs on the same model; one that was stopped goes on instead."""
        trained = self.keeping.trained
        if trained is None or trained.run is None or self.busy():
            return
        plan, history, name = trained.outcome.plan, trained.outcome.history, self._run.name
        if trained.outcome.stopped:
            kept = self.past.find(trained.run)
            order = order_to_go_on(kept) if kept else TrainingOrder(plan, name, go_on=trained.run)
            self._begin(order, history)
            return
        self._train_further(trained.run, name, plan, history)

    def _on_kept_further(self, identifier: str) -> None:
        """The same with a kept training, from the state that was kept last."""
        run = self.past.find(identifier)
        if run is not None and run.position is not None:
            self._train_further(identifier, run.name, run.plan, run.history[: run.position.epoch])

    def _train_further(
        self, run: str, name: str, plan: TrainingPlan, history: tuple[EpochFinished, ...]
    ) -> None:
        try:
            order = order_to_train_further(run, name, plan, len(history), self.settings.plan().epochs)
        except Problem as problem:
            self._dialogs.trouble(problem)
            return
        self._begin(order, history)

    def _on_failed(self, error: Exception) -> None:
        self._broke_off = self._run.identifier
        self._dialogs.trouble(error)

    def _on_runs_read(self) -> None:
        """Offer what broke off before the place was first seen, or just now."""
        if self.busy():
            return
        found = None
        if self._broke_off or not self._has_offered:
            found = self.past.unfinished(self._broke_off)
        self._has_offered, self._broke_off = True, ""
        if found is not None:
            self.right.offer.offer(found)

    def _on_repeat(self, identifier: str) -> None:
        run = self.past.find(identifier)
        if run and (begun := self._begin(TrainingOrder(run.plan, run.name, sources=run.sources))):
            self.settings.show_plan(run.plan, begun.sources)
            self.settings.controls.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        settings, run, right = self.settings, self._run, self.right
        settings.train_pressed.connect(self.start)
        settings.status_told.connect(self.status_told)
        settings.stop_pressed.connect(self.stop)
        settings.pause_pressed.connect(run.pause)
        settings.resume_pressed.connect(run.resume)
        run.phase_changed.connect(self._on_phase_changed)
        run.story_told.connect(self.story.setText)
        run.precision_told.connect(self.right.tell_behind_story)
        run.work_told.connect(self.work_started)
        run.status_told.connect(self.status_told)
        run.curves_changed.connect(self.curves.refresh)
        run.happened.connect(self._on_happened)
        run.trained.connect(self._on_trained)
        run.failed.connect(self._on_failed)
        run.ended.connect(self._on_ended)
        right.advice.change_wanted.connect(self._on_change_wanted)
        right.result.further_wanted.connect(self._on_further)
        right.offer.go_on_wanted.connect(self.go_on)
        right.runs.go_on_wanted.connect(self.go_on)
        right.runs.further_wanted.connect(self._on_kept_further)
        right.runs.repeat_wanted.connect(self._on_repeat)
        self.past.read.connect(self._on_runs_read)
        self.past.failed.connect(self._dialogs.trouble)
        for part in (self.keeping, self.saving, self.tensorboard):
            part.work_started.connect(self.work_started)
        self.saving.status_told.connect(self.status_told)
        self.keeping.file_saved.connect(self.file_saved)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.tensorboard.close)

    def _lay_out(self) -> None:
        self._columns = Columns(self.settings, self.right)
        row = QVBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 16)
        row.addWidget(self._columns)
