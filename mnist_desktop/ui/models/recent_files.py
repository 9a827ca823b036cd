"""The model files that were opened last."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from mnist_desktop.presence import is_file
from mnist_desktop.ui.theme.icons import IconShop

MOST = 8
_LONGEST_FOLDER = 48


class RecentFiles(QToolButton):
    """A small button with a menu of them; those that are gone are grey.

    Signals:
        chosen: The `Path` of a file to open again.
    """

    chosen = Signal(object)

    def __init__(self, icons: IconShop, parent: QWidget | None = None) -> None:
        """Start without files."""
        super().__init__(parent)
        self.setObjectName("models_recent")
        self.setProperty("role", "tool")
        self.setAccessibleName(self.tr("Recent files"))
        icons.dress(self, "chevron-down")
        self.paths: tuple[Path, ...] = ()
        self.files = QMenu(self)
        self.files.setObjectName("models_recent_menu")
        self.files.setToolTipsVisible(True)
        self.files.aboutToShow.connect(self._on_about_to_show)
        self.setMenu(self.files)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._show_paths(())

    def add(self, path: Path) -> None:
        """Put a file to the top."""
        newest = path.absolute()
        self._show_paths((newest, *(known for known in self.paths if known != newest))[:MOST])

    def text_to_remember(self) -> str:
        """The files as text."""
        return json.dumps([str(path) for path in self.paths])

    def restore(self, text: str) -> None:
        """The files of a text that `text_to_remember` made; any other text means none."""
        try:
            names = json.loads(text)
        except (ValueError, RecursionError):
            names = []
        known = [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []
        self._show_paths(tuple(known[:MOST]))

    def _show_paths(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self.setEnabled(bool(paths))
        self.setToolTip(
            self.tr("Open one of the last files again")
            if paths
            else self.tr("Files that you open are listed here")
        )

    def _on_about_to_show(self) -> None:
        self.files.clear()
        for path in self.paths:
            self._add_action(path)
        self.files.addSeparator()
        clear = self.files.addAction(self.tr("Clear this list"))
        clear.setToolTip(self.tr("Forget these names; the files themselves stay"))
        clear.triggered.connect(self._on_clear)

    def _add_action(self, path: Path) -> None:
        folder = str(path.parent)
        if len(folder) > _LONGEST_FOLDER:
            folder = f"…{folder[-_LONGEST_FOLDER:]}"
        is_there = is_file(path)
        text = self.tr("{name} in {folder}") if is_there else self.tr("{name} in {folder} (gone)")
        action = self.files.addAction(text.format(name=path.name, folder=folder).replace("&", "&&"))
        action.setData(str(path))
        action.setEnabled(is_there)
        gone = self.tr("{path} is no longer there. It may have been moved or renamed.")
        action.setToolTip(str(path) if is_there else gone.format(path=path))
        action.triggered.connect(lambda: self.chosen.emit(path))

    def _on_clear(self) -> None:
        self._show_paths(())
