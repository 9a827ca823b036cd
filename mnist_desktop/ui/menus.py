"""The menus, and the dialogs that belong to the whole window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QKeySequence
from PySide6.QtWidgets import QMenu

from mnist_desktop.models.answers import Caution
from mnist_desktop.places import Places
from mnist_desktop.ui.dialogs import Dialogs
from mnist_desktop.ui.draw.files import DrawingFiles
from mnist_desktop.ui.draw.opening import DrawingOpening
from mnist_desktop.ui.draw.page import DrawPage
from mnist_desktop.ui.preferences import Preferences
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Scheme, Theme
from mnist_desktop.ui.window import DRAW, MainWindow


class Menus(QObject):
    """File, Edit, View and Help, and settings and about at the sidebar's foot.

    Signals:
        caution_changed: The `Caution` that was chosen, for other places than Draw.
    """

    caution_changed = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        *,
        theme: Theme,
        preferences: Preferences,
        dialogs: Dialogs,
        opening: DrawingOpening,
        places: Places,
        icons: IconShop,
    ) -> None:
        """Fill the window's menu bar."""
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._preferences = preferences
        self._places = places
        self._draw: DrawPage = window.page(DRAW)
        self._opening = opening
        self._files = DrawingFiles(self._draw.board, dialogs, self)
        self._draw.board.set_grid(preferences.has_grid)
        self._draw.set_caution(preferences.caution)
        self._draw.caution_chosen.connect(self.choose_caution)
        self.settings = self._action(
            self.tr("Settings"), "settings", "Ctrl+,", self.tr("Look, board and how careful to be")
        )
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.settings.triggered.connect(self._on_settings)
        self.about = self._action(self.tr("About"), "about", "", self.tr("Version and licences"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.about.triggered.connect(self._on_about)
        window.add_foot(self.settings, "settings")
        window.add_foot(self.about, "info")
        self._fill(icons)

    def _fill(self, icons: IconShop) -> None:
        bar = self._window.menuBar()
        file_menu = bar.addMenu(self.tr("&File"))
        self._file_actions(file_menu, icons)
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions(list(self._draw.tools.actions_in_order))
        edit.addSeparator()
        edit.addAction(self.settings)
        view = bar.addMenu(self.tr("&View"))
        view.addActions(list(self._window.sidebar.place_actions.values()))
        view.addSeparator()
        self.grid = self._action(self.tr("Baselines"), "grid", "Ctrl+G", self.tr("Faint lines on the board"))
        self.grid.setCheckable(True)
        self.grid.setChecked(self._preferences.has_grid)
        self.grid.toggled.connect(self._on_grid)
        view.addAction(self.grid)
        help_menu = bar.addMenu(self.tr("&Help"))
        logs = self._action(
            self.tr("Show log files"), "logs", "", self.tr("Open the folder with the log files")
        )
        logs.triggered.connect(self._on_logs)
        help_menu.addActions([logs, self.about])

    def _file_actions(self, menu: QMenu, icons: IconShop) -> None:
        self.open_drawing = self._action(
            self.tr("Open drawing or images…"),
            "open_drawing",
            QKeySequence.StandardKey.Open,
            self.tr("Put a drawing or an image on the board, or read several at once"),
        )
        self.open_drawing.triggered.connect(self._on_open_drawing)
        icons.dress(self.open_drawing, "folder-open")
        self.open_folder = self._action(
            self.tr("Open folder of images…"),
            "open_folder",
            "Ctrl+Shift+O",
            self.tr("Read all images and ink files of a folder"),
        )
        self.open_folder.triggered.connect(self._on_open_folder)
        icons.dress(self.open_folder, "images")
        self.save_drawing = self._action(
            self.tr("Save drawing…"),
            "save_drawing",
            QKeySequence.StandardKey.Save,
            self.tr("Save the drawing as ink or as a picture"),
        )
        self.save_drawing.triggered.connect(self._files.save)
        icons.dress(self.save_drawing, "save")
        leave = self._action(
            self.tr("Quit"), "quit", QKeySequence.StandardKey.Quit, self.tr("Close the program")
        )
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        leave.triggered.connect(self._window.close)
        menu.addActions([self.open_drawing, self.open_folder, self.save_drawing])
        menu.addSeparator()
        menu.addAction(leave)

    def _action(self, text: str, name: str, keys: str | QKeySequence.StandardKey, help_text: str) -> QAction:
        action = QAction(text, self)
        action.setObjectName(f"action_{name}")
        action.setToolTip(help_text)
        if keys:
            action.setShortcut(QKeySequence(keys))
        return action

    def open_drawings(self, paths: Sequence[Path]) -> None:
        """Go to the Draw place and open drawings, images or folders of them."""
        self._window.show_place(DRAW)
        self._opening.open_paths(paths)

    def _on_open_drawing(self) -> None:
        self._window.show_place(DRAW)
        self._opening.ask_files()

    def _on_open_folder(self) -> None:
        self._window.show_place(DRAW)
        self._opening.ask_folder()

    def _on_settings(self) -> None:
        from mnist_desktop.ui.settings_dialog import SettingsDialog

        folders = f"{self._places.models}\n{self._places.logs}"
        dialog = SettingsDialog(
            scheme=self._theme.scheme,
            has_grid=self._preferences.has_grid,
            caution=self._preferences.caution,
            folders=folders,
            parent=self._window,
        )
        dialog.scheme_chosen.connect(self.choose_scheme)
        dialog.grid_chosen.connect(self.grid.setChecked)
        dialog.caution_chosen.connect(self.choose_caution)
        dialog.exec()
        dialog.deleteLater()

    def _on_about(self) -> None:
        from mnist_desktop.ui.about_dialog import AboutDialog

        dialog = AboutDialog(self._window)
        dialog.exec()
        dialog.deleteLater()

    def choose_scheme(self, scheme: Scheme) -> None:
        """Be light or dark, or follow the system, and remember it."""
        self._preferences.scheme = scheme
        self._theme.choose(scheme)

    def choose_caution(self, caution: Caution) -> None:
        """Call drawings no digit more or less readily, and remember it."""
        self._preferences.caution = caution
        self._draw.set_caution(caution)
        self.caution_changed.emit(caution)

    def _on_grid(self, is_on: bool) -> None:
        self._preferences.has_grid = is_on
        self._draw.board.set_grid(is_on)

    def _on_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._places.logs)))
