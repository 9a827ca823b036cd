"""The Models place: a list on the left, facts and layers on the right, actions at the top right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from mnist_desktop.jobs.job import Job, Work
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.library import LONGEST_NAME
from mnist_desktop.models.saving import save_copy
from mnist_desktop.problems import Problem
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.model_saving import ModelSaving
from mnist_desktop.ui.models.actions import ActionRow
from mnist_desktop.ui.models.details import ModelDetails
from mnist_desktop.ui.models.model_list import ModelList
from mnist_desktop.ui.models.work import OpenedFile, opening_work
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.splitters import restore_splitter, splitter_text
from mnist_desktop.ui.work import WorkShown


class ModelsPage(QWidget):
    """Keep, use, open and save models.

    Signals:
        work_started: A `WorkShown` for the status bar.
        status_told: A sentence for the status bar.
        file_saved: A `FileSaved` for the status bar.
    """

    work_started = Signal(object)
    status_told = Signal(str)
    file_saved = Signal(object)

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        lane: Lane,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        """Show the shelf's models; open and save in the lane."""
        super().__init__(parent)
        self.setObjectName("models_page")
        self._shelf, self._lane, self._dialogs = shelf, lane, dialogs
        self._saving = ModelSaving(lane, dialogs, self)
        self.list = ModelList(theme)
        self.setFocusProxy(self.list)
        self.hint = label(
            self.tr("Networks that you train and model files that you open are kept here."),
            "caption",
            "models_hint",
        )
        self.hint.setWordWrap(True)
        self.actions_row = ActionRow(icons)
        self.details = ModelDetails()
        self._lay_out()
        self._connect()
        self._show_models()

    def open_file(self) -> None:
        """Ask for a model file and open it in the background."""
        name_filter = self.tr("Keras models (*.keras *.h5 *.hdf5);;All files (*)")
        path = self._dialogs.open_file(self.tr("Open a model"), name_filter)
        if path is None:
            return
        job = self._start(
            self.tr("Opening {name}").format(name=path.name),
            opening_work(path, self._shelf.library, self.tr("Opened model")),
        )
        job.succeeded.connect(self._on_opened)

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        return {"splitter": splitter_text(self._splitter)}

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        if "splitter" in state:
            restore_splitter(self._splitter, state["splitter"])

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: another program may have added a model."""
        super().showEvent(event)
        self._show_models()

    def _show_models(self) -> None:
        models = self._shelf.models
        self.list.show_models(models, self._shelf.active.facts.identifier)
        self.hint.setVisible(len(models) == 1)

    def _show_chosen(self, model: LibraryModel) -> None:
        self.details.show_model(model)
        is_active = model.facts.identifier == self._shelf.active.facts.identifier
        self.actions_row.show_model(model, is_active)

    def _start(self, title: str, work: Work) -> Job:
        job = self._lane.submit(work)
        job.failed.connect(self._on_failed)
        self.work_started.emit(WorkShown(title, job, is_asked_about=True))
        return job

    def _try(self, change: Callable[[], object]) -> None:
        try:
            change()
        except Problem as problem:
            self._dialogs.trouble(problem)
            self._show_models()

    def _on_use(self) -> None:
        model = self.list.current
        if model is not None and self.actions_row.use.isEnabled():
            self._try(lambda: self._shelf.activate(model.facts.identifier))

    def _on_rename(self) -> None:
        model = self.list.current
        if model is None:
            return
        name = self._dialogs.ask_text(
            self.tr("Rename"), self.tr("New name"), model.facts.name, LONGEST_NAME, agree=self.tr("Rename")
        )
        if name is not None and name != model.facts.name:
            self._try(lambda: self._shelf.rename(model.facts.identifier, name))

    def _on_delete(self) -> None:
        model = self.list.current
        if model is None:
            return
        question = self.tr("Delete {name}? Its files are removed for good.").format(name=model.facts.name)
        if model.facts.identifier == self._shelf.active.facts.identifier:
            question += " " + self.tr("It reads your drawing now; the bundled model will do so then.")
        title, yes, no = self.tr("Delete a model"), self.tr("Delete"), self.tr("Keep")
        if self._dialogs.ask(title, question, yes, no, danger=True):
            self._try(lambda: self._shelf.delete(model.facts.identifier))

    def _on_save(self) -> None:
        model = self.list.current
        if model is None:
            return
        self._saving.start(model.facts.name, lambda target, cancelled: save_copy(model, target, cancelled))

    def _on_opened(self, opened: OpenedFile) -> None:
        model = opened.model
        self._shelf.models_changed.emit()
        self.list.choose(model.facts.identifier)
        self.status_told.emit(
            self.tr("Opened {name}. Press Use to read with it.").format(name=model.facts.name)
        )
        if opened.calibration_problem is not None:
            self._dialogs.trouble(opened.calibration_problem)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error  # to the error relay, as any unexpected exception in the GUI thread
        self._dialogs.trouble(error)

    def _on_active_changed(self, _model: object) -> None:
        self._show_models()

    def _connect(self) -> None:
        row = self.actions_row
        row.use_wanted.connect(self._on_use)
        row.rename_wanted.connect(self._on_rename)
        row.open_wanted.connect(self.open_file)
        row.save_wanted.connect(self._on_save)
        row.delete_wanted.connect(self._on_delete)
        row.add_shortcuts(self)
        self.list.chosen.connect(self._show_chosen)
        self.list.use_wanted.connect(self._on_use)
        self._saving.work_started.connect(self.work_started)
        self._saving.file_saved.connect(self.file_saved)
        self._saving.failed.connect(self._on_failed)
        self._shelf.models_changed.connect(self._show_models)
        self._shelf.active_changed.connect(self._on_active_changed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Models"), "title", "models_title"), 1)
        head.addWidget(self.actions_row)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("models_splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.details)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([280, 760])
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 16)
        page.setSpacing(12)
        page.addLayout(head)
        page.addWidget(self._splitter, 1)
