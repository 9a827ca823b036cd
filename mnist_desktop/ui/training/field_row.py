"""A field with its title, a short explanation, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QGridLayout, QLabel, QWidget

from mnist_desktop.ui.training.fields import ChoiceField
from mnist_desktop.ui.training.tick_field import TickField
from mnist_desktop.ui.training.told_line import ToldLine, line_height, mark
from mnist_desktop.ui.widgets.labels import label

_TITLE_WIDTH = 108
_GAP = 8
_CONTROL_HEIGHT = 32
_INSTEAD_OF_ROOM = 4
_ABOVE_WORDS = 2


class FieldRow(QWidget):
    """Title and field beside each other, or above each other where there is too little room.

    Args:
        field: Its accessible name is the title, its tooltip the title's as well; a check box is its own.
        switch: A check box in the title's place, that switches the field on and off.
    """

    def __init__(self, field: QWidget, *, switch: TickField | None = None) -> None:
        """Start without explanation and without trouble."""
        super().__init__()
        self.setObjectName(f"{field.objectName()}_row")
        self.field = field
        self._title: QWidget | None = switch or (None if isinstance(field, TickField) else _title_of(field))
        self.note = ToldLine("caption", f"{field.objectName()}_note")
        self.trouble = ToldLine("trouble", f"{field.objectName()}_trouble")
        keeps_room = switch is not None or isinstance(field, QAbstractSpinBox | TickField)
        self._least_room = line_height(self.trouble) if keeps_room else 0
        field.setMinimumHeight(_CONTROL_HEIGHT)
        if not isinstance(field, TickField):
            field.setMaximumHeight(_CONTROL_HEIGHT)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._is_stacked: bool | None = None
        self._stack(False)
        # The one takes the place of the other, so that nothing beneath moves.
        self._grid.addWidget(self.note, 2, 0, 1, 2)
        self._grid.addWidget(self.trouble, 2, 0, 1, 2)
        self._keep_room()

    def show_note(self, text: str) -> None:
        """Explain in a line or two; nothing where there is nothing to say."""
        self.note.setText(text)
        self._show_one()

    def show_trouble(self, text: str) -> None:
        """Say what is wrong in place of the explanation, or that nothing is any more."""
        self.trouble.setText(text)
        mark(self.field, bool(text))
        self._show_one()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the field below its title where it would be cut off beside it."""
        super().resizeEvent(event)
        self._fit()
        self._keep_room()

    def _fit(self) -> None:
        beside = self.width() - _TITLE_WIDTH - _GAP
        self._stack(_width_of(self._title) > _TITLE_WIDTH or _width_of(self.field) > beside)

    def _show_one(self) -> None:
        self.trouble.setVisible(bool(self.trouble.text()))
        self.note.setVisible(bool(self.note.text()) and not self.trouble.text())
        self._keep_room()
        self._describe()

    def _keep_room(self) -> None:
        """Keep the room of the explanation, and of a line of trouble where somebody types."""
        noted = self.note.heightForWidth(self.width()) if self.note.text() else 0
        room = max(self._least_room, noted)
        self._grid.setRowMinimumHeight(2, room)
        self._grid.setContentsMargins(0, 0, 0, 0 if room else _INSTEAD_OF_ROOM)

    def _describe(self) -> None:
        """Tell those who do not see the words beneath."""
        self.field.setAccessibleDescription(self.trouble.text() or self.note.text())

    def _stack(self, is_stacked: bool) -> None:
        if is_stacked == self._is_stacked:
            return
        self._is_stacked = is_stacked
        title = self._title
        if title is None:
            self._grid.addWidget(self.field, 0, 0, 1, 2)
            return
        title.setContentsMargins(0, 0, 0, _ABOVE_WORDS if is_stacked else 0)
        title.setMinimumHeight(0 if is_stacked else _CONTROL_HEIGHT)
        title.setMinimumWidth(0 if is_stacked else _TITLE_WIDTH)
        title.setMaximumWidth(16_777_215 if is_stacked else _TITLE_WIDTH)
        for widget in (title, self.field):
            self._grid.removeWidget(widget)
        self._grid.addWidget(title, 0, 0, 1, 2 if is_stacked else 1)
        self._grid.addWidget(self.field, *((1, 0, 1, 2) if is_stacked else (0, 1, 1, 1)))


def _title_of(field: QWidget) -> QLabel:
    title = label(field.accessibleName(), "", f"{field.objectName()}_title")
    title.setWordWrap(True)
    title.setToolTip(field.toolTip())
    title.setBuddy(field)
    return title


def _width_of(widget: QWidget | None) -> int:
    """The width at which nothing of it is cut off."""
    match widget:
        case None:
            return 0
        case ChoiceField() | TickField():
            return widget.whole_width()
        case QLabel():
            return QFontMetrics(widget.font()).horizontalAdvance(widget.text())
        case _:
            return widget.minimumSizeHint().width() if widget.minimumWidth() == 0 else widget.minimumWidth()
