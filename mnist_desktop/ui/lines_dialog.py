"""Asking for some lines of text, and saying at once what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from mnist_desktop.ui.widgets.labels import label

_WIDTH, _HEIGHT = 416, 240
_THREE_LINES = 54


class LinesDialog(QDialog):
    """A field of text, a sentence beneath it while it cannot be taken, and buttons that say what they do."""

    def __init__(
        self,
        parent: QWidget | None,
        *,
        title: str,
        question: str,
        text: str,
        agree: str,
        refuse: str,
        refusal: Callable[[str], str],
    ) -> None:
        """Offer `text`; `refusal` has a sentence for one that cannot be taken."""
        super().__init__(parent)
        self.setObjectName("lines_dialog")
        self.setWindowTitle(title)
        self._refusal = refusal
        self.field = QPlainTextEdit(text)
        self.field.setObjectName("lines_field")
        self.field.setAccessibleName(question)
        self.field.setToolTip(self.tr("One a line, in the order of the model's outputs"))
        self.field.setTabChangesFocus(True)
        self.field.setMinimumSize(_WIDTH, _HEIGHT)
        self.trouble = label("", "danger", "lines_trouble")
        self.trouble.setWordWrap(True)
        # The room is kept, so that the buttons stay where they are.
        self.trouble.setMinimumHeight(_THREE_LINES)
        buttons = QDialogButtonBox()
        self.agree = buttons.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
        self.agree.setObjectName("agree")
        self.agree.setProperty("role", "primary")
        self.agree.setDefault(True)
        self.refuse = buttons.addButton(refuse, QDialogButtonBox.ButtonRole.RejectRole)
        self.refuse.setObjectName("refuse")
        asked = label(question)
        asked.setWordWrap(True)
        asked.setBuddy(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        for part in (asked, self.field, self.trouble, buttons):
            column.addWidget(part)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._judge)
        self._judge()

    @property
    def text(self) -> str:
        """What was typed."""
        return self.field.toPlainText()

    def _judge(self) -> None:
        trouble = self._refusal(self.text)
        self.trouble.setText(trouble)
        self.field.setAccessibleDescription(trouble)
        self.agree.setEnabled(not trouble)
