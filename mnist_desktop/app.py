"""The composition root: the only place that knows everybody and hands each what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mnist_desktop.data.set_library import SetLibrary
from mnist_desktop.jobs.errors import ErrorRelay, ErrorReport
from mnist_desktop.jobs.lane import Lane
from mnist_desktop.models.library import Library
from mnist_desktop.places import Places
from mnist_desktop.priority import BEHIND_ALL, BEHIND_THE_WINDOW
from mnist_desktop.resource_files import resource_path
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.draw.opening import DrawingOpening
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.drops import FileDrops
from mnist_desktop.ui.menus import Menus
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.set_shelf import SetShelf
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.unfinished import UnfinishedTrainings
from mnist_desktop.ui.window import DATA, DRAW, EVALUATE, MODELS, TRAIN, MainWindow


class Program(QObject):
    """Everything that lives as long as the program does.

    Built in the order in which things need each other, taken down in the opposite one.
    """

    def __init__(self, application: QApplication, places: Places, dialogs: Dialogs | None = None) -> None:
        """Build the window; `show` shows it. Other `dialogs` may answer in the user's place."""
        super().__init__()
        self._application = application
        self.places = places
        self.dialogs = dialogs or Dialogs(self)
        self.relay = ErrorRelay(self)
        self.relay.error_occurred.connect(self._on_error)
        self.preferences = Preferences(places.config)
        self.theme = Theme(application)
        self.theme.choose(self.preferences.scheme)
        self.icons = IconShop(self.theme)
        self.shelf = ModelShelf(
            Library(places.models, resource_path("models", "reader")), self.preferences.active_model, self
        )
        self.sets = SetLibrary(places.data_sets)
        self.set_shelf = SetShelf(self.sets, self)
        self.reading = Lane("reading", self)
        self.comparing = Lane("comparing", self)
        self.training = Lane("training", self, stack_megabytes=64, niceness=BEHIND_THE_WINDOW)
        self.files = Lane("files", self)
        self.measuring = Lane("measuring", self, niceness=BEHIND_ALL)
        self.window = MainWindow(
            factories={
                DRAW: self._draw_page,
                TRAIN: self._training_page,
                MODELS: self._models_page,
                DATA: self._data_page,
                EVALUATE: self._evaluation_page,
            },
            shelf=self.shelf,
            preferences=self.preferences,
            icons=self.icons,
            dialogs=self.dialogs,
        )
        self.dialogs.window = self.window
        self.opening = self._drawing_opening()
        self.opening.told.connect(self.window.activity.tell)
        self.menus = Menus(
            self.window,
            theme=self.theme,
            preferences=self.preferences,
            dialogs=self.dialogs,
            opening=self.opening,
            places=places,
            icons=self.icons,
        )
        self.menus.caution_changed.connect(self.opening.set_caution)
        self.unfinished = UnfinishedTrainings(places.runs, self.files, self)
        self.unfinished.told.connect(self.window.activity.tell)
        self.drops = FileDrops(self.window, self.theme, lambda: self.window.place == DATA)
        self.drops.data_dropped.connect(self.import_data)
        self.drops.models_dropped.connect(self.open_models)
        self.drops.drawings_dropped.connect(self.menus.open_drawings)
        self.window.closed.connect(self._on_closed)

    def _drawing_opening(self) -> DrawingOpening:
        return DrawingOpening(
            self.window.page(DRAW),
            shelf=self.shelf,
            sets=self.sets,
            caution=self.preferences.caution,
            theme=self.theme,
            icons=self.icons,
            dialogs=self.dialogs,
            parent=self,
        )

    def open_models(self, paths: Sequence[Path]) -> None:
        """Go to the Models place and open these files there."""
        self.window.show_place(MODELS)
        self.window.page(MODELS).open_files(paths)

    def show(self) -> None:
        """Show the window."""
        self.window.show()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """All worker threads."""
        return (self.reading, self.comparing, self.training, self.files, self.measuring, *self.opening.lanes)

    def _draw_page(self) -> QWidget:
        page = DrawPage(
            shelf=self.shelf,
            lane=self.reading,
            comparing=self.comparing,
            theme=self.theme,
            icons=self.icons,
        )
        page.failed.connect(self.dialogs.trouble)
        return page

    def _training_page(self) -> QWidget:
        from mnist_desktop.training.own_presets import OwnPresets
        from mnist_desktop.training.runs import RunStore
        from mnist_desktop.ui.training.page import TrainingPage

        page = TrainingPage(
            shelf=self.shelf,
            sets=self.sets,
            runs=RunStore(self.places.runs),
            presets=OwnPresets(self.places.presets),
            lane=self.training,
            files=self.files,
            theme=self.theme,
            icons=self.icons,
            dialogs=self.dialogs,
        )
        page.status_told.connect(self.window.activity.tell)
        return page

    def _models_page(self) -> QWidget:
        from mnist_desktop.evaluation.kept_figures import KeptFigures
        from mnist_desktop.training.own_presets import OwnPresets
        from mnist_desktop.ui.models.page import ModelsPage

        page = ModelsPage(
            shelf=self.shelf,
            lane=self.files,
            measuring=self.measuring,
            theme=self.theme,
            icons=self.icons,
            dialogs=self.dialogs,
            figures=KeptFigures(self.places.measured),
            presets=OwnPresets(self.places.presets),
        )
        page.status_told.connect(self.window.activity.tell)
        page.drawing_wanted.connect(self._on_drawing_comparison_wanted)
        return page

    def _on_drawing_comparison_wanted(self, identifiers: tuple[str, ...]) -> None:
        self.window.show_place(DRAW)
        self.window.page(DRAW).compare(identifiers)

    def _data_page(self) -> QWidget:
        from mnist_desktop.ui.data.page import DataPage

        page = DataPage(
            sets=self.set_shelf,
            shelf=self.shelf,
            lane=self.files,
            writing=self.measuring,
            training=self.training,
            theme=self.theme,
            icons=self.icons,
            dialogs=self.dialogs,
        )
        page.status_told.connect(self.window.activity.tell)
        page.canvas_wanted.connect(self.open_on_canvas)
        return page

    def import_data(self, paths: Sequence[Path]) -> None:
        """Go to the Data place and show what is in these files or folders."""
        self.window.show_place(DATA)
        self.window.page(DATA).import_paths(paths)

    def open_on_canvas(self, pixels: NDArray[np.uint8]) -> None:
        """Go to the Draw place and put an image (28, 28), ink 255, on the board."""
        self.window.show_place(DRAW)
        self.window.page(DRAW).open_image(pixels)

    def _evaluation_page(self) -> QWidget:
        from mnist_desktop.ui.evaluation.page import EvaluationPage

        page = EvaluationPage(
            shelf=self.shelf,
            sets=self.sets,
            lane=self.measuring,
            theme=self.theme,
            icons=self.icons,
            dialogs=self.dialogs,
            caution=self.preferences.caution,
        )
        self.menus.caution_changed.connect(page.set_caution)
        page.canvas_wanted.connect(self.open_on_canvas)
        return page

    def _on_error(self, report: ErrorReport) -> None:
        # Not from within the hook: the dialog's own event loop must start from a clean stack.
        QTimer.singleShot(0, self, lambda: self.dialogs.unexpected(report))

    def _on_closed(self) -> None:
        for lane in self.lanes:
            lane.closed.connect(self._on_lane_closed)
            lane.close()
        self._on_lane_closed()

    def _on_lane_closed(self) -> None:
        if all(lane.is_closed for lane in self.lanes):
            self._application.quit()
