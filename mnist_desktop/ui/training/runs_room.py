"""Where the earlier runs are shown: the curves keep their room beside them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mnist_desktop.ui.training.right_pane import RightPane
from mnist_desktop.ui.training.settings_panel import SettingsPanel


class RunsRoom(QObject):
    """Puts the earlier runs beside the plots or, where both have no room there, over the settings.

    Then the settings come back when the runs are closed, or when something in them shall be seen.
    """

    def __init__(self, right: RightPane, settings: SettingsPanel, parent: QObject | None = None) -> None:
        """Follow the room that there is."""
        super().__init__(parent)
        self._right, self._settings = right, settings
        right.runs_room_changed.connect(self._arrange)
        right.runs.settings_wanted.connect(self._show_settings)
        settings.form.sight_wanted.connect(self._show_settings)

    def _arrange(self) -> None:
        runs, is_beside = self._right.runs, self._right.has_room_for_runs
        had_focus = runs.list.hasFocus()
        if is_beside:
            self._right.take_runs()
        else:
            self._settings.lay_over(runs)
        self._settings.form.setVisible(is_beside or runs.isHidden())
        text = self.tr("Earlier runs…") if runs.isHidden() else self.tr("Close earlier runs")
        self._settings.earlier.setText(text)
        self._settings.earlier.setAccessibleName(text.rstrip("…"))
        if had_focus and runs.isVisible():
            runs.setFocus()

    def _show_settings(self) -> None:
        if not self._right.has_room_for_runs:
            self._right.hide_runs()
