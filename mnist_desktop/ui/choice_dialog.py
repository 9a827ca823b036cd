"""Asking for one of some choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mnist_desktop.ui.widgets.labels import label

_WIDTH = 416
_ROWS = 6
_ROW = 32
_FRAME = 8


class ChoiceDialog(QDialog):
    """A list of choices, the first one chosen, and a button that says what it does."""

    def __init__(
        self, parent: QWidget | None, *, title: str, question: str, choices: Sequence[str], agree: str
    ) -> None:
        """Offer these choices."""
        super().__init__(parent)
        self.setObjectName("choice_dialog")
        self.setWindowTitle(title)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(question)
        self.list.setToolTip(self.tr("Choose one of these"))
        for choice in choices:
            item = QListWidgetItem(choice, self.list)
            item.setSizeHint(QSize(0, _ROW))
        self.list.setCurrentRow(0)
        self.list.setMinimumWidth(_WIDTH)
        self.list.setFixedHeight(_ROW * min(_ROWS, len(choices)) + _FRAME)
        buttons = QDialogButtonBox()
        self.agree = buttons.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setObjectName("agree")
        self.agree.setProperty("role", "primary")
        self.agree.setDefault(True)
        refuse = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        refuse.setObjectName("refuse")
        asked = label(question)
        asked.setWordWrap(True)
        asked.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        for part in (asked, self.list, buttons):
            column.addWidget(part)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.list.itemDoubleClicked.connect(self._on_double_clicked)

    @property
    def chosen(self) -> int:
        """The position of the choice."""
        return self.list.currentRow()

    def _on_double_clicked(self, _item: object) -> None:
        self.accept()
