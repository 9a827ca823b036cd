"""The window: sidebar, places, menus and status bar. Places other than Draw are built on first visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from mnist_desktop.models.library import LibraryModel
from mnist_desktop.ui.activity import ActivityBar
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.shelf import ModelShelf
from mnist_desktop.ui.sidebar import Place, Sidebar
from mnist_desktop.ui.theme.icons import IconShop

PageFactory: TypeAlias = Callable[[], QWidget]

DRAW, TRAIN, MODELS, DATA, EVALUATE = "draw", "train", "models", "data", "evaluate"


class MainWindow(QMainWindow):
    """Shows one place at a time.

    Signals:
        place_built: A key and the page that was just built for it.
        closed: The user closed the window and nothing is left that should be asked about.
    """

    place_built = Signal(str, object)
    closed = Signal()

    def __init__(
        self,
        *,
        factories: Mapping[str, PageFactory],
        shelf: ModelShelf,
        preferences: Preferences,
        icons: IconShop,
        dialogs: Dialogs,
    ) -> None:
        """Build the frame and the first place."""
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(self.tr("MNIST Desktop"))
        self.setMinimumSize(960, 640)
        self.resize(1280, 800)
        self._factories = dict(factories)
        self._shelf = shelf
        self._preferences = preferences
        self._dialogs = dialogs
        self._is_closing = False
        self.pages: dict[str, QWidget] = {}
        self.sidebar = Sidebar(self._places(), icons)
        self.activity = ActivityBar(icons)
        self._stack = QStackedWidget()
        self._stack.setObjectName("places")
        self._lay_out()
        self.sidebar.place_chosen.connect(self.show_place)
        shelf.active_changed.connect(self._on_active_changed)
        self.activity.show_model(shelf.active)
        if not preferences.geometry.isEmpty():
            self.restoreGeometry(preferences.geometry)
        self.show_place(DRAW)

    def page(self, key: str) -> Any:
        """The page of a place, built if this is the first visit."""
        if key not in self.pages:
            page = self._factories[key]()
            self.pages[key] = page
            self._stack.addWidget(page)
            restore = getattr(page, "restore_state", None)
            if restore is not None:
                restore(self._preferences.page_state(key))
            work_started = getattr(page, "work_started", None)
            if work_started is not None:
                work_started.connect(self.activity.show_work)
            file_saved = getattr(page, "file_saved", None)
            if file_saved is not None:
                file_saved.connect(self.activity.tell_saved)
            self.place_built.emit(key, page)
        return self.pages[key]

    def show_place(self, key: str) -> None:
        """Go to a place."""
        page = self.page(key)
        self.sidebar.show_place(key)
        self._stack.setCurrentWidget(page)
        if page.focusProxy() is not None:
            page.setFocus()

    @property
    def place(self) -> str:
        """The key of the place that is shown."""
        return next(key for key, page in self.pages.items() if page is self._stack.currentWidget())

    def add_foot(self, action: QAction, icon: str) -> None:
        """Put an action at the sidebar's foot."""
        self.sidebar.add_foot(action, icon)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask while work runs or a model would be lost, let a training end cleanly, remember, and close."""
        event.ignore()
        training: Any = self.pages.get(TRAIN)
        if training is not None and training.busy():
            if self._is_closing or not self._wants_to_stop():
                return
            # It may have ended while the question stood.
            if training.busy():
                self._stop(training)
                return
        if training is not None and training.holds_unkept_model() and not self._wants_to_lose_model():
            return
        if self.activity.unfinished and not self._wants_to_cancel_work():
            return
        self._remember()
        event.accept()
        self.closed.emit()

    def _stop(self, training: Any) -> None:
        self._is_closing = True
        training.training_ended.connect(self._on_training_ended)
        self.activity.tell(
            self.tr("Stopping the training and keeping what was learnt. The window closes then.")
        )
        training.stop()

    def _wants_to_lose_model(self) -> bool:
        return self._dialogs.ask(
            self.tr("The trained model is not kept"),
            self.tr(
                "It could not be kept among your models. If you close now without saving it, it is lost."
            ),
            self.tr("Close and lose it"),
            self.tr("Stay"),
            danger=True,
        )

    def _wants_to_cancel_work(self) -> bool:
        return self._dialogs.ask(
            self.tr("Work is going on"),
            self.tr("{work} is not finished. Close and cancel it?").format(work=self.activity.unfinished),
            self.tr("Close and cancel"),
            self.tr("Wait"),
            danger=True,
        )

    def _wants_to_stop(self) -> bool:
        return self._dialogs.ask(
            self.tr("A training is running"),
            self.tr("Stop it and close? What was learnt so far is kept among your models."),
            self.tr("Stop and close"),
            self.tr("Go on training"),
            danger=True,
        )

    def _on_training_ended(self) -> None:
        self._is_closing = False
        training: Any = self.pages[TRAIN]
        training.training_ended.disconnect(self._on_training_ended)
        self.close()

    def _on_active_changed(self, model: LibraryModel) -> None:
        self._preferences.active_model = model.facts.identifier
        self.activity.show_model(model)

    def _remember(self) -> None:
        self._preferences.geometry = self.saveGeometry()
        for key, page in self.pages.items():
            state = getattr(page, "settings_state", None)
            if state is not None:
                self._preferences.set_page_state(key, state())
        self._preferences.save()

    def _places(self) -> tuple[Place, ...]:
        return (
            Place(DRAW, self.tr("Draw"), "square-pen", self.tr("Draw a digit and see it read")),
            Place(TRAIN, self.tr("Train"), "graduation-cap", self.tr("Train a network and watch it learn")),
            Place(MODELS, self.tr("Models"), "boxes", self.tr("Keep, open and compare models")),
            Place(DATA, self.tr("Data"), "images", self.tr("See the digits that networks learn from")),
            Place(EVALUATE, self.tr("Evaluate"), "chart-column", self.tr("See where a model errs")),
        )

    def _lay_out(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.activity)
