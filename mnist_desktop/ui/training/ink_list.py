"""The ink files that a training learns from beside MNIST."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.problems import Problem
from mnist_desktop.training.ink_survey import InkSurvey
from mnist_desktop.training.sources import Source
from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.training.ink_row import InkRow


class InkList(QWidget):
    """A row for each file, and a button to add some.

    Signals:
        add_wanted: Files shall be chosen.
        changed: There are other files, or more is known of them.
    """

    add_wanted = Signal()
    changed = Signal()

    def __init__(self, icons: IconShop) -> None:
        """Start without files."""
        super().__init__()
        self.setObjectName("ink_list")
        self._icons = icons
        self.rows: list[InkRow] = []
        self.add_button = button(
            self.tr("Add ink files…"),
            "add_ink",
            self.tr("Choose files of drawn digits with labels: ink files (.jsonl) or UNIPEN files"),
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.add_button)
        self.add_button.clicked.connect(self.add_wanted)

    @property
    def paths(self) -> tuple[str, ...]:
        """All files, in their order."""
        return tuple(row.path for row in self.rows)

    @property
    def surveys(self) -> tuple[InkSurvey, ...]:
        """What is known of those that could be read."""
        return tuple(row.survey for row in self.rows if row.survey)

    def unread(self) -> str | None:
        """The first file that nobody has read."""
        return next((row.path for row in self.rows if not row.is_read), None)

    def sources(self) -> tuple[Source, ...]:
        """All files, those that were not read without their hash."""
        return tuple(row.survey.source if row.survey else Source(row.path, "") for row in self.rows)

    def show_files(self, paths: Sequence[str]) -> None:
        """Have these files; what is known of one stays known."""
        for path in self.paths:
            if path not in paths:
                self._drop(path)
        self._append(paths)
        self.changed.emit()

    def add(self, paths: Sequence[str]) -> None:
        """Have these files as well; those that are there already are read anew."""
        for row in self.rows:
            if row.path in paths:
                row.take(None)
        self._append(paths)
        self.changed.emit()

    def take(self, path: str, found: InkSurvey | Problem) -> None:
        """What reading a file has brought; it may have been removed meanwhile."""
        for row in self.rows:
            if row.path == path:
                row.take(found)
                self.changed.emit()

    def forget_what_changed(self) -> bool:
        """Let files that are not as they were be read anew; whether there are any."""
        old = [row for row in self.rows if row.survey is None or not row.survey.is_current()]
        for row in old:
            row.take(None)
        if old:
            self.changed.emit()
        return bool(old)

    def show_for(self, rejects: bool) -> None:
        """Say what a network that rejects, or one that does not, can learn from each."""
        for row in self.rows:
            row.show_for(rejects)

    def wrong(self, rejects: bool) -> str:
        """Why a training cannot begin with these files, empty where it can."""
        return next(filter(None, (row.wrong(rejects) for row in self.rows)), "")

    def first_wrong(self) -> QWidget:
        """Where the first file that cannot be learnt from is removed; the button to add some if all can."""
        return next((row.remove for row in self.rows if not row.trouble.isHidden()), self.add_button)

    def _append(self, paths: Sequence[str]) -> None:
        for path in dict.fromkeys(paths):
            if path not in self.paths:
                row = InkRow(path, self._icons)
                row.remove_wanted.connect(self._on_remove)
                self.rows.append(row)
                self._column.insertWidget(len(self.rows) - 1, row)

    def _drop(self, path: str) -> None:
        for row in [row for row in self.rows if row.path == path]:
            self.rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _on_remove(self, path: str) -> None:
        self._drop(path)
        # The button that was pressed takes its focus along.
        (self.rows[0].remove if self.rows else self.add_button).setFocus()
        self.changed.emit()
