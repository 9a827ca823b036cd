"""The Train place: settings on the left, on the right the curves and how the training goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.training.run_session import TrainingOrder
from mnist_desktop.training.runs import RunStore
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.curves import Curves
from mnist_desktop.ui.training.intro import Intro
from mnist_desktop.ui.training.result_row import ResultRow
from mnist_desktop.ui.training.run import TrainingRun
from mnist_desktop.ui.training.settings_panel import SettingsPanel
from mnist_desktop.ui.training.work import Trained, plots_work, saving_work
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.splitters import restore_splitter, splitter_text
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown


class TrainingPage(QWidget):
    """Train a network and watch it learn.

    Signals:
        status_told: A sentence for the status bar.
        busy_changed: True when a training starts, False when it has ended.
        work_started: A `WorkShown` for the status bar.
        training_ended: No training runs any more, and what was learnt is kept.
    """

    status_told = Signal(str)
    busy_changed = Signal(object)
    work_started = Signal(object)
    training_ended = Signal()

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        runs: RunStore,
        lane: Lane,
        files: Lane,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """Train in the lane, one training at a time; save in the lane for files meanwhile."""
        super().__init__(parent)
        self.setObjectName("training_page")
        self._shelf, self._runs, self._dialogs = shelf, runs, dialogs
        self._lane, self._files = lane, files
        self._are_plots_asked = False
        self._trained: Trained | None = None
        self._is_saved = False
        self._title = ""
        self._run = TrainingRun(lane, self)
        self.settings = SettingsPanel(icons)
        self.story = label(self.tr("Choose a network and press Train"), "story", "training_story")
        self.story.setWordWrap(True)
        self.result = ResultRow(icons)
        self.curves = Curves(theme)
        self.intro = Intro()
        self._lay_out()
        self._connect()

    def busy(self) -> bool:
        """Whether a training runs, is being stopped or is being finished."""
        return self._run.is_busy

    def holds_unkept_model(self) -> bool:
        """Whether the trained model could not be kept in the library and was not saved elsewhere."""
        return self._trained is not None and self._trained.model is None and not self._is_saved

    def start(self) -> None:
        """Train as the settings say."""
        if self.busy():
            return
        plan = self.settings.plan()
        try:
            plan.check()
        except Problem as problem:
            self._dialogs.trouble(problem)
            return
        self._load_plots()
        self._trained = None
        self.result.hide()
        self._title = self.settings.title
        job = self._run.start(TrainingOrder(plan, self._title), self._shelf.library, self._runs)
        self.curves.show_run(self._run.curves)
        self._stack.setCurrentWidget(self.curves)
        self.work_started.emit(WorkShown(self.tr("Training {name}").format(name=self._title), job))
        self.busy_changed.emit(True)

    def stop(self) -> None:
        """Stop the training within a second and keep what was learnt; `training_ended` tells the end."""
        self._run.stop()

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        splitter = splitter_text(self._splitter)
        return {**self.settings.state(), "splitter": splitter}

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        self.settings.restore(state)
        if "splitter" in state:
            restore_splitter(self._splitter, state["splitter"])

    def showEvent(self, event: QShowEvent) -> None:
        """Load the plots in the background when the place is first seen."""
        super().showEvent(event)
        self._load_plots()

    def _connect(self) -> None:
        self.settings.train_pressed.connect(self.start)
        self.settings.stop_pressed.connect(self.stop)
        self.result.use_wanted.connect(self._on_use)
        self.result.save_wanted.connect(self._on_save)
        self._run.phase_changed.connect(self.settings.show_phase)
        self._run.story_told.connect(self.story.setText)
        self._run.status_told.connect(self.status_told)
        self._run.curves_changed.connect(self.curves.refresh)
        self._run.trained.connect(self._on_trained)
        self._run.failed.connect(self._dialogs.trouble)
        self._run.ended.connect(self._on_ended)

    def _load_plots(self) -> None:
        if self._are_plots_asked:
            return
        self._are_plots_asked = True
        job = self._lane.submit(plots_work)
        job.succeeded.connect(self._on_plots_loaded)
        job.failed.connect(self._dialogs.trouble)

    def _on_plots_loaded(self, _nothing: object) -> None:
        self.curves.build()

    def _on_trained(self, trained: Trained) -> None:
        self._trained = trained
        self._is_saved = False
        if trained.model is not None:
            self._shelf.models_changed.emit()
            self.result.show_kept(trained.model.facts.name)
        elif trained.trouble is not None:
            self.result.show_not_kept(sentence(trained.trouble))

    def _on_ended(self) -> None:
        self.busy_changed.emit(False)
        self.training_ended.emit()

    def _on_use(self) -> None:
        if self._trained is None or self._trained.model is None:
            return
        try:
            self._shelf.activate(self._trained.model.facts.identifier)
        except Problem as problem:
            self._dialogs.trouble(problem)
            return
        self.result.show_used()

    def _on_save(self) -> None:
        if self._trained is None:
            return
        trained = self._trained
        name = trained.model.facts.name if trained.model else self._title
        name_filter = self.tr("Keras model (*.keras);;Older Keras model (*.h5)")
        target = self._dialogs.save_file(self.tr("Save the model"), f"{name}.keras", name_filter)
        if target is None:
            return
        job = self._files.submit(saving_work(trained.outcome.prepared, target))
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._dialogs.trouble)
        self.work_started.emit(
            WorkShown(self.tr("Saving {name}").format(name=target.name), job, is_asked_about=True)
        )

    def _on_saved(self, target: Path) -> None:
        self._is_saved = True
        self.status_told.emit(self.tr("Saved as {path}").format(path=target))

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setObjectName("training_stack")
        self._stack.addWidget(self.intro)
        self._stack.addWidget(self.curves)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.story)
        column.addWidget(self.result)
        column.addWidget(self._stack, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("training_splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.settings)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([320, 840])
        row = QVBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 16)
        row.addWidget(self._splitter)
