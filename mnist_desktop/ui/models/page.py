"""The Models place: a list on the left, facts and layers on the right, actions at the top right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from mnist_desktop.evaluation.kept_figures import KeptFigures
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.entries import LibraryModel
from mnist_desktop.models.saving import save_copy
from mnist_desktop.problems import Problem
from mnist_desktop.training.own_presets import OwnPresets
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.model_saving import ModelSaving
from mnist_desktop.ui.models.actions import ActionRow
from mnist_desktop.ui.models.arranging import known_speed
from mnist_desktop.ui.models.changes import ModelChanges
from mnist_desktop.ui.models.comparison_view import ComparisonView
from mnist_desktop.ui.models.details import ModelDetails
from mnist_desktop.ui.models.listing import ModelListing
from mnist_desktop.ui.models.opening import FileOpening
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label
from mnist_desktop.ui.widgets.splitters import restore_splitter, splitter_text


class ModelsPage(QWidget):
    """Keep, use, open, save and compare models.

    Signals:
        work_started: A `WorkShown` for the status bar.
        status_told: A sentence for the status bar.
        file_saved: A `FileSaved` for the status bar.
        drawing_wanted: A tuple of identifiers of models that are to read the drawing.
    """

    work_started = Signal(object)
    status_told = Signal(str)
    file_saved = Signal(object)
    drawing_wanted = Signal(object)

    def __init__(
        self,
        *,
        shelf: ModelShelf,
        lane: Lane,
        measuring: Lane,
        theme: Theme,
        icons: IconShop,
        dialogs: Dialogs,
        figures: KeptFigures,
        presets: OwnPresets,
        parent: QWidget | None = None,
    ) -> None:
        """Show the shelf's models and what is known in `figures` of them.

        Open and save in the lane, measure in `measuring`. Opened weights may belong to one of `presets`.
        """
        super().__init__(parent)
        self.setObjectName("models_page")
        self._shelf, self._lane, self._dialogs, self._figures = shelf, lane, dialogs, figures
        self._saving = ModelSaving(lane, dialogs, self)
        self.listing = ModelListing(theme, icons, self._speed_of)
        self.list = self.listing.list
        self.setFocusProxy(self.list)
        self.actions_row = ActionRow(icons)
        self.details = ModelDetails(theme, icons)
        self.changes = ModelChanges(shelf, dialogs, self)
        self.opening = FileOpening(shelf, lane, dialogs, presets, self)
        self.comparison = ComparisonView(
            lane=measuring, theme=theme, icons=icons, dialogs=dialogs, figures=figures
        )
        self._lay_out()
        self._connect()
        self._show_models()

    def open_file(self) -> None:
        """Ask for model files and open them in the background."""
        name_filter = self.tr("Keras models (*.keras *.h5 *.hdf5);;All files (*)")
        self.open_files(self._dialogs.open_files(self.tr("Open models"), name_filter))

    def open_files(self, paths: Sequence[Path]) -> None:
        """Open these model files in the background, one after the other."""
        self.opening.open(paths)

    def settings_state(self) -> dict[str, str]:
        """What the window remembers of this place."""
        return {
            "splitter": splitter_text(self._splitter),
            "recent": self.actions_row.recent.text_to_remember(),
            **self.listing.searching.settings_state(),
        }

    def restore_state(self, state: dict[str, str]) -> None:
        """Take up what was remembered."""
        if "splitter" in state:
            restore_splitter(self._splitter, state["splitter"])
        self.actions_row.recent.restore(state.get("recent", ""))
        self.listing.searching.restore_state(state)

    def showEvent(self, event: QShowEvent) -> None:
        """Look again: another program may have added a model."""
        super().showEvent(event)
        self._show_models()

    def _show_models(self) -> None:
        self.listing.show_models(self._shelf.models, self._shelf.active.facts.identifier)

    def _show_chosen(self) -> None:
        model = self.list.current
        self._right.setCurrentIndex(0 if model is None else 1)
        if model is None:
            self.actions_row.show_nothing()
            return
        self.details.show_model(model, self._speed_of(model))
        is_active = model.facts.identifier == self._shelf.active.facts.identifier
        self.actions_row.show_model(model, is_active)

    def _on_comparison_wanted(self) -> None:
        self._stack.setCurrentWidget(self.comparison)
        self.setFocusProxy(self.comparison.back)
        self.comparison.back.setFocus()
        self.comparison.compare(self.list.ticked, self._shelf.active.facts.identifier)

    def _on_comparison_left(self) -> None:
        self._stack.setCurrentIndex(0)
        self.setFocusProxy(self.list)
        self.list.setFocus()
        self._show_models()

    def _on_drawing_wanted(self) -> None:
        self.drawing_wanted.emit(tuple(model.facts.identifier for model in self.list.ticked))

    def _on_compared_drawing_wanted(self) -> None:
        self.drawing_wanted.emit(self.comparison.identifiers)

    def _speed_of(self, model: LibraryModel) -> float | None:
        return known_speed(model, self._figures.of(model.facts.litert_sha256))

    def _on_use(self) -> None:
        model = self.list.current
        if model is not None and self.actions_row.use.isEnabled():
            self.changes.use(model)

    def _on_rename(self) -> None:
        model = self.list.current
        if model is not None:
            self.changes.rename(model)

    def _on_delete(self) -> None:
        model = self.list.current
        if model is not None:
            self.changes.delete(model)

    def _on_show_folder(self) -> None:
        model = self.list.current
        if model is not None:
            self.changes.show_folder(model)

    def _on_save(self) -> None:
        model = self.list.current
        if model is None:
            return
        self._saving.start(model.facts.name, lambda target, cancelled: save_copy(model, target, cancelled))

    def _on_opened(self, model: LibraryModel) -> None:
        self.listing.present(model.facts.identifier)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error  # to the error relay, as any unexpected exception in the GUI thread
        self._dialogs.trouble(error)

    def _on_recent_chosen(self, path: Path) -> None:
        self.open_files([path])

    def _on_active_changed(self, model: LibraryModel) -> None:
        self._show_models()
        self.comparison.show_active(model.facts.identifier)

    def _connect(self) -> None:
        row = self.actions_row
        row.use_wanted.connect(self._on_use)
        row.rename_wanted.connect(self._on_rename)
        row.open_wanted.connect(self.open_file)
        row.recent.chosen.connect(self._on_recent_chosen)
        row.save_wanted.connect(self._on_save)
        row.delete_wanted.connect(self._on_delete)
        row.add_shortcuts(self)
        self.details.folder_wanted.connect(self._on_show_folder)
        self.listing.searching.add_shortcut(self)
        self.listing.comparison_wanted.connect(self._on_comparison_wanted)
        self.listing.drawing_wanted.connect(self._on_drawing_wanted)
        self.comparison.left.connect(self._on_comparison_left)
        self.comparison.drawing_wanted.connect(self._on_compared_drawing_wanted)
        self.comparison.work_started.connect(self.work_started)
        self.listing.listed.connect(self._show_chosen)
        self.list.chosen.connect(self._show_chosen)
        self.list.use_wanted.connect(self._on_use)
        self._saving.work_started.connect(self.work_started)
        self._saving.file_saved.connect(self.file_saved)
        self._saving.failed.connect(self._on_failed)
        self.changes.refused.connect(self._show_models)
        self.opening.work_started.connect(self.work_started)
        self.opening.status_told.connect(self.status_told)
        self.opening.tried.connect(row.recent.add)
        self.opening.opened.connect(self._on_opened)
        self._shelf.models_changed.connect(self._show_models)
        self._shelf.active_changed.connect(self._on_active_changed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Models"), "title", "models_title"), 1)
        head.addWidget(self.actions_row)
        area = QScrollArea()
        area.setObjectName("models_details_area")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.details)
        self._right = QStackedWidget()
        self._right.addWidget(QWidget())
        self._right.addWidget(area)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("models_splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.listing)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([280, 760])
        overview = QWidget()
        column = QVBoxLayout(overview)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._splitter, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(overview)
        self._stack.addWidget(self.comparison)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 24, 24, 16)
        page.addWidget(self._stack)
