"""What stands beneath the settings: the buttons of the training, the way to a fault and to earlier runs."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mnist_desktop.ui.training.button_row import button
from mnist_desktop.ui.training.controls import Controls
from mnist_desktop.ui.widgets.labels import rule


class SettingsFoot(QWidget):
    """Stays in sight while the settings are scrolled."""

    def __init__(self, right_margin: int) -> None:
        """Begin with nothing wrong."""
        super().__init__()
        self.setObjectName("settings_foot")
        self.controls = Controls()
        self.fault = button(
            self.tr("Show what is wrong"),
            "show_trouble",
            self.tr("Go to the setting that keeps the training from starting"),
            "danger",
        )
        self.earlier = button(
            self.tr("Earlier runs…"),
            "earlier_runs",
            self.tr("Look at trainings of before, compare, repeat and go on with them"),
            "flat",
        )
        self._edge = rule()
        kept = self._edge.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._edge.setSizePolicy(kept)
        self._edge.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, right_margin, 0)
        column.setSpacing(8)
        for part in (self._edge, self.fault, self.controls, self.earlier):
            column.addWidget(part)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Everything that can be gone into, from top to bottom."""
        return (self.fault, self.controls.primary, self.controls.stop, self.earlier)

    def follow_scrolling(self, _least: int, most: int) -> None:
        """Draw a line above while there is more to scroll to."""
        self._edge.setVisible(most > 0)
