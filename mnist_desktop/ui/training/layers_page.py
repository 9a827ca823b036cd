"""The layers as a table, what can be done with them, and the settings of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.training.layer_actions import LayerActions
from mnist_desktop.ui.training.layer_inspector import LayerInspector
from mnist_desktop.ui.training.layer_table import LayerTable
from mnist_desktop.ui.widgets.elided import ElidedLabel

_WIDE_ENOUGH = 720
_INSPECTOR_WIDTHS = (272, 400)
_INSPECTOR_SHARE = 0.33


class LayersPage(QWidget):
    """Lays the table, its buttons and the settings out, beside each other where there is room."""

    def __init__(self, icons: IconShop, theme: Theme, parent: QWidget | None = None) -> None:
        """Start with the settings beside the table."""
        super().__init__(parent)
        self.table = LayerTable(icons, theme, self)
        self.actions_row = LayerActions(icons, self)
        self.inspector = LayerInspector(self.actions_row.buttons[-1], self)
        self.count = ElidedLabel("muted", "network_count", self)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(16)
        layers = QVBoxLayout()
        self._body.addLayout(layers, 3)
        self._body.addWidget(self.inspector, 2)
        layers.setSpacing(8)
        layers.addWidget(self.table, 1)
        beneath = QHBoxLayout()
        beneath.setSpacing(8)
        beneath.addWidget(self.actions_row)
        beneath.addWidget(self.count, 1)
        layers.addLayout(beneath)

    def fit(self, width: int) -> None:
        """Put the settings beside the layers where `width` is enough for both, else beneath them."""
        is_wide = width >= _WIDE_ENOUGH
        directions = QBoxLayout.Direction
        self._body.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)
        least, most = _INSPECTOR_WIDTHS
        share = round(min(max(least, width * _INSPECTOR_SHARE), most))
        self.inspector.setMinimumWidth(share if is_wide else 0)
        self.inspector.setMaximumWidth(share if is_wide else self.maximumWidth())
        self.inspector.arrange(1 if is_wide else 2)
