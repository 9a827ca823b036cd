"""What becomes of a trained model: it is used, saved elsewhere, or trained further."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.problems import Problem
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.training.further import further_words
from mnist_desktop.ui.training.result_row import ResultRow
from mnist_desktop.ui.training.work import Trained, saving_work
from mnist_desktop.ui.wording import sentence
from mnist_desktop.ui.work import WorkShown


class ResultKeeping(QObject):
    """Holds the last training's result and does what its row offers.

    Signals:
        status_told: A sentence for the status bar.
        work_started: A `WorkShown` for the status bar.
    """

    status_told = Signal(str)
    work_started = Signal(object)

    def __init__(
        self, row: ResultRow, shelf: ModelShelf, files: Lane, dialogs: Dialogs, parent: QObject | None = None
    ) -> None:
        """Save in the lane."""
        super().__init__(parent)
        self._row, self._shelf, self._files, self._dialogs = row, shelf, files, dialogs
        self.trained: Trained | None = None
        self._name = ""
        self._is_saved = False
        row.use_wanted.connect(self._on_use)
        row.save_wanted.connect(self._on_save)

    @property
    def holds_unkept_model(self) -> bool:
        """Whether the model could not be kept in the library and was not saved elsewhere."""
        return self.trained is not None and self.trained.model is None and not self._is_saved

    def may_be_forgotten(self) -> bool:
        """Whether a new training may begin: asks where the model is kept nowhere and would be lost."""
        if not self.holds_unkept_model:
            return True
        return self._dialogs.ask(
            self.tr("The trained model is not kept"),
            self.tr(
                "It could not be kept among your models. "
                "If you begin a training now without saving it, it is lost."
            ),
            self.tr("Begin and lose it"),
            danger=True,
        )

    def forget(self) -> None:
        """A new training begins."""
        self.trained = None
        self._row.hide()

    def take(self, trained: Trained, name: str) -> None:
        """Hold and show a result; `name` is what the training is called."""
        self.trained, self._name, self._is_saved = trained, name, False
        if trained.run is None or trained.outcome.diverged:
            self._row.offer_further("", "")
        elif trained.outcome.stopped:
            self._row.offer_further(self.tr("Go on"), self.tr("Train the epochs that are left"))
        else:
            tooltip = further_words(trained.outcome.plan, trained.outcome.history)
            self._row.offer_further(self.tr("Train further"), tooltip)
        if trained.model is not None:
            self._shelf.models_changed.emit()
            if trained.trouble is None:
                self._row.show_kept(trained.model.facts.name)
            else:
                self._row.show_keras_only(trained.model.facts.name, str(trained.trouble.values["reason"]))
        elif trained.trouble is not None:
            self._row.show_not_kept(sentence(trained.trouble))

    def _on_use(self) -> None:
        if self.trained is None or self.trained.model is None:
            return
        try:
            self._shelf.activate(self.trained.model.facts.identifier)
        except Problem as problem:
            self._dialogs.trouble(problem)
            return
        self._row.show_used()

    def _on_save(self) -> None:
        if self.trained is None:
            return
        name = self.trained.model.facts.name if self.trained.model else self._name
        name_filter = self.tr("Keras model (*.keras);;Older Keras model (*.h5)")
        target = self._dialogs.save_file(self.tr("Save the model"), f"{name}.keras", name_filter)
        if target is None:
            return
        job = self._files.submit(saving_work(self.trained.outcome, target))
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self._dialogs.trouble)
        title = self.tr("Saving {name}").format(name=target.name)
        self.work_started.emit(WorkShown(title, job, is_asked_about=True))

    def _on_saved(self, target: Path) -> None:
        self._is_saved = True
        self.status_told.emit(self.tr("Saved as {path}").format(path=target))
