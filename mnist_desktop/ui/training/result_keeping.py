"""What becomes of a trained model: it is used, saved elsewhere, or trained further."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.saving import ModelPair, save_pair
from mnist_desktop.problems import Problem
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.model_saving import ModelSaving
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.training.further import further_words
from mnist_desktop.ui.training.result_row import ResultRow
from mnist_desktop.ui.training.work import Trained
from mnist_desktop.ui.wording import sentence


class ResultKeeping(QObject):
    """Holds the last training's result and does what its row offers.

    Signals:
        file_saved: A `FileSaved` for the status bar.
        work_started: A `WorkShown` for the status bar.
    """

    file_saved = Signal(object)
    work_started = Signal(object)

    def __init__(
        self, row: ResultRow, shelf: ModelShelf, files: Lane, dialogs: Dialogs, parent: QObject | None = None
    ) -> None:
        """Save in the lane."""
        super().__init__(parent)
        self._row, self._shelf, self._dialogs = row, shelf, dialogs
        self._saving = ModelSaving(files, dialogs, self)
        self._saving.work_started.connect(self.work_started)
        self._saving.file_saved.connect(self.file_saved)
        self._saving.saved.connect(self._on_saved)
        self._saving.failed.connect(dialogs.trouble)
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
        outcome, prepared = self.trained.outcome, self.trained.outcome.prepared
        pair = ModelPair(prepared.keras_file, prepared.litert_file, prepared.class_names, outcome.calibration)
        self._saving.start(name, lambda target, cancelled: save_pair(pair, target, cancelled))

    def _on_saved(self, _saved: object) -> None:
        self._is_saved = True
