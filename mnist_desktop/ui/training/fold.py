"""A heading that unfolds what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from mnist_desktop.ui.theme.icons import IconShop

_NARROWEST = 64
_AROUND_TEXT = 48


class Fold(QWidget):
    """A button with a chevron above a widget that it shows and hides.

    Signals:
        unfolded: The user wants to see the content.
    """

    unfolded = Signal()

    def __init__(
        self, title: str, name: str, tooltip: str, content: QWidget, icons: IconShop, *, is_open: bool = False
    ) -> None:
        """Put the content beneath the heading `title`."""
        super().__init__()
        self._icons, self._content, self._title, self._state = icons, content, title, ""
        self.button = QToolButton()
        self.button.setObjectName(name)
        self.button.setProperty("role", "fold")
        self.button.setText(title)
        self.button.setAccessibleName(title)
        self.button.setToolTip(tooltip)
        self.button.setCheckable(True)
        self.button.setMinimumSize(_NARROWEST, 32)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self.button.toggled.connect(self._on_toggled)
        self.button.clicked.connect(self._on_clicked)
        self.button.setChecked(is_open)
        self._on_toggled(is_open)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self.button.isChecked()

    def open(self, is_open: bool) -> None:
        """Show or hide the content."""
        self.button.setChecked(is_open)

    def tell(self, state: str) -> None:
        """Say beside the heading, in a word or two, what is inside; nothing if empty."""
        self._state = state
        self.button.setAccessibleDescription(state)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = QFontMetrics(self.button.font()), self.width() - _AROUND_TEXT
        whole = f"{self._title} · {self._state}" if self._state else self._title
        text = whole if metrics.horizontalAdvance(whole) <= room else self._title
        self.button.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))

    def _on_clicked(self, is_open: bool) -> None:
        if is_open:
            self.unfolded.emit()

    def _on_toggled(self, is_open: bool) -> None:
        self._content.setVisible(is_open)
        self._icons.dress(self.button, "fold-open" if is_open else "fold-closed")
