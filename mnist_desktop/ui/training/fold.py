"""A heading that unfolds what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from mnist_desktop.ui.theme.icons import IconShop


class Fold(QWidget):
    """A button with a chevron above a widget that it shows and hides."""

    def __init__(
        self, title: str, name: str, tooltip: str, content: QWidget, icons: IconShop, *, is_open: bool = False
    ) -> None:
        """Put the content beneath the heading `title`."""
        super().__init__()
        self._icons, self._content = icons, content
        self.button = QToolButton()
        self.button.setObjectName(name)
        self.button.setProperty("role", "flat")
        self.button.setText(title)
        self.button.setAccessibleName(title)
        self.button.setToolTip(tooltip)
        self.button.setCheckable(True)
        self.button.setMinimumHeight(32)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self.button.toggled.connect(self._on_toggled)
        self.button.setChecked(is_open)
        self._on_toggled(is_open)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.button.isChecked()

    def open(self, is_open: bool) -> None:
        """Show or hide the content."""
        self.button.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self._icons.dress(self.button, "chevron-down" if is_open else "chevron-right")
