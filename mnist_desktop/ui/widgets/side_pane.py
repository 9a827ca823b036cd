"""A pane that slides in at the right of a page and can be closed again."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from mnist_desktop.ui.theme.icons import IconShop
from mnist_desktop.ui.theme.theme import Theme
from mnist_desktop.ui.widgets.labels import label

_MILLISECONDS = 120


class SidePane(QFrame):
    """Title, close button and one content widget; closed at first.

    It takes its whole width at once and only its content slides, so that what is beside it is arranged once.

    Signals:
        closed: The user closed it.
    """

    closed = Signal()

    def __init__(
        self,
        *,
        name: str,
        width: int,
        content: QWidget,
        theme: Theme,
        icons: IconShop,
        parent: QWidget | None = None,
    ) -> None:
        """Hold the content."""
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setFixedWidth(width)
        self._body = QWidget(self)
        self.title = label("", "heading", f"{name}-title")
        self.close_button = QToolButton()
        self._lay_out(name, content, icons)
        self._slide = QVariantAnimation(self)
        self._slide.setDuration(_MILLISECONDS)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.valueChanged.connect(self._on_slide)
        self.close_button.clicked.connect(self.shut)
        self.hide()

    def present(self, title: str) -> None:
        """Show the pane under a title; where it was closed it slides in."""
        self.title.setText(title)
        if not self.isHidden():
            return
        self.show()
        if self._theme.moves and self.window().isVisible():
            self._slide.setStartValue(self.width())
            self._slide.setEndValue(0)
            self._slide.start()

    def shut(self) -> None:
        """Close the pane."""
        if self.isHidden():
            return
        self._slide.stop()
        self.hide()
        self.closed.emit()

    def sizeHint(self) -> QSize:
        """As wide as it was made."""
        return QSize(self.width(), self._body.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """High enough for its content."""
        return QSize(self.width(), self._body.minimumSizeHint().height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep the content as large as the pane."""
        self._body.setGeometry(self._body.x(), 0, self.width(), self.height())

    def hideEvent(self, _event: QEvent) -> None:
        """Leave nothing half way."""
        self._slide.stop()
        self._body.move(0, 0)

    def _lay_out(self, name: str, content: QWidget, icons: IconShop) -> None:
        self.close_button.setObjectName(f"{name}-close")
        self.close_button.setProperty("role", "flat")
        self.close_button.setAccessibleName(self.tr("Close details"))
        self.close_button.setToolTip(self.tr("Close the details (Esc)"))
        self.close_button.setFixedSize(32, 32)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        icons.dress(self.close_button, "x", "muted")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(16, 8, 8, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(content, 1)

    def _on_slide(self, offset: object) -> None:
        if isinstance(offset, int):
            self._body.move(offset, 0)
